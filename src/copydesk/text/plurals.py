"""Numbers with their nouns as labels show them, and whether noun and number agree."""

from __future__ import annotations

import re

_TWO_FORMS = {
    "en": "comment/comments page/pages photo/photos video/videos image/images picture/pictures item/items"
    " story/stories article/articles result/results view/views share/shares like/likes minute/minutes"
    " hour/hours day/days week/weeks month/months year/years second/seconds reader/readers vote/votes"
    " reply/replies answer/answers topic/topics section/sections post/posts update/updates"
    " follower/followers person/persons subscriber/subscribers author/authors rating/ratings"
    " word/words review/reviews reaction/reactions infographic/infographics headline/headlines"
    " slide/slides gallery/galleries match/matches",
    "de": "Kommentar/Kommentare Seite/Seiten Bild/Bilder Foto/Fotos Video/Videos Minute/Minuten"
    " Stunde/Stunden Woche/Wochen Ergebnis/Ergebnisse Meldung/Meldungen Antwort/Antworten"
    " Beitrag/Beiträge Stimme/Stimmen",
    "fr": "commentaire/commentaires page/pages photo/photos vidéo/vidéos image/images article/articles"
    " résultat/résultats minute/minutes heure/heures jour/jours semaine/semaines réponse/réponses"
    " vote/votes",
    "es": "comentario/comentarios página/páginas foto/fotos vídeo/vídeos video/videos imagen/imágenes"
    " artículo/artículos resultado/resultados minuto/minutos hora/horas día/días semana/semanas"
    " voto/votos",
    "it": "commento/commenti pagina/pagine immagine/immagini articolo/articoli risultato/risultati"
    " minuto/minuti ora/ore giorno/giorni settimana/settimane risposta/risposte voto/voti",
    "nl": "reactie/reacties pagina/pagina's artikel/artikelen resultaat/resultaten minuut/minuten"
    " dag/dagen week/weken bericht/berichten stem/stemmen",
    "pt": "comentário/comentários página/páginas foto/fotos vídeo/vídeos imagem/imagens artigo/artigos"
    " resultado/resultados minuto/minutos hora/horas dia/dias semana/semanas voto/votos",
    "sv": "kommentar/kommentarer sida/sidor bild/bilder artikel/artiklar minut/minuter timme/timmar"
    " dag/dagar vecka/veckor svar/svar röst/röster",
}
_THREE_FORMS = {
    "ru": "комментарий/комментария/комментариев страница/страницы/страниц час/часа/часов день/дня/дней"
    " статья/статьи/статей результат/результата/результатов новость/новости/новостей"
    " просмотр/просмотра/просмотров ответ/ответа/ответов фотография/фотографии/фотографий"
}
FORMS: dict[str, dict[str, tuple[str, ...]]] = {
    language: {
        form.lower(): tuple(word.lower().split("/"))
        for word in words.split()
        for form in word.lower().split("/")
    }
    for language, words in {**_TWO_FORMS, **_THREE_FORMS}.items()
}
"""By language: each form of a noun, with all its forms."""

# A label begins with its number, or the number follows a bracket, a colon or a dot in the middle.
_COUNTED = re.compile(
    r"(?:^|[(\[:·•|]\s?)(\d{1,7})[\s\u00a0\u202f]([^\W\d_][^\W\d_'’]*)(?=$|[\s)\].,;:·•|])(.{0,60})"
)
_DIGIT = re.compile(r"\d")
_TAIL = re.compile(
    r"\s*(?:$|[)\].,;:·•|]|(?:in|on|of|ago|left|so|to|with|for|dans|en|von|im|av|van|de|na|в|на)\b)"
)
LABEL = 60
"""Characters: what is longer is no label."""


def disagreement(text: str, language: str) -> tuple[str, str] | None:
    """What a label says ("1 pages") and should say ("1 page"), if its noun does not agree with its number."""
    words = FORMS.get(language.partition("-")[0].lower())
    if words is None or len(text) > LABEL or not _DIGIT.search(text):
        return None
    for number, noun, tail in _COUNTED.findall(text):
        forms = words.get(noun.lower())
        if forms is None:
            continue
        right = _form(int(number), forms, language.partition("-")[0].lower())
        if noun.lower() in right:
            continue
        # "2 page layout", "5 minute read" are compounds; "1 pages" is never one.
        if not _TAIL.match(tail) and noun.lower() == forms[0]:
            continue
        return f"{number} {noun}", f"{number} {_like(noun, right[0])}"
    return None


def _form(number: int, forms: tuple[str, ...], language: str) -> tuple[str, ...]:
    if len(forms) == 3:
        last, teen = number % 10, 10 < number % 100 < 20
        return (
            forms[0] if last == 1 and not teen else forms[1] if last in (2, 3, 4) and not teen else forms[2],
        )
    if number == 0 and language in ("fr", "pt"):
        return forms
    return (forms[0],) if number == 1 else (forms[1],)


def _like(noun: str, form: str) -> str:
    return (
        form.upper() if noun.isupper() and len(noun) > 1 else form.capitalize() if noun[0].isupper() else form
    )
