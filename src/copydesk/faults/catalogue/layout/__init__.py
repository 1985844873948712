"""Faults and look-alikes of the layout."""
