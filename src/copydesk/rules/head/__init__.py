"""Rules about the document's head: what crawlers and networks read."""
