"""Joining the shards of a run, from several machines, into one run with one report.

`given` finds the shards and checks that they belong together, `whole` makes one run of them, `files` brings
along the files beside their events.
"""
