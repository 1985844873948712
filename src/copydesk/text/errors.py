"""What programs, servers and content networks print where a page should be."""

from __future__ import annotations

import re

LONGEST = 2000
"""Characters of a line that are looked at."""
SHORT = 160
"""Characters: what a server says by itself is no longer."""

_SURE = (
    # PHP: Warning: Undefined array key "x" in /var/www/counter.php on line 42
    r"(?:Fatal error|Parse error|Warning|Notice|Deprecated|Uncaught \w+)"
    r"\s?: .{1,900}? in \S+\.(?:php|inc|phtml)\b",
    r"PHP (?:Fatal error|Parse error|Warning|Notice|Deprecated):",
    # Python
    r"Traceback \(most recent call last\)",
    r"File \"[^\"]{1,300}\.py\", line \d+",
    r"(?:^|\s)(?:[a-z_]\w*\.){1,6}[A-Z]\w*(?:Error|Exception|DoesNotExist)(?::|$)",
    r"'\w+' object has no attribute '\w+'",
    # Ruby
    r"undefined (?:local variable or )?method [`'‘]\w+[?!]?['’] for ",
    r"\b(?:ActionView::Template|ActiveRecord)::\w+",
    r"\S+\.(?:rb|erb):\d+:in [`'‘]",
    # .NET
    r"Server Error in '[^']{0,80}' Application",
    r"Object reference not set to an instance of an object",
    r"\bSystem\.(?:\w+\.){0,4}\w+Exception\b",
    # Java
    r"\b(?:java|javax|org|com)\.(?:\w+\.){1,8}\w+(?:Exception|Error)\b",
    r"\bat (?:[\w$]+\.){2,12}[\w$<>]+\(\w+\.(?:java|kt|scala):\d+\)",
    r"Whitelabel Error Page",
    # JavaScript
    r"(?:Type|Reference|Syntax|Range)Error: (?:Cannot|Unexpected|Failed|\S+ is not)",
    r"Cannot read propert(?:y|ies) (?:'\w+' )?of (?:undefined|null)\b",
    r"\bat (?:[\w.$<>\[\] ]{1,80} \()?(?:https?:|/|webpack|file:)\S{1,300}\.[cm]?[jt]sx?:\d+:\d+\)?",
    r"Unexpected token '?<'?(?:,| in JSON)",
    r"Application error: a (?:client|server)-side exception has occurred",
    # Databases
    r"You have an error in your SQL syntax",
    r"SQLSTATE\[\w{5}\]",
    r"\bORA-\d{5}:",
    r"\b(?:mysqli?|pg|sqlite|odbc)_\w+\(\)(?: \[|:| expects)",
    r"(?:Table|Unknown column) '[^']{1,80}' (?:doesn't exist|in 'field list')",
    r"(?:relation|column) \"[^\"]{1,80}\" does not exist",
    r"SQLITE_(?:ERROR|BUSY|CORRUPT)",
)
"""What no text but a program's has in it."""

_WHAT = (
    r"(?:contents?|data|articles?|story|stories|comments?|feed|news|list|page|module|widget|results|items?"
    r"|posts?|headlines?|resources?|components?|templates?)"
)
_WHOLE = (
    r"Error establishing a database connection",
    r"There has been a critical error on (?:this|your) website.*",
    r"Briefly unavailable for scheduled maintenance.*",
    r"We're sorry, but something went wrong\.?.*",
    r"(?:Error )?5\d\d[:\s–-]+(?:Bad Gateway|Internal Server Error|Gateway Time-?out)",
    r"(?:Error )?5\d\d[:\s–-]+Service (?:Temporarily )?Unavailable",
    r"HTTP (?:Status|Error) [45]\d\d\b.*",
    r"nginx(?:/[\d.]+)?|Welcome to nginx!",
    r"Apache/2\.\S+ .{0,60} Server at \S+ Port \d+",
    r"Guru Meditation:?|Error 5\d\d .{0,60}(?:Varnish|first byte|Backend).*",
    r"upstream connect error or disconnect/reset before headers.*",
    r"no healthy upstream|upstream request timeout",
    r"(?:The )?requested URL was rejected\. Please consult with your administrator\.?.*",
    r"Error 10\d\d\s*Ray ID: \w+.*",
    # A module that could not be filled, in the words of its own script.
    rf"(?:Could not|Couldn[’']t|Cannot|Can[’']t|Failed to|Unable to) (?:load|fetch|retrieve|display)"
    rf"(?: the| this| more| any| your)? {_WHAT}(?:[.!:,–-].*| at this time\b.*| right now\b.*)?",
    rf"(?:An error|Something) (?:has )?(?:occurred|happened|went wrong) (?:while|when)"
    rf" (?:load|fetch|retriev)ing(?: the| this| more| any| your)? {_WHAT}\b.*",
    r"(?:Der |Die |Das )?(?:Inhalte?|Daten|Kommentare|Artikel|Nachrichten|Seite|Liste)"
    r" (?:konnten?|kann|können) (?:leider )?nicht (?:geladen|angezeigt) werden\b.*",
    r"(?:Impossible de charger|Échec du chargement|Erreur lors du chargement)(?: de| du| des| le| la| les)*"
    r" (?:contenus?|données|articles?|commentaires|page|liste)\b.*",
    r"(?:No se (?:ha podido|han podido|pudo|pudieron|puede) cargar|Error al cargar)(?: el| la| los| las)?"
    r" (?:contenidos?|datos|artículos?|noticias?|comentarios|página|lista)\b.*",
    r"(?:Impossibile caricare|Errore (?:nel|durante il) caricamento)(?: di| dei| del| i| il| la| le)*"
    r" (?:contenut[oi]|dati|articol[oi]|notizie|commenti|pagina|lista)\b.*",
    r"(?:Não foi possível carregar|Erro ao carregar)(?: o| a| os| as)?"
    r" (?:conteúdos?|dados|artigos?|notícias?|comentários|página|lista)\b.*",
    r"(?:De )?(?:inhoud|gegevens|artikelen|reacties|pagina|lijst)"
    r" (?:kan|kon|konden|kunnen) niet (?:worden )?geladen\b.*",
    r"Nie (?:udało się|można) załadować (?:treści|danych|artykułów|komentarzy|strony|listy)\b.*",
)
"""What is a whole line where a program says it; a story that tells of it has other words around it."""
_sure = re.compile("|".join(_SURE))
_whole = re.compile("|".join(_WHOLE), re.IGNORECASE)


def program_error(line: str) -> str:
    """What a program or server says of its failure in a line of a page; "" for any other text."""
    if found := _sure.search(line[:LONGEST]):
        return found.group().strip()
    if len(line) <= SHORT and _whole.fullmatch(line.strip()):
        return line.strip()
    return ""
