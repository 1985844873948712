"""Rules that look at the whole page, or at any element alike: raw text, presence, pictures, access."""
