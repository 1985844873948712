"""Rules about an article: what stands over, in and right under its text."""
