"""The JSON Schemas in `files/`, and what checks data against them and says in sentences what is wrong."""
