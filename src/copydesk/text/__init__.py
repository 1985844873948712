"""Reading text as the rules need it: lines as a reader sees them, template text, labels, addresses."""
