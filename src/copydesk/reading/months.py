"""The names of months in the languages that news sites are mostly written in, whole and shortened."""

from __future__ import annotations

_NAMES = """
january jan januar jänner januari janvier janv enero ene janeiro gennaio gen ocak januára styczeń
 stycznia leden ledna января январь янв січня tammikuu tammikuuta
february feb februar feber februari février févr fév febrero fevereiro fev febbraio şubat luty lutego
 únor února февраля февраль фев лютого helmikuu helmikuuta
march mar märz mär mrz mars maart mrt marzo março mart marzec marca březen března марта март мар березня
 maaliskuuta
april apr avril avr abril abr aprile nisan kwiecień kwietnia duben dubna апреля апрель апр квітня
 huhtikuuta
may mai mei maj mayo maio maggio mag mayıs maja květen května мая май травня toukokuuta
june jun juni juin junio junho giugno giu haziran czerwiec czerwca červen června июня июнь июн червня
 kesäkuuta
july jul juli juillet juil julio julho luglio lug temmuz lipiec lipca červenec července июля июль июл
 липня heinäkuuta
august aug août aou agosto ago augustus augusti ağustos sierpień sierpnia srpen srpna августа август авг
 серпня elokuuta
september sep sept septembre septiembre setembro set settembre eylül wrzesień września září сентября
 сентябрь сен сент вересня syyskuuta
october oct oktober okt octobre octubre outubro out ottobre ott ekim październik października říjen října
 октября октябрь окт жовтня lokakuuta
november nov novembre noviembre novembro kasım listopad listopada listopadu ноября ноябрь ноя листопада
 marraskuuta
december dec dezember dez décembre déc diciembre dic dezembro dicembre desember des aralık grudzień
 grudnia prosinec prosince декабря декабрь дек грудня joulukuuta
"""

MONTHS: dict[str, int] = {
    name: number
    for number, line in enumerate(_NAMES.strip().replace("\n ", " ").split("\n"), 1)
    for name in line.split()
}
"""The number of a month by its name in lower case."""
