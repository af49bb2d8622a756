"""A complaint, held once with the bot on the simulator, as a template of updates for many people."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from tests.harness import World


async def record_complaint() -> list[dict[str, Any]]:
    """The updates of one whole complaint from /start to the receipt; "PERSON" and "UPDATE" stand for the numbers."""
    with tempfile.TemporaryDirectory() as folder:
        async with World(Path(folder)) as world:
            citizen = world.citizen("Bench", "kk")
            recorded: list[dict[str, Any]] = []
            put = world.cloud.updates.put

            def noted(kind: str, body: dict[str, Any]) -> int | None:
                # Copied at once: the simulator goes on changing the message.
                recorded.append({"update_id": "UPDATE", kind: json.loads(json.dumps(body))})
                return put(kind, body)

            world.cloud.updates.put = noted  # type: ignore[method-assign]
            await citizen.starts()
            await citizen.taps("menu-report")
            await citizen.taps("consent-agree")
            await citizen.picks("category", "bribe")
            await citizen.says("алматы қаласы")
            await citizen.taps_label(citizen.sees.labels[1])
            await citizen.says("ХҚКО, Абай даңғылы")
            await citizen.says("43.2389, 76.8897")
            await citizen.taps("form-today")
            await citizen.says("20 мың")
            await citizen.says("Қызметкер құжат үшін 20 мың теңге сұрады.")
            await citizen.taps("form-done")
            await citizen.taps("form-no-files")
            await citizen.picks("identity", "anonymous")
            await citizen.taps("form-send")
            number = citizen.phone.person.id
    packed = json.dumps(recorded, ensure_ascii=False).replace(f'"id": {number}', '"id": "PERSON"')
    template: list[dict[str, Any]] = json.loads(packed)
    return template
