"""The command line: one module per command, its options and what it does side by side."""
