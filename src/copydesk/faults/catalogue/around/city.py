"""The city selector: what it lists, and whether the choice is kept."""

from copydesk.faults.answers import HEADLINES, set_field, stories
from copydesk.faults.dom import set_text
from copydesk.faults.fault import Dom, Early, Respond
from copydesk.faults.registry import fault, look_alike

CITIES = r"/[^/?]*(city|cities)"
FORGETS = """
Storage.prototype.setItem = () => {};
Object.defineProperty(Document.prototype, "cookie", { get: () => "", set() {} });
"""

fault("city-one-city", "city/few-cities", "a selector with one city in it").by(
    stories(CITIES, lambda found: found[:1]), journeys=("city",)
)
fault("city-data-fails", "city/few-cities", "a selector that opens on nothing, as its data did not come").by(
    Respond("data", url=f"(?i){CITIES}", status=500), journeys=("city",)
)
fault("city-does-not-open", "city/few-cities", "a selector that does not open").by(
    Dom("deaf", "city", "button"), journeys=("city",)
)
fault("city-listed-twice", "city/repeated", "the first city at the end of the list again").by(
    stories(CITIES, lambda found: [*found, found[0]]), journeys=("city",)
)
fault("city-choice-ignored", "city/not-kept", "another city is chosen and nothing happens").by(
    Dom("deaf", "city", "option", which="all", hidden=True), journeys=("city",)
)
fault("city-forgotten", "city/not-kept", "the chosen city, until the page is loaded again").by(
    Early(FORGETS), journeys=("city",)
)
fault("city-wrong-one-chosen", "city/not-kept", "a city that nobody chose").by(
    set_text("city", "Ulan Bator", part="current", state="city-chosen"), journeys=("city",)
)

look_alike("city-name-of-two", "city/repeated", "two cities of one name that are told apart").by(
    stories(
        CITIES,
        lambda found: [
            *found,
            set_field(found[0], HEADLINES, "Portland, Oregon"),
            set_field(found[0], HEADLINES, "Portland, Maine"),
        ],
    ),
    journeys=("city",),
)
look_alike("city-two-cities", "city/few-cities", "a selector with two cities").by(
    stories(CITIES, lambda found: found[:2]), journeys=("city",)
)
look_alike("city-shown-with-its-country", "city/not-kept", "the chosen city with its country after it").by(
    Dom("append-text", "city", "current", argument=", Norden", state="city-chosen"), journeys=("city",)
)
look_alike(
    "city-called-like-a-section", "city/repeated", "a city that is called like a section of the site"
).by(stories(CITIES, lambda found: [*found, set_field(found[0], HEADLINES, "World")]), journeys=("city",))
