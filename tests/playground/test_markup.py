"""The HTML reader against TDLib's own test vectors and Telegram's counting."""

from __future__ import annotations

from typing import Any

import pytest

from playground.cloud.entities import to_html, with_found_entities
from playground.cloud.markup import FormattedText, parse_html, utf16_length
from playground.cloud.refusals import Refused

# From TDLib's test/message_entities.cpp.
BROKEN = [
    ("🏟 🏟&lt;<abacaba", "Unclosed start tag at byte offset 13"),
    ("🏟 🏟&lt;<abac aba>", 'Unsupported start tag "abac" at byte offset 13'),
    ("🏟 🏟&lt;<abac>", 'Unsupported start tag "abac" at byte offset 13'),
    ("🏟 🏟&lt;<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 13'),
    (
        "🏟 🏟&lt;<i    aba>",
        'Expected equal sign in declaration of an attribute of the tag "i" at byte offset 13',
    ),
    ("🏟 🏟&lt;<i    aba  =  ", 'Unclosed start tag "i" at byte offset 13'),
    ("🏟 🏟&lt;<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 27"),
    ('🏟 🏟&lt;<i    aba  =  "&lt;&gt;&quot;>', "Unclosed start tag at byte offset 13"),
    ("🏟 🏟&lt;<i    aba  =  '&lt;&gt;&quot;>", "Unclosed start tag at byte offset 13"),
    ("🏟 🏟&lt;</", "Unexpected end tag at byte offset 13"),
    ("🏟 🏟&lt;<b></b></", "Unexpected end tag at byte offset 20"),
    ("🏟 🏟&lt;<i>a</i   ", "Unclosed end tag at byte offset 17"),
    ("🏟 🏟&lt;<i>a</em   >", 'Unmatched end tag at byte offset 17, expected "</i>", found "</em>"'),
    ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
]


@pytest.mark.parametrize(("source", "error"), BROKEN)
def test_broken_html_is_refused_in_telegrams_words(source: str, error: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_html(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {error}"


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("&lt;&gt;&amp;&quot;&laquo;&#12345678;", '<>&"&laquo;&#12345678;', []),
        ("&#8381;&#x20b8;", "₽₸", []),
        ("➡️ ➡️<i>➡️ ➡️</i>", "➡️ ➡️➡️ ➡️", [{"type": "italic", "offset": 5, "length": 5}]),
        (
            "🏟<b>қ<u>ө</u></b>",
            "🏟қө",
            [{"type": "bold", "offset": 2, "length": 2}, {"type": "underline", "offset": 3, "length": 1}],
        ),
        (
            '<pre><code class="language-sql">select</code></pre>',
            "select",
            [{"type": "pre", "offset": 0, "length": 6, "language": "sql"}],
        ),
        (
            "<blockquote expandable>ұзақ</blockquote>",
            "ұзақ",
            [{"type": "expandable_blockquote", "offset": 0, "length": 4}],
        ),
        (
            '<a href="https://e.kz/?a=1&amp;b=2">сілтеме</a>',
            "сілтеме",
            [{"type": "text_link", "offset": 0, "length": 7, "url": "https://e.kz/?a=1&b=2"}],
        ),
        ('<span class="tg-spoiler">x</span>', "x", [{"type": "spoiler", "offset": 0, "length": 1}]),
        ("<b></b>a > b", "a > b", []),
    ],
)
def test_html_becomes_text_and_entities(source: str, text: str, entities: list[dict[str, Any]]) -> None:
    parsed = parse_html(source)
    assert parsed.text == text
    assert list(parsed.entities) == entities


def test_characters_outside_the_basic_plane_count_twice() -> None:
    assert utf16_length("Қ😀") == 3


def test_white_space_at_the_ends_goes_and_entities_follow() -> None:
    parsed = parse_html("\n <b> бір </b> \n").stripped()
    assert parsed.text == "бір"
    assert parsed.entities == ({"type": "bold", "offset": 0, "length": 3},)


def test_commands_links_and_addresses_are_found_but_not_in_code() -> None:
    found = with_found_entities(parse_html("/start @adal_bot https://e.kz/a. <code>/no</code> a@b.kz #ж1"))
    assert [(e["type"], e["offset"]) for e in found.entities] == [
        ("bot_command", 0),
        ("mention", 7),
        ("url", 17),
        ("code", 33),
        ("email", 37),
        ("hashtag", 44),
    ]


def test_page_html_is_escaped_and_nested_and_has_no_script_links() -> None:
    parsed = parse_html('<b>1 &lt; <i>2</i></b><a href="tg://user?id=1">x</a>')
    assert to_html(parsed.text, parsed.entities).startswith("<b>1 &lt; <i>2</i></b><a href=")
    bad = FormattedText("x", ({"type": "text_link", "offset": 0, "length": 1, "url": "javascript:alert(1)"},))
    assert 'href="javascript' not in to_html(bad.text, bad.entities)


def test_page_html_cuts_crossing_entities() -> None:
    crossing = [{"type": "bold", "offset": 0, "length": 2}, {"type": "italic", "offset": 1, "length": 2}]
    assert to_html("abc", crossing) == "<b>a<i>b</i></b><i>c</i>"
