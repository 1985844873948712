"""Faults and look-alikes of lists of stories."""
