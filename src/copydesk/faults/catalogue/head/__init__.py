"""Faults and look-alikes of the document's head."""
