"""From a page to its record: headline, body, times, lists and the rest, one module per thing that is read."""
