"""Proving what the rules would catch: break pages on purpose, visit them, see which rule notices."""
