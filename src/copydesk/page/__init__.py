"""What a visit brought back, the capture, and the ways to look at it: its tree, its lines, its addresses."""
