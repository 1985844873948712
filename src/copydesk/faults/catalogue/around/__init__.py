"""Faults and look-alikes of what is around the news."""
