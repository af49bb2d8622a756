"""Kazakh and Russian say the same, the code uses what is there, and neither language slips into the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from chat.notice import Notice
from locales.texts import ALMATY, LANGUAGES, Arg, Language, Text, bundle, moment, render
from tests.wording import Message, code, enum_keys, everything, messages, modules, variables

BUILT = ("language-",)
"""Beginnings of keys that the code puts together, `f"prefix-{name}"`; keys with them count as used."""

LONGEST_LABEL = {1: 30, 2: 20, 3: 13, 4: 10}
"""Characters of a button by how many stand in its row; longer ones are cut on a narrow phone."""

LOANWORDS = frozenset({"нотариустың"})
"""Kazakh words that are written with ё ъ ь э or щ."""

_RUSSIAN = """
без будет бы был было были быть в ваш ваша ваше ваши вам вас весь вместо во вот все всё вы где для до другой его если
есть ещё же за заявка здесь и из или им имя их к как какой когда кто ли либо между меня мне мой мы над надо нажмите наш
нельзя нет никто но новый ну о об обращение один она они оно от ответ отмена очень по под пожалуйста после почему при
про с сейчас со сообщение спасибо так также там тем то того тоже только тот ты у уже укажите чем через что чтобы эта эти
это этот введите выберите отправьте назад далее готово можно нужно
"""
RUSSIAN = frozenset(_RUSSIAN.split())
"""Words that Kazakh does not have. Missing on purpose: «не» (what, or), «да» (too), «на», «ол», «бар»."""

RUSSIAN_ENDING = re.compile(r"(?:ться|тся|ение|ания|ение|ский|ская|ское|ного|ному|ыми|ать|ить|ешь|ость|остью)$")
KAZAKH_LETTER = re.compile("[әғқңөұүһі]", re.IGNORECASE)
RUSSIAN_LETTER = re.compile("[ёъьэщ]", re.IGNORECASE)
WORD = re.compile(r"[а-яёәғқңөұүһі]+(?:-[а-яёәғқңөұүһі]+)*", re.IGNORECASE)

BILINGUAL = frozenset({"greeting", "language-kk", "language-ru", "menu-language"})
"""Messages that are in both languages at once, or name a language in itself."""

WITHOUT_YO = re.compile(
    r"\b(?:еще|ее|нее|мое|свое|твое|идет|придет|найдет|пойдет|дойдет|ждет|ждем|ждете|возьмет|возьмем|дает|даете|"
    r"берет|берете|счет|счета|отчет|отчета|отчеты|прием|приема|объем|четк\w*|надежн\w*|жестк\w*|тверд\w*|ребенк\w*|ребенок|"
    r"волонтер\w*|партнер\w*|учет|учета|зачет|расчет|расчета|полет|самолет|легк\w*|темн\w*|зеленый|черный|желтый|"
    r"утвержден|завершен|подтвержден|определен|введен|сохранен|принесен|отклонен|теплый|вперед|причем|"
    r"остается|вернется|вернем|начнется|начнем|придется|берется|удается|серьезн\w*|тяжел\w*)\b",
    re.IGNORECASE,
)
"""Words that are spelt with ё and were written with е."""

KEYS = sorted(key for key in messages("kk"))


def listed(faults: list[str]) -> str:
    """A line each, as pytest cuts long lists."""
    return "\n".join(["", *faults])


def prose(language: Language) -> Iterator[tuple[Message, list[str]]]:
    """Each message that is in one language, with its words in lower case."""
    for message in messages(language).values():
        if message.key not in BILINGUAL:
            yield message, [word.lower() for word in WORD.findall(message.prose)]


def test_both_languages_have_the_same_messages_in_the_same_files() -> None:
    kk = {key: message.file for key, message in messages("kk").items()}
    ru = {key: message.file for key, message in messages("ru").items()}
    assert kk.items() ^ ru.items() == set()


def test_both_languages_use_the_same_variables() -> None:
    shared = messages("kk").keys() & messages("ru").keys()
    assert {key for key in shared if variables("kk", key) != variables("ru", key)} == set()


def test_every_text_in_the_code_exists_with_exactly_its_variables() -> None:
    wrong = []
    for use in code().uses:
        if use.key not in messages("kk"):
            wrong.append(f"{use.where}: no message {use.key}")
        elif (missing := variables("kk", use.key) - use.names) and use.exact:
            wrong.append(f"{use.where}: {use.key} lacks {sorted(missing)}")
        elif extra := use.names - variables("kk", use.key):
            wrong.append(f"{use.where}: {use.key} does not use {sorted(extra)}")
    assert not wrong, listed(wrong)


def test_every_notice_has_a_message_with_its_fields() -> None:
    assert modules()
    wrong = []
    for kind, notice in Notice.kinds.items():
        if not notice.__module__.startswith("services."):
            continue
        shown = {field.name for field in fields(notice)} - notice.hidden
        if kind not in messages("kk"):
            wrong.append(f"{notice.__name__}: no message {kind}")
        elif shown != variables("kk", kind):
            wrong.append(f"{kind}: fields {sorted(shown)}, variables {sorted(variables('kk', kind))}")
    assert not wrong, listed(wrong)


def test_every_state_and_reason_has_its_words() -> None:
    assert [key for key in enum_keys() if key not in messages("kk")] == []


def test_no_message_is_unused() -> None:
    used = {use.key for use in code().uses} | code().strings | set(Notice.kinds) | set(enum_keys())
    for message in everything():
        used |= message.refers
    unused = [key for key in KEYS if key not in used and not key.startswith(BUILT)]
    assert not unused, listed(unused)


def test_built_prefixes_are_still_built() -> None:
    assert [prefix for prefix in BUILT if not any(prefix.startswith(built) for built in code().prefixes)] == []


def test_kazakh_has_no_russian_words() -> None:
    found = [
        f"{message.key}: {word}"
        for message, words in prose("kk")
        for word in words
        if word in RUSSIAN or (RUSSIAN_ENDING.search(word) and not KAZAKH_LETTER.search(word) and len(word) > 5)
    ]
    assert not found, listed(found)


def test_kazakh_has_no_russian_letters_but_in_loanwords() -> None:
    found = [
        f"{message.key}: {word}"
        for message, words in prose("kk")
        for word in words
        if RUSSIAN_LETTER.search(word) and word not in LOANWORDS
    ]
    assert not found, listed(found)


def test_kazakh_sentences_have_kazakh_letters() -> None:
    found = [
        message.key for message, words in prose("kk") if len(words) > 3 and not KAZAKH_LETTER.search(message.prose)
    ]
    assert not found, listed(found)


def test_russian_has_no_kazakh_words() -> None:
    assert [message.key for message, _ in prose("ru") if KAZAKH_LETTER.search(message.prose)] == []


def test_messages_are_translated() -> None:
    same = [
        message.key for message, words in prose("kk") if words and message.prose == messages("ru")[message.key].prose
    ]
    assert not same, listed(same)


def test_russian_writes_yo() -> None:
    found = [
        f"{message.key}: {word}" for message in messages("ru").values() for word in WITHOUT_YO.findall(message.prose)
    ]
    assert not found, listed(found)


def test_volunteers_observe_and_do_not_inspect() -> None:
    inspection = {"kk": re.compile(r"тексер(?!мей|у емес)"), "ru": re.compile(r"(?<!не )провер(?:к|я[ею])|инспекц")}
    found = [message.key for message in everything() if inspection[message.language].search(message.prose.lower())]
    assert not found, listed(found)


def test_russian_numbers_have_their_three_forms() -> None:
    found = []
    for message in messages("ru").values():
        counted = set(re.findall(r"\$(\w+)\s*\}\s+[а-яё]", message.source))
        for selector in message.selectors:
            if selector.plural and selector.variable in counted and not {"one", "few", "many"} <= selector.variants:
                found.append(message.key)
    assert not found, listed(found)


def test_russian_does_not_count_without_a_plural_form() -> None:
    counted = re.compile(r"\$(count|days|hours|files|more|waiting)\s*\}\s+[а-яё]")
    found = [
        f"{message.key}: {name}"
        for message in messages("ru").values()
        for name in counted.findall(message.source)
        if name not in message.numbers
    ]
    assert not found, listed(found)


def test_kazakh_nouns_stay_singular_after_a_number() -> None:
    plural_noun = re.compile(r"\$(?:count|days|hours|files|number|more)\s*\}\s+[а-яәғқңөұүһі]+(?:[лдт][ае]р)\b")
    assert [message.key for message in messages("kk").values() if plural_noun.search(message.source)] == []


def samples(message: Message, language: Language) -> Iterator[Mapping[str, Arg]]:
    """Arguments to try: numbers of every plural form, each named variant, words that need escaping."""
    names = variables(language, message.key)
    numbers = {
        name for other in (message, messages("kk")[message.key], messages("ru")[message.key]) for name in other.numbers
    }
    for number in (0, 1, 2, 5, 21):
        yield {name: number if name in numbers else "Сынақ <b & «x»" for name in names}
    for selector in message.selectors:
        for variant in selector.variants:
            value: Arg = 1 if selector.plural else variant
            yield {name: 1 if name in numbers else "Сынақ" for name in names} | {selector.variable: value}


class _Tags(HTMLParser):
    """Collects what Telegram would refuse: unknown, crossed or open tags."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if tag not in {"b", "i", "u", "s", "code", "blockquote"} or attrs:
            self.faults.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_renders_with_balanced_tags(language: Language) -> None:
    rendered = [(key, args) for key, message in messages(language).items() for args in samples(message, language)]
    for key, args in rendered:
        if key.startswith("-"):
            continue
        said = render(Text(key, args), language, zone=ALMATY)
        tags = _Tags()
        tags.feed(said)
        tags.close()
        assert tags.faults + tags.open == [], (key, said)
        assert "{" not in said, key
        plain = render(Text(key, args), language, zone=ALMATY, markup=False)
        assert not re.search(r"</?(?:b|i|u|s|code|blockquote)>", plain), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_button_labels_are_short(language: Language) -> None:
    long = []
    for label in code().labels:
        if label.key not in messages(language):
            continue
        names = variables(language, label.key)
        said = render(Text(label.key, dict.fromkeys(names, 12)), language, zone=ALMATY, markup=False)
        if len(said) > LONGEST_LABEL.get(label.beside, 8):
            long.append(f"{label.where}: {label.beside} in a row: {said}")
    assert not long, listed(long)


def test_dates_are_said_in_the_readers_language() -> None:
    noon = datetime(2026, 11, 21, 4, 5, tzinfo=UTC)
    assert moment(noon, "kk", ALMATY) == "21 қараша 2026, 09:05"
    assert moment(noon, "ru", ALMATY) == "21 ноября 2026, 09:05"


def test_a_long_story_fits_into_a_message() -> None:
    story = "<ә>" * 4096
    said = render(Text("case-story", {"text": story}), "kk", zone=ALMATY)
    assert said == f"<blockquote>{story.replace('<', '&lt;').replace('>', '&gt;')}</blockquote>"


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_say_what_fluent_says(language: Language) -> None:
    """Most are joined from pieces without Fluent, which takes longer."""
    for key, message in messages(language).items():
        if not key.startswith("-"):
            args: dict[str, Arg] = {name: f"«{name}»" for name in message.variables}
            pattern = bundle(language).get_message(key).value
            assert pattern is not None
            said, errors = bundle(language).format_pattern(pattern, args)
            assert (render(Text(key, args), language, zone=ALMATY), errors) == (said, [])
