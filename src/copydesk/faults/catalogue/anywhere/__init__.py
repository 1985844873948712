"""Faults and look-alikes of the whole page, or of any element."""
