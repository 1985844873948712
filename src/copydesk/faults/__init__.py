"""Faults: ways to break a page on purpose, to see which rule notices; and look-alikes, which none may notice.

`fault.py` says what a fault is, `registry.py` holds them all, `catalogue/` has them by subject. What a fault
does to a page is data here; `copydesk.browser.broken` does it. `prove.py` goes through them.
"""
