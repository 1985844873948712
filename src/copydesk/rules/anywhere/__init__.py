"""Rules that look at the whole page, or at any element: raw text, presence, pictures, accessibility."""
