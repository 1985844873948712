"""Looking again at the captures of an earlier run, with today's rules and site file and without a browser."""
