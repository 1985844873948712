"""Faults and look-alikes of an article."""
