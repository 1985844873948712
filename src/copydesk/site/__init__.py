"""The site file: what it can say, read and checked, each mistake with its line."""
