"""Methods about the bot itself: identity, webhook, commands, names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.cloud.params import Params
from playground.cloud.refusals import Json

if TYPE_CHECKING:
    from playground.cloud.telegram import Telegram


def get_me(cloud: Telegram, params: Params) -> Json:
    """Who the bot is."""
    return {
        **cloud.bot_user(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_webhook(cloud: Telegram, params: Params) -> bool:
    """Starts webhook delivery, or with an empty url stops it."""
    allowed = params.json("allowed_updates")
    if isinstance(allowed, list):
        cloud.updates.allowed = [str(kind) for kind in allowed]
    if params.flag("drop_pending_updates"):
        cloud.updates.drop_pending()
    cloud.webhook.set(params.text("url"), params.text("secret_token"), params.integer("max_connections") or 40)
    return True


def delete_webhook(cloud: Telegram, params: Params) -> bool:
    """Back to getUpdates."""
    if params.flag("drop_pending_updates"):
        cloud.updates.drop_pending()
    cloud.webhook.set("", "", 40)
    return True


def get_webhook_info(cloud: Telegram, params: Params) -> Json:
    """Where updates go and how it went."""
    return cloud.webhook.info()


def set_my_commands(cloud: Telegram, params: Params) -> bool:
    """Commands of one scope and language."""
    cloud.profile.set_commands(params.json("commands"), params.json("scope"), params.text("language_code"))
    cloud.emit({"type": "commands"})
    return True


def get_my_commands(cloud: Telegram, params: Params) -> list[Json]:
    """Commands of exactly this scope and language."""
    return cloud.profile.commands(params.json("scope"), params.text("language_code"))


def delete_my_commands(cloud: Telegram, params: Params) -> bool:
    """Removes the commands of one scope and language."""
    cloud.profile.set_commands([], params.json("scope"), params.text("language_code"))
    cloud.emit({"type": "commands"})
    return True


def _set(cloud: Telegram, params: Params, field: str, most: int) -> bool:
    cloud.profile.set_text(field, params.text("language_code"), params.text(field), most)
    cloud.emit({"type": "commands"})
    return True


def _get(cloud: Telegram, params: Params, field: str) -> Json:
    return {field: cloud.profile.text(field, params.text("language_code"))}


def set_my_name(cloud: Telegram, params: Params) -> bool:
    """The bot's name, up to 64 characters."""
    return _set(cloud, params, "name", 64)


def get_my_name(cloud: Telegram, params: Params) -> Json:
    """The bot's name."""
    return _get(cloud, params, "name")


def set_my_description(cloud: Telegram, params: Params) -> bool:
    """What an empty chat shows, up to 512 characters."""
    return _set(cloud, params, "description", 512)


def get_my_description(cloud: Telegram, params: Params) -> Json:
    """What an empty chat shows."""
    return _get(cloud, params, "description")


def set_my_short_description(cloud: Telegram, params: Params) -> bool:
    """What the profile page shows, up to 120 characters."""
    return _set(cloud, params, "short_description", 120)


def get_my_short_description(cloud: Telegram, params: Params) -> Json:
    """What the profile page shows."""
    return _get(cloud, params, "short_description")
