"""The words that generated articles are made of.

The lengths matter: 37 cities, 5 stories a section, 31 persons, 7 quotes, 11 details and 13 outlooks have no
common factor, which is what keeps two generated articles from being the same.
"""

from typing import Final, NamedTuple


class Story(NamedTuple):
    """One story's sentences, with slots: city, n and m (numbers), person, surname and role."""

    topic: str
    headline: str
    lead: str
    opening: str
    middle: str
    caption: str


CITIES: Final = tuple(
    """Port Almery|Vastrand|Colmirra|Tessaly Bay|Drumhaven|Ostrivka|Kalepo|Belmarsh|Sundvik|Arroyo Seco|Pell Harbour
    |Monteclar|Ravnagora|Lisselund|Quillon|Hartsmere|Oudebrug|Samphire Point|Torvald|Ilmenau Ford|Caladros|Wexmoor
    |Jezerska|Nordholm|Puerto Lumen|Ashgrove|Valdemar|Kirkeby|Santa Belisa|Morrowgate|Eskerton|Tamarisk|Zelenika
    |Greywick|Halvorsund|Corvale|Marisol""".replace("\n    ", "").split("|")
)

PERSONS_BY_ROLE: Final = {
    "Ingrid Solheim-Vale": "the city's mayor",
    "Tomas Brandell": "the head of the regional council",
    "Odile Farrant": "a spokeswoman for the organisers",
    "Kwabena Ortley": "the project's director",
    "Marit Kesk": "the deputy minister",
    "Dario Venn": "the chief engineer",
    "Leonie Ashdown": "a lecturer at the local university",
    "Pavlos Irenides": "the chairman of the trade chamber",
    "Hanne Quist": "the harbour master",
    "Ruben Oyelaran": "an analyst with the Meridian Institute",
    "Sabine Corrodi": "the head of the supervisory board",
    "Jonas Ekeland": "the coordinator of the programme",
    "Amara Delisle": "a member of parliament",
    "Viktor Sandoval-Ruiz": "the union's secretary",
    "Noor Talbot": "the museum's curator",
    "Emil Haugaard": "the coach",
    "Teodora Milik": "the ombudswoman",
    "Callum Wray": "the station's commander",
    "Yasmin Okonjo-Bell": "the agency's chief economist",
    "Stellan Moe": "the fire service's duty officer",
    "Beatriz Carvalhal": "the ambassador",
    "Arvid Lunde": "the head of the weather office",
    "Freya Montague-Sato": "the lead researcher",
    "Ismael Dray": "the festival's founder",
    "Kirsten Abelmann": "the treasurer",
    "Ondrej Palka": "the railway's operations manager",
    "Miriam Estevao": "the court's press officer",
    "Luca Ferrand": "the team's captain",
    "Solveig Arnarson": "the head of the coast guard district",
    "Pieter van Asselt": "the editor of the regional daily",
    "Chidi Lowenstein": "the observatory's director",
}

_POLITICS = (
    Story(
        "Regional cooperation",
        "{city} to host talks on {n} cross-border projects",
        "The delegations intend to agree on a timetable before the summer.",
        "Delegations of {m} regions will meet in {city} to discuss {n} joint projects, {person}, {role}, told reporters.",
        "The list is led by roads, drinking water and the mutual recognition of school certificates.",
        "the hall where the delegations will meet",
    ),
    Story(
        "Elections",
        "Turnout in {city} by-election higher by {n} votes",
        "The result is to be confirmed by the election board within a week.",
        "The by-election in {city} drew {n} more voters than the previous one, {person}, {role}, said after the count.",
        "Polling stations stayed open for {m} minutes longer in two districts because of the queues.",
        "voters outside a polling station",
    ),
    Story(
        "Public administration",
        "Council of {city} cuts {n} permits from its rule book",
        "Owners of small shops and workshops are to feel the change first.",
        "The council of {city} has struck {n} permits off its rule book after a review that took {m} months, "
        "{person}, {role}, announced.",
        "Most of the permits had not been asked for in ten years, the review found.",
        "the council chamber before the vote",
    ),
    Story(
        "Consular affairs",
        "New consulate in {city} receives {n} applications in first week",
        "The waiting time is now shorter than in the capital.",
        "The consulate that opened in {city} last week has taken {n} applications, {person}, {role}, said.",
        "The office works with {m} clerks and intends to hire two more.",
        "the entrance of the new consulate",
    ),
    Story(
        "Parliament",
        "Deputies from {city} table bill on {n} protected streets",
        "The first reading is planned for the spring session.",
        "A bill that would protect {n} historic streets was tabled by deputies from {city}, {person}, {role}, said.",
        "It would replace {m} decrees, the oldest of which predates the telephone.",
        "the parliament's main staircase",
    ),
)
_WORLD = (
    Story(
        "Transport",
        "Night ferry to {city} carries {n} passengers on first crossing",
        "The line had been closed for eleven years.",
        "The night ferry to {city} carried {n} passengers on its first crossing, {person}, {role}, said at the quay.",
        "The crossing took {m} minutes less than the timetable allows.",
        "the ferry at the quay after its first crossing",
    ),
    Story(
        "Weather",
        "Storm leaves {n} homes near {city} without power",
        "Crews expect to restore all lines by the evening.",
        "A storm cut the power of {n} homes around {city}, {person}, {role}, reported.",
        "Repair crews are working on {m} fallen poles, and schools remain open.",
        "a crew repairing a line after the storm",
    ),
    Story(
        "Migration",
        "{city} welcomes {n} students from abroad",
        "Half of them will study nursing and engineering.",
        "The university of {city} has enrolled {n} students from abroad, {person}, {role}, said at the ceremony.",
        "They come from {m} countries and will share rooms with local families for the first month.",
        "students on the steps of the main building",
    ),
    Story(
        "Rescue",
        "Rescuers near {city} bring {n} hikers down before snowfall",
        "Nobody was hurt, and the trails stay closed until further notice.",
        "Mountain rescuers led {n} hikers down to {city} ahead of heavy snow, {person}, {role}, said.",
        "The descent took {m} hours because the bridge over the gorge had iced over.",
        "rescuers on the trail above the town",
    ),
    Story(
        "Cities",
        "{city} reopens market hall with {n} stalls",
        "Rents are frozen for the first three years.",
        "The old market hall of {city} is open again with {n} stalls, {person}, {role}, said at the opening.",
        "The roof alone took {m} months, and part of the old ironwork was cast anew.",
        "the market hall on the morning of the opening",
    ),
)
_BUSINESS = (
    Story(
        "Shipping",
        "Port of {city} handles {n} vessels in a month",
        "Grain and timber make up most of the cargo.",
        "The port of {city} handled {n} vessels last month, {person}, {role}, told Lantern.",
        "The average stay fell by {m} hours after a second pilot boat was put to work.",
        "cranes over the container quay",
    ),
    Story(
        "Industry",
        "Bearing maker to hire {n} workers in {city}",
        "The first shift is to start in the autumn.",
        "A maker of bearings will hire {n} workers for its new plant in {city}, {person}, {role}, said.",
        "The company is putting {m} million into the building and its training shop.",
        "the shell of the new plant",
    ),
    Story(
        "Energy",
        "Wind farm off {city} adds {n} megawatts",
        "The cable to the shore was finished ahead of time.",
        "The wind farm off {city} has connected another {n} megawatts, {person}, {role}, said.",
        "All but {m} of the turbines are now turning.",
        "turbines on the horizon at dusk",
    ),
    Story(
        "Retail",
        "Shops in {city} report {n} fewer bankruptcies",
        "Lower rents and longer opening hours are named as reasons.",
        "The number of bankruptcies among shops in {city} fell by {n} from a year ago, {person}, {role}, said.",
        "In {m} streets of the centre there is no empty shop left.",
        "a shopping street in the evening",
    ),
    Story(
        "Agriculture",
        "Apple growers around {city} plant {n} hectares anew",
        "The new trees stand the late frosts better.",
        "Growers around {city} have planted {n} hectares of orchards anew, {person}, {role}, said.",
        "The first harvest is expected in {m} years at the latest.",
        "rows of young apple trees",
    ),
)
_SECURITY = (
    Story(
        "Exercises",
        "Coast guard drill off {city} involves {n} sailors",
        "The exercise is announced every year and needs no mobilisation.",
        "The coast guard's spring drill off {city} began with {n} sailors, {person}, {role}, said.",
        "They will practise towing, fire fighting and the rescue of {m} people from a raft.",
        "patrol boats leaving the harbour",
    ),
    Story(
        "Mine clearance",
        "Divers clear {n} old mines from channel near {city}",
        "Fishing boats may use the channel again from next week.",
        "Navy divers have cleared {n} old mines from the channel near {city}, {person}, {role}, said.",
        "The work took {m} days and was stopped twice because of the current.",
        "divers returning to their boat",
    ),
    Story(
        "Cyber defence",
        "{city} hospital repels {n} break-in attempts in a night",
        "No patient data were touched, the hospital says.",
        "The hospital of {city} counted {n} attempts to break into its network in one night, {person}, {role}, said.",
        "The systems were off line for {m} minutes as a precaution.",
        "the hospital's control room",
    ),
    Story(
        "Civil protection",
        "{n} volunteers join civil protection in {city}",
        "Most of them are under thirty.",
        "Civil protection in {city} has taken in {n} volunteers, {person}, {role}, said.",
        "They train on {m} evenings before their first duty.",
        "volunteers at their first training",
    ),
    Story(
        "Procurement",
        "Shipyard in {city} delivers patrol boat {n} days early",
        "The sister ship is to follow next year.",
        "The shipyard of {city} handed over a patrol boat {n} days before the agreed date, {person}, {role}, said.",
        "Sea trials brought up {m} small faults, all of which have been put right.",
        "the new boat at the fitting-out quay",
    ),
)
_SCIENCE = (
    Story(
        "Astronomy",
        "Observatory near {city} finds {n} faint asteroids",
        "None of them comes near the Earth.",
        "Astronomers near {city} have found {n} asteroids too faint for earlier surveys, {person}, {role}, said.",
        "The plates of {m} clear nights were compared by a new program.",
        "the dome of the observatory at night",
    ),
    Story(
        "Medicine",
        "Trial in {city} follows {n} patients for new asthma inhaler",
        "Results are expected at the end of next year.",
        "Doctors in {city} have begun a trial of a new inhaler with {n} patients, {person}, {role}, said.",
        "Each patient is seen every {m} days.",
        "a researcher in the laboratory",
    ),
    Story(
        "Climate",
        "{city} weather office completes {n} years of records",
        "The handwritten books have been read into a computer.",
        "The weather office of {city} now has an unbroken record of {n} years, {person}, {role}, said.",
        "The coldest morning in it was {m} degrees below the average.",
        "the instruments on the roof",
    ),
    Story(
        "Space",
        "Students in {city} get {n} pictures from own satellite",
        "The satellite is no bigger than a loaf of bread.",
        "A satellite built by students in {city} has sent its first {n} pictures, {person}, {role}, said.",
        "It passes over the town every {m} hours.",
        "the ground station's aerial",
    ),
    Story(
        "Archaeology",
        "Dig outside {city} brings up {n} bronze objects",
        "The oldest of them may have been made three thousand years ago.",
        "Archaeologists outside {city} have found {n} bronze objects, {person}, {role}, said.",
        "They lay in {m} pits beneath a former road.",
        "the site of the dig at dawn",
    ),
)
_CULTURE = (
    Story(
        "Theatre",
        "Theatre in {city} sells {n} tickets in an hour",
        "Two further evenings have been added.",
        "The theatre of {city} sold {n} tickets for its spring play within an hour, {person}, {role}, said.",
        "The play has been rehearsed for {m} weeks.",
        "the stage before the rehearsal",
    ),
    Story(
        "Music",
        "Choir of {n} voices opens festival in {city}",
        "The opening concert is free of charge.",
        "A choir of {n} voices opened the music festival in {city}, {person}, {role}, said.",
        "The festival goes on for {m} days in churches and yards.",
        "the choir under the stage lights",
    ),
    Story(
        "Museums",
        "Museum in {city} shows {n} letters never seen before",
        "They were found behind a cupboard.",
        "The museum of {city} is showing {n} letters from a merchant's house, {person}, {role}, said.",
        "Readers have deciphered all but {m} of them.",
        "visitors in the new exhibition",
    ),
    Story(
        "Education",
        "Evening school in {city} enrols {n} adults",
        "Baking and bookkeeping are the favourite courses.",
        "The evening school of {city} has enrolled {n} adults, {person}, {role}, said.",
        "There are {m} courses, and two have a waiting list.",
        "the lit windows of the evening school",
    ),
    Story(
        "Books",
        "Library of {city} lends {n} books on one Saturday",
        "It is the highest number since the building was opened.",
        "The library of {city} lent {n} books on a single Saturday, {person}, {role}, said.",
        "The longest queue held {m} people.",
        "the reading room on Saturday",
    ),
)
_SPORT = (
    Story(
        "Football",
        "{city} win cup tie before {n} spectators",
        "The next round is played away.",
        "The footballers of {city} won their cup tie before {n} spectators, {person}, {role}, said.",
        "The deciding goal fell {m} minutes before the end.",
        "the ground under floodlights",
    ),
    Story(
        "Running",
        "{n} runners finish half marathon in {city}",
        "The course record stood, but only just.",
        "In {city}, {n} runners reached the finish of the half marathon, {person}, {role}, said.",
        "The winner was {m} seconds ahead of her nearest rival.",
        "runners on the waterfront",
    ),
    Story(
        "Rowing",
        "Regatta in {city} draws {n} crews",
        "The finals are rowed on Sunday.",
        "The spring regatta of {city} has drawn {n} crews, {person}, {role}, said.",
        "They row over {m} distances, with and without coxswain.",
        "boats at the start line",
    ),
    Story(
        "Skating",
        "Ice hall in {city} extends season by {n} days",
        "Schools will use it free of charge in the mornings.",
        "The ice hall of {city} will stay open {n} days longer than planned, {person}, {role}, said.",
        "On weekdays, {m} school classes are to skate there.",
        "skaters in the ice hall",
    ),
    Story(
        "Chess",
        "Youth chess final in {city} goes to move {n}",
        "The two players are both thirteen years old.",
        "The final of the youth chess championship in {city} ended only at move {n}, {person}, {role}, said.",
        "The game was followed by spectators on {m} screens.",
        "the board after the final move",
    ),
)
_PRESS = (
    Story(
        "Papers",
        "Press review: {city} papers count {n} broken promises",
        "The dailies look back at a year of building works.",
        "The papers of {city} have counted {n} unkept promises in the city's building plan, {person}, {role}, said.",
        "Only {m} of them, one daily notes, were made in writing.",
        "the morning papers at a kiosk",
    ),
    Story(
        "Letters",
        "Press review: {n} letters to the editor on {city} trams",
        "Readers want quieter brakes and earlier trams.",
        "A daily in {city} received {n} letters on the trams within a week, {person}, {role}, said.",
        "All but {m} were in favour of the new line.",
        "a stack of letters on a desk",
    ),
    Story(
        "Local press",
        "Press review: weekly of {city} prints issue number {n} anew",
        "The facsimile sold out on the first morning.",
        "The weekly of {city} has printed its issue number {n} anew, {person}, {role}, said.",
        "The original cost {m} pence and had four pages.",
        "the facsimile on the printing press",
    ),
    Story(
        "Commentary",
        "Press review: what {n} columns say about the {city} bridge",
        "The commentators agree on the price, and on nothing else.",
        "A reader has put together {n} columns on the bridge of {city}, {person}, {role}, said.",
        "In {m} of them the bridge is called a tunnel.",
        "newspaper pages on a table",
    ),
    Story(
        "Radio",
        "Press review: radio of {city} marks broadcast {n}",
        "The first presenter was back at the microphone.",
        "The radio of {city} has marked its broadcast number {n}, {person}, {role}, said.",
        "Over {m} listeners sent in recordings of the early years.",
        "the studio before the broadcast",
    ),
)
STORIES: Final = {
    "politics": _POLITICS,
    "world": _WORLD,
    "business": _BUSINESS,
    "security": _SECURITY,
    "science": _SCIENCE,
    "culture": _CULTURE,
    "sport": _SPORT,
    "press": _PRESS,
}

QUOTES: Final = (
    "“We have waited for this for a long time, and we have prepared for it well,” {surname} said.",
    "“It is a modest number, but it is a beginning,” {surname} noted.",
    "“Nobody in {city} expected such an answer,” {surname} added. “We are grateful for it.”",
    "“The figures speak for themselves,” {surname} told Lantern.",
    "“I would rather be cautious: we shall know more in a month,” {surname} stressed.",
    "“What matters now is that the work goes on,” {surname} said, answering a question.",
    "“There were doubts, and some of them were mine,” {surname} admitted.",
)
DETAILS: Final = (
    "The decision had been put off twice, most recently in the autumn.",
    "Similar steps are being considered in two neighbouring towns.",
    "The costs are borne by the region and by private donors in equal parts.",
    "An independent report on the matter is to be published in the coming weeks.",
    "Those living nearby had been informed by letter and at two public meetings.",
    "The preparations were overseen by a committee of five.",
    "According to the timetable, the next step is due before the holidays.",
    "A hotline for questions is staffed on weekdays.",
    "The documents can be read at the town hall and in all libraries.",
    "It is the largest undertaking of its kind in the region this year.",
    "Comparable figures for earlier years are not available.",
)
OUTLOOKS: Final = (
    "A first assessment is planned for the end of the quarter.",
    "Further details will be made public on Friday.",
    "The organisers hope that others will follow.",
    "No objections had been filed by the closing date.",
    "The next meeting takes place in a fortnight.",
    "Reporters will be able to visit the site next week.",
    "Whether the plan is extended depends on the demand.",
    "The question of the costs will be taken up again in the autumn.",
    "A spokesman declined to comment on the longer term.",
    "The agreement runs for three years and can be prolonged.",
    "Experts regard the outcome as open.",
    "The authorities ask for patience until then.",
    "An exhibition in the town hall tells how it came about.",
)
