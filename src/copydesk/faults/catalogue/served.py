"""A fault of all pages that only the embedded site's own server can make."""

from copydesk.faults.fault import Served
from copydesk.faults.registry import fault

fault(
    "angular-missing",
    "template/text",
    "the page's templates: its script answers 404, so that nothing fills them in",
).by(Served("angular-missing"), seen=(85,))
