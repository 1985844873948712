"""From a capture to verdicts: run the rules, gather what they say by subject, mark what is known."""
