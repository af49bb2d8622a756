"""The words that open a case whose thread was cut: six of some 125, so 41 bits; guessing is limited and slow besides.

Short words that everybody can spell, none of which becomes another when it is typed without the Kazakh letters.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence

COUNT = 6

_KK = """
ай алма алтын арман арқан аспан ат ауыл аю әже ән бала балық бұлақ бұлт бүркіт гүл дала дария дәптер дән дос дөңгелек
дүкен ел емен есік жаз жалын жапырақ жаңбыр жел жидек жол жолбарыс жұлдыз жүзім заман зергер ит көбелек көже көктем көл
көмір көпір көрпе күміс күн күз кілем кілт кітап құйрық құлын құм құс қабырға қазан қайық қайың қалам қала қар қарға
қасық қоян қой қалпақ қоңырау қонақ қымыз қыран қыс лақ мектеп мұз мысық мәре найза нан орақ орман от отау өзен өрік
өрмек пияз пышақ рақмет сағат сарай сақина сиыр су сүт сыбызғы сырға сәбіз тас тау тарақ терезе тоғай тон тұз тұлпар
түйе түлкі тымақ ұя ұшақ үй үкі үстел шай шам шана шатыр шелек шыбық шырша ырыс ыдыс інжу
"""
_RU = """
август адрес арбуз арка бабочка базар банан барабан баран белка берег берёза билет блокнот борода ботинок ветер вечер
вилка вишня вода волк ворона ворота газета гвоздь гитара глобус голубь гора город горох груша дверь дерево дождь дом
дорога дыня ель жёлудь забор завод закат замок заря звезда зебра зеркало зима змея зонт игла изба калина камень карта
каша кирпич книга ковёр колесо корабль корзина корова кот крыша кружка кукла лампа лебедь лестница лиса лодка ложка лужа
луна малина маяк мёд месяц молоко море мост мыло небо нитка облако огонь окно олень орех остров очки парус перо песок
пирог платок поезд поле поляна птица пчела радуга река роза роща рубашка рыба сад салют сани сахар свеча север слон
скала слива снег сова солнце сосна сумка трава трамвай туман
"""

WORDS: Mapping[str, Sequence[str]] = {"kk": tuple(_KK.split()), "ru": tuple(_RU.split())}
"""By language."""

_PLAIN = str.maketrans("әғқңөұүһіёй", "агкноууниеи")


def new_words(language: str, pick: Callable[[Sequence[str]], str] = secrets.choice) -> tuple[str, ...]:
    """Fresh words, each by chance."""
    return tuple(pick(WORDS["ru" if language == "ru" else "kk"]) for _ in range(COUNT))


def folded(typed: str) -> str:
    """The words as they are compared, from what a person typed: however separated, with or without Kazakh letters."""
    kept = "".join(char if char.isalpha() else " " for char in typed.lower())
    return " ".join(kept.translate(_PLAIN).split())
