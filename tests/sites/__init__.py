"""Small sites that are not like the embedded one, each with a site file."""
