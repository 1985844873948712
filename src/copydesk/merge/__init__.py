"""Joining the shards of a run, as several machines made them, into one run with one report.

`given` finds the shards and says whether they belong together, `whole` makes one run of them, `files` brings
along what lies beside their events, `command` does all of it and tells.
"""
