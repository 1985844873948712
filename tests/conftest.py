"""Settings for the harness's own tests."""

from hypothesis import settings

# A busy machine is slow at any moment, and no property here is one of time.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
