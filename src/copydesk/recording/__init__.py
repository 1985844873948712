"""Recordings: the traffic of a site's visits in one file, to visit the site again with the network closed."""
