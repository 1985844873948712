"""Rules about the page's layout, on a desktop and on a phone."""
