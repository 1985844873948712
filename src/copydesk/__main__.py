"""`python -m copydesk`."""

from copydesk.commands.cli import main

# Processes that share out the work of a command import this module, too.
if __name__ == "__main__":
    main(prog_name="copydesk")
