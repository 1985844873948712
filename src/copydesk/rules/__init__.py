"""The rules, one module per subject or family of subjects; `registry` says how one is declared."""
