"""A regression harness for news sites: it reads every page in a real browser before the public does."""
