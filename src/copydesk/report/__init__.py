"""The run as a stream of verdicts, and what writes it down. Nothing here knows pytest or a browser."""
