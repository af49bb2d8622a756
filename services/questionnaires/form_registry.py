"""Compiled forms in memory, so that none is parsed for every tap."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from forms import library
from forms.definition import Form
from forms.xform.reader import parse_xform
from services.trust.cellar import Cellar
from storage.questionnaires import forms as rows
from storage.work import Job

TABLES = (".csv", ".xml", ".geojson")
"""Endings of the files beside a form that it reads; the others are shown."""
LOADED = 48
"""Versions kept in memory."""


@dataclass(frozen=True)
class Loaded:
    """A form ready to run, and where in the cellar the files lie that came with it."""

    form: Form
    media: Mapping[str, int]


class Registry:
    """Compiled forms by id and version: one for the process, so that a form is parsed once and not for every tap."""

    limit: ClassVar[int] = LOADED

    def __init__(self, cellar: Cellar) -> None:
        self._cellar = cellar
        self._loaded: OrderedDict[tuple[str, str], Loaded] = OrderedDict()

    async def load(self, job: Job, form: str, version: str) -> Loaded:
        """The form in this version; of the bot's own forms the one there is.

        Raises LookupError; FormError or OSError where it cannot be read any more.
        """
        found = self._loaded.get((form, version))
        if found is None:
            found = await self._stored(job, form, version) or Loaded(library.load(form), {})
            self._loaded[form, version] = found
            while len(self._loaded) > self.limit:
                self._loaded.popitem(last=False)
        self._loaded.move_to_end((form, version))
        return found

    async def _stored(self, job: Job, form: str, version: str) -> Loaded | None:
        """The version that a coordinator sent; None where there is no such."""
        conn = await job.db()
        stored = await rows.version_of(conn, job.vault, form, version)
        xform = await rows.xform(conn, job.vault, form, version)
        if stored is None or xform is None:
            return None
        tables = [name for name in stored.media if name.lower().endswith(TABLES)]
        beside = {name: await self._cellar.original(stored.media[name]) for name in tables}
        parsed = await asyncio.to_thread(parse_xform, xform, beside)
        return Loaded(replace(parsed, id=form, version=version), stored.media)

    def forget(self, form: str, version: str) -> None:
        """The version was sent anew."""
        self._loaded.pop((form, version), None)
