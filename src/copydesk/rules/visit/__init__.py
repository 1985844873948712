"""Rules about the visit itself: the document, its requests, links and console, and the record."""
