"""Stems of words, so that «ауруханадан», "aurukhanada" and «больницей» are found by «аурухана».

A light stemmer for Kazakh and Russian together, over words folded to one spelling: endings are cut while enough of the
word is left, as in M. F. Porter's method, without a dictionary. The commonest institutions and things are one word in
both languages. It brings forms of a word together; where it brings two words together, a search finds too much.
"""

from __future__ import annotations

from functools import cache, lru_cache

from forms.inputs.search import fold

SHORTEST = 3
"""Letters that stay of a word, whatever is cut."""
MOST = 300
"""Different stems taken from one text; what comes after is not found by its words."""

_KAZAKH = """
lar ler dar der tar ter nin din tin nan nen dan den tan ten nda nde da de ta te ndagi ndegi dagi degi tagi tegi
ga ge ka ke na ne ni di ti si in im miz niz sin men ben pen
"""
_RUSSIAN = """
ah iah ami iami am iam ov ev oi ei om em ogo ego omu emu ih im imi aia oe uiu iu ia
ku ki koi kah kam ok kaia kogo komu kuiu kih kim
"""
_ENDINGS = tuple(sorted({*_KAZAKH.split(), *_RUSSIAN.split()}, key=lambda one: (-len(one), one)))
_VOWELS = "aeiou"
_VOICELESS = "pkstşçhf"
_SHORT = "da de ta te ga ge ka ke ni di ti nda nde dan den tan ten nan nen nin din tin"
_CASES = frozenset(_SHORT.split())


_SOFTENED = {"b": "p", "g": "k"}
"""«мектеп, мектебі»: the last consonant as it is heard without an ending."""

_STOP = """
ол бұл осы сол мен сен сіз біз олар маған саған оған бізге сізге менің сенің сіздің біздің оның және немесе бірақ үшін
деп дейді деді екен еді болды болған болып бар жоқ тұр отыр жүр қалай неге қашан кім не қандай өте тек де да ма ме ғой
соң кейін дейін туралы бойынша керек емес күн күні
я ты он она оно мы вы они меня тебя его её нас вас их мне тебе ему ей нам вам им это этот эта эти тот та те что как
где когда кто который которая которые и или но а в на с по за от до из у о об к со не нет да же ли бы был была было
были есть будет для при под над без так там тут уже ещё очень чтобы если потому мой моя мои свой наш ваш день дня дней
"""
"""Words that say nothing of what happened."""

_SAME = """
мектеп школа | аурухана больница госпиталь | емхана поликлиника | балабақша детсад садик | әкімдік акимат әкім аким |
полиция милиция полицейский | орталық центр центральный | қалалық городской | аудандық районный | облыстық областной |
сот суд | салық налоговая | кеден таможня | жер земля земельный | жол дорога дорожный | пара взятка |
ақша деньги денег | дәрі лекарство | дәріхана аптека | дәрігер врач доктор | мұғалім учитель | көше улица | аула двор |
саябақ парк | кезек очередь | жөндеу ремонт | көпір мост | кітапхана библиотека | пошта почта | әуежай аэропорт |
тендер конкурс | жәрдемақы пособие | жатақхана общежитие | тұрғын жилой жильё | халық население | қызмет услуга |
хқко цон | құжат документ | жүргізуші водитель | куәлік удостоверение | ауыл село | дүкен магазин |
бағдарламашы программист | мемлекеттік государственный | оқушы ученик | бала ребёнок дети | басшы начальник
"""
"""Words for the same, first in Kazakh: whoever looks for «школа» finds «мектеп»."""


def stems(text: str) -> frozenset[str]:
    """The stems of a text in any spelling, at most MOST: without the commonest words and single letters."""
    found: dict[str, None] = {}
    for word in fold(text).split():
        if word not in _stop() and (len(word) >= SHORTEST or word.isdigit()):
            found[stem(word)] = None
            if len(found) == MOST:
                break
    return frozenset(found)


def stem(word: str) -> str:
    """The stem of a folded word, the same for its Kazakh and Russian twin; a number stays as it is."""
    cut = _cut(word)
    return _twins().get(cut, cut)


def beginning(word: str) -> str:
    """The first letters of a folded word: by them it is found while it is not typed to its end."""
    return word[:4]


@lru_cache(maxsize=16384)
def _cut(word: str) -> str:
    if word.isdigit():
        return word
    while (shorter := _shorter(word)) != word:
        word = shorter
    return word[:-1] + _SOFTENED.get(word[-1], word[-1]) if len(word) > SHORTEST else word


def _shorter(word: str) -> str:
    for ending in _ENDINGS:
        left = len(word) - len(ending)
        if left >= _left(ending) and word.endswith(ending) and not _is_own(word, left):
            return word[:left]
    return word[:-1] if len(word) > SHORTEST and word[-1] in _VOWELS else word


def _left(ending: str) -> int:
    """How much must be left: after what is two letters of a Kazakh case «сот» may be, else «дәрі» would lose more."""
    return SHORTEST if ending in _CASES else SHORTEST + 1


def _is_own(word: str, left: int) -> bool:
    """A t of an ending stands after voiceless consonants; elsewhere it is the stem's: «сотта» is folded to "sota"."""
    return word[left] == "t" and word[left - 1] not in _VOICELESS


@cache
def _stop() -> frozenset[str]:
    return frozenset(fold(_STOP).split())


@cache
def _twins() -> dict[str, str]:
    found: dict[str, str] = {}
    for group in _SAME.split("|"):
        first, *others = (_cut(word) for word in fold(group).split())
        found.update(dict.fromkeys(others, first))
    return found
