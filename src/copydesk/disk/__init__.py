"""Files: reading what somebody else may have made, and writing so that a file is complete or as it was."""
