"""Rules about an article: what is above, in and directly below its text."""
