"""The manual, and what makes it. It is a package so that tests can import what it is made with."""
