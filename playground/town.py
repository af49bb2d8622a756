"""The demo town: ready people, and cases in different states. Everybody and everything in it is fictional."""

from __future__ import annotations

from datetime import datetime

from playground.cloud.telegram import Telegram
from storage.store import Store

ADMIN = 101
OPERATOR = "«Адал қала» (ойын қаласы · демо-город)"


def people(cloud: Telegram) -> None:
    """Puts the people into an empty cloud."""
    cloud.add_person("Айгүл", person_id=1, language_code="kk", role="citizen", about="Азаматша · гражданка")
    cloud.add_person("Игорь", person_id=2, language_code="ru", role="citizen", about="Азамат · гражданин")
    cloud.add_person("Ерлан", person_id=ADMIN, language_code="ru", role="admin", about="Әкімші · администратор")


async def settle(store: Store, cloud: Telegram, now: datetime) -> None:
    """Gives roles and cases on the first run; nothing on later ones."""
