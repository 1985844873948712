"""Checking the captures of an earlier run again, with today's rules and site file and without a browser."""
