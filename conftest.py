"""Settings for all tests of this project; copydesk's own pytest plugin does the rest."""
