"""Rules about the page as it is laid out, on a desk and on a phone."""
