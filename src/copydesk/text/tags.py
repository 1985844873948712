"""The element names of HTML."""

_TAGS = """
    a abbr acronym address area article aside audio b base basefont bdi bdo big blink blockquote
    body br button canvas caption center cite code col colgroup data datalist dd del details dfn
    dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset g h1 h2
    h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins kbd label legend li link
    main map mark marquee math menu meta meter nav nobr noframes noscript object ol optgroup option
    output p param path picture plaintext portal pre progress q rb rp rt rtc ruby s samp script
    search section select slot small source span strike strong style sub summary sup svg table tbody
    td template textarea tfoot th thead time title tr track tt u ul use var video wbr xmp
"""
TAGS = frozenset(_TAGS.split())
"""All that a browser knows, old ones included."""
SVG = frozenset({"svg", "math"})
"""Elements with a vocabulary of their own below them."""
