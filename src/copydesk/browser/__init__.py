"""The browser's side: find one, start it, visit pages with it. Nothing outside this package knows Playwright."""
