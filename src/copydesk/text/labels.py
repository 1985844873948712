"""What news sites write on their buttons, tabs and modules, by language; and what script a text is in."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

# One line a language; between bars: advertisement, read more, share, comments, most read, related, loading,
# search, show more, back to top. A comma separates words for the same.
_VOCABULARY = """
en: advertisement | read more, continue reading | share, share this article | comments | most read, most
    viewed | related articles, related stories, related news | loading | search | show more, load more,
    more news | back to top
de: anzeige, werbung | weiterlesen, mehr lesen | teilen, artikel teilen | kommentare | meistgelesen,
    meist gelesen | mehr zum thema, verwandte artikel, lesen sie auch | wird geladen | suche, suchen |
    mehr anzeigen, mehr laden | nach oben
fr: publicité | lire la suite | partager | commentaires | les plus lus | à lire aussi, sur le même sujet
    | chargement, chargement en cours | rechercher, recherche | afficher plus, voir plus | haut de page
es: publicidad | leer más, seguir leyendo | compartir | comentarios | lo más leído, más leídas, las más
    leídas | noticias relacionadas, te puede interesar, lea también | cargando | buscar | mostrar más,
    cargar más | ir arriba
pt: publicidade | leia mais, ler mais | compartilhar, partilhar | comentários | mais lidas | leia também
    | carregando | pesquisar | mostrar mais, carregar mais | voltar ao topo
it: pubblicità | leggi tutto, leggi di più | condividi | commenti | i più letti, più letti | leggi anche
    | caricamento, caricamento in corso | cerca | mostra altro, carica altro | torna su
nl: advertentie | lees meer, lees verder | deel, delen | reacties | meest gelezen | lees ook | aan het
    laden | zoeken | toon meer, meer laden | naar boven
sv: annons | läs mer | dela | kommentarer | mest läst, mest lästa | läs också, läs även | laddar | sök |
    visa mer, visa fler | till toppen
no: annonse | les mer | del | kommentarer | mest lest | les også | laster inn | søk | vis mer | til
    toppen
da: annonce | læs mere | del | kommentarer | mest læste | læs også | indlæser | søg | vis mere | til
    toppen
fi: mainos | lue lisää | jaa | kommentit | luetuimmat | lue myös | ladataan | haku | näytä lisää |
    takaisin ylös
pl: reklama | czytaj więcej, czytaj dalej | udostępnij | komentarze | najczęściej czytane | czytaj też,
    zobacz też | ładowanie | szukaj | pokaż więcej | do góry
cs: reklama | číst dál, číst více | sdílet | komentáře | nejčtenější | čtěte také | načítání | hledat |
    zobrazit více | nahoru
sk: reklama | čítať ďalej | zdieľať | komentáre | najčítanejšie | čítajte aj | načítava sa | hľadať |
    zobraziť viac | hore
hu: hirdetés | tovább olvasom | megosztás | hozzászólások | legolvasottabb | kapcsolódó cikkek |
    betöltés | keresés | több hír | vissza az elejére
ro: publicitate | citește mai mult | distribuie | comentarii | cele mai citite | citește și | se încarcă
    | căutare | mai multe știri | înapoi sus
tr: reklam | devamını oku | paylaş | yorumlar | en çok okunanlar | ilgili haberler | yükleniyor | ara |
    daha fazla göster | yukarı çık
el: διαφήμιση | διαβάστε περισσότερα | κοινοποίηση | σχόλια | δημοφιλή | σχετικά άρθρα | φόρτωση |
    αναζήτηση | περισσότερα | επιστροφή στην κορυφή
ru: реклама | читать далее, подробнее | поделиться | комментарии | самое читаемое, популярное | читайте
    также, по теме | загрузка | поиск | показать еще, показать ещё, еще новости, ещё новости, больше
    новостей | наверх
uk: реклама | читати далі, детальніше | поділитися | коментарі | найпопулярніше | читайте також |
    завантаження | пошук | показати ще, більше новин | нагору
bg: реклама | прочети още | сподели | коментари | най-четени | прочетете още | зареждане | търсене |
    покажи още | нагоре
sr: реклама, reklama | прочитај више, pročitaj više | подели, podeli | коментари, komentari |
    најчитаније, najčitanije | повезане вести, povezane vesti | учитавање, učitavanje | претрага,
    pretraga | прикажи још, prikaži još | на врх
ja: 広告 | 続きを読む | シェア | コメント | アクセスランキング | 関連記事 | 読み込み中 | 検索
    | もっと見る | トップへ戻る
ko: 광고 | 더 읽기 | 공유, 공유하기 | 댓글 | 많이 본 뉴스 | 관련기사 | 로딩 중 | 검색 | 더보기 | 맨 위로
zh: 广告, 廣告 | 阅读更多, 閱讀更多 | 分享 | 评论, 評論 | 热门, 熱門 | 相关新闻, 相關新聞
    | 加载中, 載入中 | 搜索, 搜尋 | 查看更多 | 返回顶部, 回到頂部
ar: إعلان | اقرأ المزيد | مشاركة, شارك | التعليقات, تعليقات | الأكثر قراءة | اقرأ أيضا | جاري التحميل |
    بحث | المزيد, عرض المزيد | العودة للأعلى
fa: آگهی, تبلیغات | ادامه مطلب | اشتراک گذاری | نظرات | پربازدیدترین | مطالب مرتبط | در حال بارگذاری |
    جستجو | بیشتر | بازگشت به بالا
he: פרסומת | קרא עוד | שתף | תגובות | הנקראות ביותר | כתבות קשורות | טוען | חיפוש | הצג עוד | חזרה למעלה
hi: विज्ञापन | और पढ़ें | शेयर करें | टिप्पणियाँ | सबसे ज्यादा पढ़े गए | संबंधित खबरें | लोड हो रहा है |
    खोजें | और देखें | ऊपर जाएं
vi: quảng cáo | đọc thêm | chia sẻ | bình luận | đọc nhiều nhất | tin liên quan | đang tải | tìm kiếm |
    xem thêm | lên đầu trang
id: iklan | baca selengkapnya | bagikan | komentar | terpopuler | berita terkait, baca juga | memuat |
    cari | muat lebih banyak | kembali ke atas
"""
_SAME = {
    "nb": "no",
    "nn": "no",
    "ms": "id",
    "hr": "sr",
    "bs": "sr",
    "be": "ru",
    "kk": "ru",
    "iw": "he",
    "in": "id",
}
NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese", "it": "Italian",
    "nl": "Dutch", "sv": "Swedish", "no": "Norwegian", "da": "Danish", "fi": "Finnish", "pl": "Polish",
    "cs": "Czech", "sk": "Slovak", "hu": "Hungarian", "ro": "Romanian", "tr": "Turkish", "el": "Greek",
    "ru": "Russian", "uk": "Ukrainian", "bg": "Bulgarian", "sr": "Serbian", "ja": "Japanese", "ko": "Korean",
    "zh": "Chinese", "ar": "Arabic", "fa": "Persian", "he": "Hebrew", "hi": "Hindi", "vi": "Vietnamese",
    "id": "Indonesian",
}  # fmt: skip
"""The languages whose labels are known."""

SHORT = 5
"""Letters of a Latin label at least."""


def _folded(text: str) -> str:
    """The text in small letters, with one i for the four of Turkish."""
    return text.replace("İ", "i").casefold().replace("ı", "i")


def _read(vocabulary: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in re.split(r"\n(?=[a-z]{2}:)", vocabulary.strip()):
        language, _, labels = entry.partition(":")
        for label in re.split(r"[|,]", labels):
            found.setdefault(_folded(" ".join(label.split())), set()).add(language)
    found.setdefault("reklama", set()).update(("pl", "cs", "sk", "sr", "lt", "sl"))
    found.setdefault("reklam", set()).update(("tr", "sv"))
    found.setdefault("annonce", set()).update(("da", "fr"))
    found.setdefault("buscar", set()).update(("es", "pt"))
    found.setdefault("comentarios", set()).update(("es", "gl"))
    found["بحث"].add("fa")
    # Words of both languages: a German "Recherche" is research, a Spanish "cerca" is near.
    found["recherche"].add("de")
    found["cerca"].add("es")
    found["評論"].add("ja")
    found["نظرات"].add("ar")
    # "Del 1", "ara", "cari": short words are words of other languages too.
    known = {label: codes for label, codes in found.items() if len(label) >= SHORT or not label.isascii()}
    return {label: frozenset(codes) for label, codes in known.items()}


LABELS = _read(_VOCABULARY)
"""Labels in small letters, with the languages they are of."""
LONGEST = max(map(len, LABELS))

_ENDS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
SCRIPTS = {
    "CYRILLIC": frozenset(
        ("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg", "tt", "ba", "uz", "az")
    ),
    "GREEK": frozenset(("el",)),
    "ARABIC": frozenset(("ar", "fa", "ur", "ps", "ku", "ckb", "sd", "ug", "az", "ms", "ha")),
    "HEBREW": frozenset(("he", "yi")),
    "DEVANAGARI": frozenset(("hi", "mr", "ne", "sa", "mai", "bho")),
    "BENGALI": frozenset(("bn", "as")),
    "THAI": frozenset(("th",)),
    "HANGUL": frozenset(("ko",)),
    "HIRAGANA": frozenset(("ja",)),
    "KATAKANA": frozenset(("ja",)),
    "CJK": frozenset(("zh", "ja", "ko", "yue")),
    "ARMENIAN": frozenset(("hy",)),
    "GEORGIAN": frozenset(("ka",)),
    "TAMIL": frozenset(("ta",)),
}
"""The scripts other than Latin, with the languages that are written in them."""


def primary(language: str) -> str:
    """The first part of a language tag in the form that the vocabulary uses: `nb-NO` is `no`."""
    code = re.split(r"[-_]", language.strip().lower())[0]
    return _SAME.get(code, code)


def languages_of(text: str) -> frozenset[str]:
    """The languages in which this text is a known label; none when it is not."""
    if len(text) > LONGEST + 6:
        return frozenset()
    return LABELS.get(_folded(_ENDS.sub("", text)), frozenset())


def foreign_script(text: str, language: str) -> str:
    """The script that most letters of a text are in, if the language is not written in it; else "".

    Latin is never foreign: it is on pages of every language.
    """
    if text.isascii():
        return ""
    counts = Counter(
        unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]
        for letter in text
        if letter.isalpha()
    )
    others = {script: n for script, n in counts.items() if language not in SCRIPTS.get(script, {language})}
    foreign = Counter(others)
    return foreign.most_common(1)[0][0].capitalize() if foreign.total() * 2 > counts.total() else ""
