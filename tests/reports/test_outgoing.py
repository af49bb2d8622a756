"""Instances as they leave the house."""

from __future__ import annotations

from reports.outgoing import outgoing

XML = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<data id="visits" version="20261122"><photo>123</photo><text>123 and version="2"</text></data>'
)


def test_files_get_their_names() -> None:
    assert outgoing(XML, {"123": "123.jpg"}, has_version=True) == XML.replace(">123<", ">123.jpg<")


def test_a_version_that_only_we_know_is_not_told() -> None:
    told = outgoing(XML, {}, has_version=False)
    assert told == XML.replace(' version="20261122"', "")
    assert told.startswith('<?xml version="1.0"')
