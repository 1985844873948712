"""Settings for the harness's own tests."""

import signal

from hypothesis import settings

# A busy machine is slow at any moment, and no property here is one of time.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

# A script that starts a program beside itself has it ignore Ctrl-C, and so would every program that tests
# start and interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
