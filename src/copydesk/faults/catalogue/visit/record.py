"""The page's record: gaps that the rules of its parts do not report."""

from copydesk.faults.dom import replace_attribute, set_attribute
from copydesk.faults.registry import fault, look_alike

fault("address-that-is-none", "record/schema", "a person whose address no browser understands").by(
    set_attribute("persons", "href", "https://${host}/person/ida-falk", part="link")
)

look_alike("section-address-with-a-fragment", "record/schema", "a section's address with a fragment").by(
    replace_attribute("navigation", "href", "$", "#newest", part="item", which="last")
)
