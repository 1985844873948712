"""The embedded demo site: a fictional wire agency called Lantern, served by this machine alone."""
