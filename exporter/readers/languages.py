"""Words and texts into the language that they name, or are written in, as a BCP 47 tag."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from exporter.model.document import Inline, Text, plain

__all__ = ["agrees", "language_of", "language_tag", "tagged", "untagged"]

LONGEST = 10_000
"""How many characters of a text are looked at."""
FEWEST = 8
"""How many words or signs of a language tell that a text is in it."""

_NAMES: Mapping[str, str] = {
    "ar": "ara arabic العربية عربي",
    "be": "bel belarusian беларуская",
    "bg": "bul bulgarian български",
    "bn": "ben bengali bangla বাংলা",
    "bs": "bos bosnian bosanski",
    "ca": "cat catalan català",
    "cs": "cze ces czech čeština česky",
    "da": "dan danish dansk",
    "de": "ger deu german deutsch",
    "el": "ell greek ελληνικά",
    "en": "eng english englisch английский англійська",
    "es": "spa spanish español castellano",
    "et": "est estonian eesti",
    "fa": "fas per persian farsi فارسی",
    "fi": "fin finnish suomi",
    "fr": "fra fre french français",
    "gl": "glg galician galego",
    "he": "heb hebrew עברית",
    "hi": "hin hindi हिन्दी हिंदी",
    "hr": "hrv croatian hrvatski",
    "hu": "hun hungarian magyar",
    "id": "ind indonesian bahasa·indonesia",
    "it": "ita italian italiano",
    "ja": "jpn japanese 日本語 にほんご",
    "ka": "kat georgian ქართული",
    "kk": "kaz kazakh қазақша",
    "ko": "kor korean 한국어 한글",
    "lt": "lit lithuanian lietuvių",
    "lv": "lav latvian latviešu",
    "mk": "mkd macedonian македонски",
    "mr": "mar marathi मराठी",
    "ms": "msa malay bahasa·melayu",
    "my": "mya burmese မြန်မာ",
    "nb": "nob norwegian norsk bokmål",
    "nl": "nld dut dutch nederlands",
    "no": "nor",
    "pl": "pol polish polski",
    "pt": "por portuguese português",
    "ro": "ron rum romanian română",
    "ru": "rus russian русский русская",
    "sk": "slk slovak slovakian slovenčina slovensky",
    "sl": "slv slovenian slovenščina",
    "sq": "sqi albanian shqip",
    "sr": "srp serbian српски srpski",
    "sv": "swe swedish svenska",
    "ta": "tam tamil தமிழ்",
    "th": "tha thai ไทย ภาษาไทย",
    "tr": "tur turkish türkçe",
    "uk": "ukr ukrainian українська",
    "ur": "urd urdu اردو",
    "uz": "uzb uzbek o‘zbekcha oʻzbekcha",
    "vi": "vie vietnamese tiếng·việt",
    "zh": "zho chi chinese 中文 汉语 漢語",
    "zh-Hans": "simplified·chinese chinese·simplified 简体中文 简体",
    "zh-Hant": "traditional·chinese chinese·traditional 繁體中文 繁体中文 繁體",
    "pt-BR": "brazilian·portuguese português·do·brasil português·brasileiro",
}
_TAG_OF = {name.replace("·", " "): tag for tag, names in _NAMES.items() for name in names.split()}
_CODES = frozenset(tag for tag in _NAMES if len(tag) == 2)
_REGIONS = frozenset(("br", "cn", "tw", "hk", "us", "gb", "mx"))
"""Those that are written in small letters, too."""
_LOCALE = re.compile(r"(?P<code>[a-z]{2})[-_](?P<region>[A-Za-z]{2}|[Hh]an[st])", re.ASCII)
_SCRIPT = re.compile(r"(?P<name>[^\W\d_]+)[-_ ](?P<script>cyrillic|latin)", re.IGNORECASE)
_DRESSING = re.compile(
    r"[\U0001f1e6-\U0001f1ff\U0001f310\s*_:()\[\]]+|\b(?:version|versión|versão|версия|версія|язык)\b",
    re.IGNORECASE,
)

_TAG = r"[(\[（【]\s*(?P<tag>[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?)\s*[)\]）】]"
_ENDS_TAGGED = re.compile(rf"\s*{_TAG}\s*$")
_BEGINS_TAGGED = re.compile(rf"\s*{_TAG}\s*[:：]?\s*")

_CODE = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]*`|<[^<>]*>|https?://\S+", re.DOTALL)
_SIGNS: Mapping[str, str] = {
    "ko": "\uac00-\ud7a3",
    "ja": "\u3041-\u30ff",
    "zh": "\u4e00-\u9fff",
    "cyrl": "\u0400-\u04ff",
    "arab": "\u0600-\u06ff",
    "he": "\u05d0-\u05ea",
    "el": "\u0370-\u03ff",
    "th": "\u0e01-\u0e5b",
    "hi": "\u0900-\u097f",
    "bn": "\u0980-\u09ff",
    "ta": "\u0b80-\u0bff",
    "ka": "\u10d0-\u10ff",
    "my": "\u1000-\u109f",
    "vi": "ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    "latn": "a-zA-Zß-öø-ÿā-ž",
}
_SIGN = re.compile("|".join(f"(?P<{name}>[{signs}])" for name, signs in _SIGNS.items()))
_LETTERS_OF: Mapping[str, str] = {
    "uk": "іїєґ",
    "ru": "ыэё",
    "be": "ў",
    "fa": "گچپژ",
}
_WORDS: Mapping[str, str] = {
    "cs": "je v na se že jak pro není jsou nebo jako když",
    "da": "og er det en som for på af ikke den hvad kan til",
    "de": "der die das und ist nicht ein eine zu mit von für werden wie was wird",
    "en": "the and is of to in that for with are what how it you when this be",
    "es": "el los las una en que de por con para se del qué cómo cuál no y",
    "fi": "ja on ei että se mikä joka ovat voi",
    "fr": "le les des est une dans et pour que qui un du quelle sont la en",
    "hu": "a az és egy nem hogy is mi vagy",
    "id": "yang dan di adalah untuk dengan dari ini apa pada dapat",
    "it": "il gli una è che di per con non si del della sono cosa un come",
    "nl": "het een van de en is niet op met voor dat wat zijn",
    "no": "og er det en som for på av ikke den hva kan til",
    "pl": "w nie jest na się do że co jak dla oraz",
    "pt": "o os uma é em que de por com para não do da qual como um e",
    "ro": "și este în de la cu pe nu care un ce sunt",
    "sv": "och att är det som för på av inte den vad kan till",
    "tr": "ve bir bu için ile ne olarak nedir olan de",
}
_LATIN = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_KIN = tuple(
    frozenset(kin.split())
    for kin in (
        *("cs sk", "da nb no sv", "bg be kk mk ru sr", "ar fa ur", "bs hr sl sr", "id ms"),
        *("ca es gl", "gl pt", "hi mr"),
    )
)
"""Languages that are taken for one another."""


@lru_cache(maxsize=4096)
def language_tag(words: str, *, by_name: bool = False) -> str:
    """The language that a code or a name is; empty when it is neither.

    With `by_name` only a name counts, dressed as a heading may be: "🇩🇪 Deutsch", "(English)".
    """
    if by_name:
        bare = " ".join(_DRESSING.sub(" ", words).split()).casefold()
        return _TAG_OF.get(bare, "") if len(bare) > 3 or not bare.isascii() else ""
    if match := _LOCALE.fullmatch(words):
        code, region = match["code"], match["region"]
        known = region.isupper() or region in _REGIONS or region == code or len(region) == 4
        shown = region.upper() if len(region) == 2 else region.title()
        return f"{code}-{shown}" if code in _CODES and known else ""
    if match := _SCRIPT.fullmatch(words):
        tag = _TAG_OF.get(match["name"].casefold(), "")
        return tag and f"{tag}-{'Cyrl' if match['script'].casefold() == 'cyrillic' else 'Latn'}"
    folded = words.casefold()
    if folded in _CODES:
        return folded
    return _TAG_OF.get(folded.replace("-", " ").replace("_", " "), "")


def tagged(title: tuple[Inline, ...]) -> tuple[str, str]:
    """The language that a heading names, and its words without it; empty when it names none.

    It is all of the heading ("Deutsch") or stands at its end ("… (DE)") or at its beginning.
    """
    words = plain(title).strip()
    match = _ENDS_TAGGED.search(words) or _BEGINS_TAGGED.match(words)
    if match and (rest := words[: match.start()] + words[match.end() :]):
        tag = language_tag(match["tag"]) or language_tag(match["tag"].casefold())
        return tag, rest if tag else words
    return language_tag(words, by_name=True), words


def untagged(title: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A title without the tag of a language at its end, or else at its beginning."""
    first, last = title[:1], title[-1:]
    match (*first, *last):
        case (_, Text(text)) if match := _ENDS_TAGGED.search(text):
            rest = text[: match.start()]
            words = (*title[:-1], Text(rest)) if rest else title[:-1]
        case (Text(text), _) if match := _BEGINS_TAGGED.match(text):
            rest = text[match.end() :]
            words = (Text(rest), *title[1:]) if rest else title[1:]
        case _:
            words = title
    return words or title


def language_of(text: str) -> str:
    """The language of a text, as far as its script or its commonest words tell; else empty."""
    text = _CODE.sub(" ", text[:LONGEST])
    signs = _signs_in(text)
    latin = signs.pop("latn", 0)
    vietnamese = signs.pop("vi", 0)
    # Where Chinese signs stand, kana are what is Japanese.
    if signs["ja"] * 10 > signs["zh"]:
        signs["ja"] += signs.pop("zh", 0)
    script, most = max(signs.items(), key=lambda pair: pair[1], default=("", 0))
    if most >= FEWEST and most * 8 >= latin and script:
        return _by_letters(script, text)
    if most * 20 > latin:
        return ""
    if vietnamese >= FEWEST and vietnamese * 12 >= latin:
        return "vi"
    return _by_words(text)


def _signs_in(text: str) -> Counter[str]:
    """How many signs of each script there are; each sign is looked up once, however often used."""
    signs: Counter[str] = Counter()
    for sign, count in Counter(text).items():
        if match := _SIGN.match(sign):
            signs[match.lastgroup or ""] += count
    return signs


def _by_letters(script: str, text: str) -> str:
    """The language of a text of one script, by the letters that are its own."""
    if script not in ("cyrl", "arab"):
        return script
    kin = ("uk", "be", "ru") if script == "cyrl" else ("fa",)
    counts = {name: sum(text.count(letter) for letter in _LETTERS_OF[name]) for name in kin}
    best = max(kin, key=lambda name: counts[name])
    if script == "arab":
        return "fa" if counts["fa"] else "ar"
    return best if counts[best] >= 2 else ""


def _by_words(text: str) -> str:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    found = Counter(words)
    counts = sorted(
        ((sum(found[word] for word in common), name) for name, common in _LATIN.items()),
        reverse=True,
    )
    (most, best), (second, _) = counts[:2]
    clear = most >= FEWEST and most * 12 >= len(words) and most * 4 >= second * 5
    return best if clear else ""


def agrees(tag: str, spoken: str) -> bool | None:
    """Whether `tag` is the language that `language_of` says; None when that is not known."""
    primary = tag.partition("-")[0]
    if spoken == primary:
        return bool(spoken)
    akin = any({primary, spoken} <= kin for kin in _KIN)
    return None if akin or not spoken else False
