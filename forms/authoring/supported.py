"""What of the XLSForm reference is supported, and how: read by lint and by the page docs/xlsform.md."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Support(StrEnum):
    """How far something of the reference is followed."""

    FULL = "full"
    """It does what its author means."""
    PLAIN = "plain"
    """The question is asked as it would be without it; the answer is the same."""
    IGNORED = "ignored"
    """It has no effect, and lint says so."""


FULL, PLAIN, IGNORED = Support.FULL, Support.PLAIN, Support.IGNORED

TYPES: Mapping[str, Support] = {
    "text": FULL,
    "integer": FULL,
    "decimal": FULL,
    "range": FULL,
    "select_one": FULL,
    "select_multiple": FULL,
    "rank": FULL,
    "select_one_from_file": FULL,
    "select_multiple_from_file": FULL,
    "select_one_external": FULL,
    "note": FULL,
    "date": FULL,
    "time": FULL,
    "dateTime": FULL,
    "geopoint": FULL,
    "geotrace": FULL,
    "geoshape": FULL,
    "image": FULL,
    "audio": FULL,
    "video": FULL,
    "file": FULL,
    "barcode": FULL,
    "acknowledge": FULL,
    "calculate": FULL,
    "hidden": FULL,
    "begin_group": FULL,
    "begin_repeat": FULL,
    "xml-external": FULL,
    "csv-external": FULL,
    "start": FULL,
    "end": FULL,
    "today": FULL,
    "deviceid": FULL,
    "username": FULL,
    "audit": FULL,
    "phonenumber": IGNORED,
    "email": IGNORED,
    "simserial": IGNORED,
    "subscriberid": IGNORED,
    "start-geopoint": IGNORED,
    "background-geopoint": IGNORED,
    "background-audio": IGNORED,
    "osm": PLAIN,
}

APPEARANCES: Mapping[str, Support] = {
    **dict.fromkeys(("multiline", "numbers", "month-year", "year", "no-calendar", "rating", "likert", "quick"), FULL),
    **dict.fromkeys(("minimal", "autocomplete", "search", "columns-N", "hidden"), FULL),
    **dict.fromkeys(("field-list", "table-list", "label", "list-nolabel", "signature", "draw", "annotate"), FULL),
    **dict.fromkeys(("new-front", "selfie"), FULL),
    **dict.fromkeys(("new", "thousands-sep", "bearing", "counter", "masked", "vertical", "no-ticks", "picker"), PLAIN),
    **dict.fromkeys(("columns", "columns-pack", "columns-flex", "compact", "quickcompact", "horizontal"), PLAIN),
    **dict.fromkeys(("horizontal-compact", "list", "map", "image-map", "maps", "placement-map"), PLAIN),
    **dict.fromkeys(("hide-input", "no-buttons", "no-collapse", "textarea", "wN"), PLAIN),
    **dict.fromkeys(("gregorian", "comments", "front", "rear", "walk"), PLAIN),
    **dict.fromkeys(("ethiopian", "coptic", "islamic", "bikram-sambat", "myanmar", "persian", "buddhist"), IGNORED),
    **dict.fromkeys(("ex:…", "printer:…", "url"), IGNORED),
}

COLUMNS: Mapping[str, Support] = {
    **dict.fromkeys(("type", "name", "label", "hint", "guidance_hint", "required", "required_message"), FULL),
    **dict.fromkeys(("relevant", "constraint", "constraint_message", "calculation", "default", "trigger"), FULL),
    **dict.fromkeys(("read_only", "choice_filter", "repeat_count", "parameters", "appearance"), FULL),
    **dict.fromkeys(("media::image", "media::big-image", "media::audio", "media::video"), FULL),
    **dict.fromkeys(("autoplay", "body::accept", "bind::odk:length"), IGNORED),
    "save_to": IGNORED,
}

SETTINGS: Mapping[str, Support] = {
    **dict.fromkeys(("form_title", "form_id", "version", "default_language", "instance_name", "name"), FULL),
    **dict.fromkeys(("style", "public_key", "submission_url", "auto_send", "auto_delete"), IGNORED),
    "allow_choice_duplicates": FULL,
    "attribute::username": FULL,
}

PRELOADS = frozenset({"deviceid", "username"})
"""Properties of the device that a front end gives; of others there is nothing to tell."""


def support_of(word: str) -> Support | None:
    """How one word of an appearance is followed; None for a word nobody knows."""
    if word.startswith(("ex:", "printer:")):
        return IGNORED
    if word.startswith("columns-") and word.removeprefix("columns-").isdigit():
        return FULL
    if word.startswith("w") and word[1:].isdigit():
        return PLAIN
    return APPEARANCES.get(word)
