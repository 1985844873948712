"""The browser's side: find one, start it, visit pages with it. Only this package knows Playwright."""
