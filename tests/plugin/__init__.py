"""The pytest plugin, each run in a project of its own."""
