"""Finding a name however it is spelt: Kazakh with or without its letters, Russian, Kazakh in Latin script.

Everything is folded to one rough skeleton, so «Шымкент», "Shymkent", "Şımkent" and "shimkent" are the same word.
The fold only compares; it is never shown.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

# Latin digraphs first: they stand for one Cyrillic letter. Values are skeleton letters, not sounds.
_DIGRAPHS = (
    ("dzh", "j"),
    ("shch", "ş"),
    ("sch", "ş"),
    ("zh", "j"),
    ("sh", "ş"),
    ("ch", "ç"),
    ("kh", "h"),
    ("gh", "g"),
    ("ts", "z"),
)
_LETTERS = str.maketrans(
    {
        # Cyrillic
        **dict(zip("абвгдзклмнопрстуфх", "abvgdzklmnoprstufh", strict=True)),
        **{
            "е": "e",
            "ё": "e",
            "э": "e",
            "ж": "j",
            "и": "i",
            "й": "i",
            "ы": "i",
            "ц": "z",
            "ч": "ç",
            "ш": "ş",
            "щ": "ş",
        },
        **{"ю": "iu", "я": "ia", "ъ": "", "ь": ""},
        **{"ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i"},
        # Latin, of the 2017, 2018, 2019 and 2021 alphabets and of informal use
        **{"q": "k", "w": "u", "x": "h", "y": "i", "ı": "i", "ə": "a", "ä": "a", "á": "a", "ğ": "g", "ǵ": "g"},
        **{"ñ": "n", "ń": "n", "ŋ": "n", "ö": "o", "ó": "o", "ū": "u", "ü": "u", "ú": "u", "ý": "u", "ž": "j"},
        **{"ś": "ş", "š": "ş", "č": "ç", "í": "i", "ï": "i", "é": "e", "c": "z"},
        **dict.fromkeys("'’ʼ`´′ʹ", ""),
    }
)
_NOT_WORD = re.compile(r"[^0-9a-zçş]+")
_NOT_WORD_IN_LINES = re.compile(r"[^0-9a-zçş\n]+")
_REPEATED = re.compile(r"([a-zçş])\1+")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The skeleton of a text: lower case, one spelling, words parted by single spaces."""
    lowered = unicodedata.normalize("NFC", text.replace("İ", "i").lower())
    for digraph, letter in _DIGRAPHS:
        lowered = lowered.replace(digraph, letter)
    plain = _NOT_WORD.sub(" ", lowered.translate(_LETTERS))
    # "ng" is ң, "ye" is е; doubled letters come from й, ий and spelling.
    plain = _REPEATED.sub(r"\1", plain.replace("ng", "n").replace("ie", "e"))
    return plain.strip()


def fold_lines(texts: Iterable[str]) -> list[str]:
    """Many texts folded at once: for long lists ten times faster than one by one."""
    joined = "\n".join(text.replace("\n", " ") for text in texts)
    lowered = unicodedata.normalize("NFC", joined.replace("İ", "i").lower())
    for digraph, letter in _DIGRAPHS:
        lowered = lowered.replace(digraph, letter)
    plain = _NOT_WORD_IN_LINES.sub(" ", lowered.translate(_LETTERS))
    plain = _REPEATED.sub(r"\1", plain.replace("ng", "n").replace("ie", "e"))
    return [line.strip() for line in plain.split("\n")]


def rank(query: str, names: Iterable[str]) -> int | None:
    """0 equal, 1 begins with it, 2 every word of it begins a word, 3 contained; None not found. Folded texts."""
    best: int | None = None
    words = query.split()
    for name in names:
        parts = name.split()
        if name == query:
            return 0
        if name.startswith(query):
            place = 1
        elif all(any(part.startswith(word) for part in parts) for word in words):
            place = 2
        elif len(query) > 2 and query in name:
            place = 3
        else:
            continue
        best = place if best is None else min(best, place)
    return best


def find(query: str, entries: Sequence[Sequence[str]]) -> list[int]:
    """Positions of the entries (each with its names in every language) that fit the query, best first.

    An empty query fits everything, in order; a query without letters or digits fits nothing.
    """
    if not query.strip():
        return list(range(len(entries)))
    folded = fold(query)
    if not folded:
        return []
    ranked = [(found, i) for i, names in enumerate(entries) if (found := rank(folded, map(fold, names))) is not None]
    return [i for _, i in sorted(ranked)]


def same(query: str, entries: Sequence[Sequence[str]]) -> list[int]:
    """Positions of the entries one of whose names is this text, however spelt."""
    folded = fold(query)
    return [i for i, names in enumerate(entries) if folded and any(fold(name) == folded for name in names)]
