"""``python -m copydesk.demo``: serve Lantern until told to stop."""

import sys

from copydesk.demo.server import main

if __name__ == "__main__":
    sys.exit(main())
