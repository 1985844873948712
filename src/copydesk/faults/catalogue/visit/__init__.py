"""Faults and look-alikes of the visit itself."""
