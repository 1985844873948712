"""Words that stand on pages beside their text, by language: months, bylines, units."""

from __future__ import annotations

_BESIDE = """
by von par por di da av af door od от автор текст author opublikowano published posted updated modified
created on at am um le el il de den am kl klokken uhr h hrs gmt utc est edt pst pdt cet cest bst ist msk
pm am a.m p.m january february march april may june july august september october november december jan
feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun monday tuesday wednesday
thursday friday saturday sunday januar februar märz mai juni juli oktober dezember janvier février mars
avril juin juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio
agosto septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno luglio settembre
ottobre dicembre comment comments view views share shares like likes read reads min mins minute minutes
hour hours day days ago today yesterday heute gestern hoy ayer oggi ieri vandaag
gisteren page pages photo photos video videos reader readers result results item items
story stories article articles point points vote votes second seconds sec secs week weeks month months
year years word words more kommentar kommentare kommentarer minuten minuter minutter minutos minuti
seiten seite sider sidor sidan commentaires commentaire comentarios commenti reacties lesezeit lecture
lectura lettura leestijd total count number price rate rank eur usd gbp chf sek nok dkk jpy rub
"""
BESIDE = frozenset(_BESIDE.split())
"""What can stand beside a value in a label: a line of only such words beside "undefined" is no prose."""

_FIELDS = """
    author authors body byline caption category channel city comments content copyright count country currency
    date dateline datetime day desc description email excerpt firstname focuskw format group headline href id
    image img index item items keyword keywords label lang language lastname lead link locale message modified
    month name number page pagenumber pagetotal parent pretitle price primary published publisher query
    searchphrase section sep separator sitedesc sitename slug standfirst subtitle summary tag tagline tags
    teaser term text time timestamp title topic total type updated url user username value year
"""
FIELDS = frozenset(_FIELDS.split())
"""Words that name a field of a page: alone between delimiters they are template text, others are not."""
