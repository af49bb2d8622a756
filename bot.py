"""Start here: `python bot.py` runs the bot; without a token, in the playground. `--help` says the rest."""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import structlog

from settings import ConfigError, Settings

if TYPE_CHECKING:
    from forms.definition import Form

ABOUT = "Adal: a Telegram bot in Kazakh and Russian for anti-corruption volunteers."
SETTINGS = (
    "Settings come from the environment or the file .env and begin with ADAL_; ADAL_BOT_TOKEN is the only one a real "
    "bot needs. All of them: docs/operations.md."
)


MAY_PASS, WRONG, INTERRUPTED = 1, 2, 130
"""Exit codes: what another start may find better, what somebody has to set right first, Ctrl-C."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; the exit code. What is wrong with settings or data is said in words, without a traceback."""
    asked = _parser().parse_args(arguments)
    if asked.command == "check-form":
        return _check_form(asked.file, asked.lang, play=asked.play)
    try:
        settings = Settings.read()
    except ConfigError as error:
        return _sorry(str(error))
    if asked.command == "audit":
        from custody import audit_verify

        return audit_verify(settings, asked.since)
    if asked.command == "keys":
        from custody import keys

        return keys(settings, asked.does, getattr(asked, "number", None))
    set_up_log(settings.log_level)
    if asked.command in ("backup", "restore"):
        return _operate(settings, asked)
    playing = asked.command == "playground" or not settings.has_token
    return _run(settings, playing=playing)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bot.py", description=ABOUT, epilog=SETTINGS)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("run", help="run the bot (the default; without ADAL_BOT_TOKEN this is the playground)")
    commands.add_parser("playground", help="the bot and a chat page in the browser, with no Telegram and no token")
    _add_audit(commands.add_parser("audit", help="check that the audit log is as it was written"))
    backup = commands.add_parser("backup", help="back up database and evidence, encrypted; the bot may run meanwhile")
    backup.add_argument("--to", metavar="FOLDER", type=Path, help="where (default: ADAL_BACKUP_DIR)")
    backup.add_argument("--with-key", action="store_true", help="put the secret key in too: who opens it reads all")
    restore = commands.add_parser("restore", help="put a backup back into an empty folder; nothing is overwritten")
    restore.add_argument("file", metavar="FILE", type=Path)
    restore.add_argument("--into", metavar="NEW", type=Path, help="the folder (default: ADAL_DATA_DIR)")
    restore.add_argument("--identity", metavar="KEYFILE", type=Path, help="the file with your age secret key")
    restore.add_argument("--check", action="store_true", help="only read the backup to its end; nothing is written")
    _add_keys(commands.add_parser("keys", help="list the secret keys, add a new one, drop one that is not used"))
    check = commands.add_parser("check-form", help="check an XLSForm (.md, .xlsx, .csv, .zip), print its outline")
    check.add_argument("file", metavar="FILE", type=Path)
    check.add_argument("--lang", choices=("kk", "ru", "en"), default="ru", help="language of the report (default: ru)")
    check.add_argument("--play", action="store_true", help="then answer it here, as in the chat; nothing is stored")
    return parser


def _add_audit(audit: argparse.ArgumentParser) -> None:
    does = audit.add_subparsers(dest="does", required=True, metavar="verify")
    verify = does.add_parser("verify", help="exit code 0 when nothing was changed, else 1 and the first broken line")
    since = "a line's number and fingerprint you noted earlier: also finds a log put back to an older state as a whole"
    verify.add_argument("--since", metavar="NUMBER:FINGERPRINT", help=since)


def _operate(settings: Settings, asked: argparse.Namespace) -> int:
    """Backup and restore: what was done on standard output, or in one sentence why nothing was."""
    import operate

    try:
        if asked.command == "backup":
            print(operate.make_backup(settings, asked.to, with_key=asked.with_key))
        else:
            print(operate.put_back(settings, asked.file, asked.into, asked.identity, check=asked.check))
    except (operate.Failed, ConfigError) as error:
        return _sorry(str(error))
    return 0


def _add_keys(keys: argparse.ArgumentParser) -> None:
    does = keys.add_subparsers(dest="does", required=True, metavar="list|rotate|drop")
    does.add_parser("list", help="the keys, and how much is sealed with each")
    does.add_parser("rotate", help="add a new key; a running bot takes it and seals everything anew with it")
    dropping = does.add_parser("drop", help="take a key out of the key file with which nothing is sealed any more")
    dropping.add_argument("number", metavar="NUMBER", type=int)


def _check_form(file: Path, language: str, *, play: bool) -> int:
    """Prints what is wrong with a form and its outline; 0 when nothing is, 1 when something is, 2 without a file.

    When it is played, 1 also means that it was left before it was sent.
    """
    from forms.authoring.lint import check
    from forms.authoring.outline import report

    try:
        content = file.read_bytes()
    except OSError as error:
        return _sorry(f"{file}: {error.strerror}")
    checked = check(content, file.name, _beside(file))
    print(report(checked, language))
    if not checked.usable or checked.form is None:
        return 1
    return 0 if not play or _play_form(checked.form, language) else 1


def _beside(file: Path) -> dict[str, bytes]:
    """The files in the form's folder: its tables whole, of pictures and sounds only that they are there."""
    from forms.datasets.reading import ENDINGS

    files = (one for one in file.parent.iterdir() if one.is_file())
    return {one.name: one.read_bytes() if one.suffix.lower() in ENDINGS else b"" for one in files}


def _play_form(form: Form, language: str) -> bool:
    from play_form import play_form

    def now() -> datetime:
        return datetime.now(ZoneInfo(Settings.model_fields["timezone"].default))

    return play_form(form, language=language, now=now, ask_line=input, say=print)


def set_up_log(level: str) -> None:
    """One line an event on standard error: JSON for a service, plain for a terminal."""
    last = structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    # Libraries' own loggers may quote what they were sent.
    logging.getLogger().handlers.clear()
    logging.getLogger().addHandler(logging.NullHandler())


def _run(settings: Settings, *, playing: bool) -> int:
    # Telegram's library takes long to load, so commands that do without it never see it.
    from transport.quick_import import import_aiogram

    import_aiogram()
    from sqlalchemy import make_url

    from storage.keys import BadKeyFile
    from storage.lock import DataInUse
    from storage.store import StorageAway, StorageError
    from storage.trouble import sentence, told
    from transport.reaching import TokenRefused
    from transport.webhook import AddressRefused

    try:
        asyncio.run(_play(settings) if playing else _serve(settings))
    except StorageAway as error:
        return _sorry(str(error), MAY_PASS)
    except (DataInUse, BadKeyFile, StorageError, TokenRefused, AddressRefused, ConfigError) as error:
        return _sorry(str(error))
    except OSError as error:
        named = f"{error.strerror or type(error).__name__}: {error.filename or 'the data folder or the port'}"
        return _sorry(named, MAY_PASS)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - a traceback would print what people wrote
        log = structlog.get_logger("adal")
        log.critical("stopped by a fault", **told(error), frames=_frames(error))
        known = sentence(error, make_url(settings.database).database or "")
        return _sorry(known or "Stopped by a fault; the line above says where.", MAY_PASS)
    return 0


def _frames(error: BaseException) -> list[str]:
    """Where it came through, without the error's words and without values."""
    found, frame = [], error.__traceback__
    while frame is not None:
        found.append(f"{frame.tb_frame.f_globals.get('__name__', '?')}:{frame.tb_lineno}")
        frame = frame.tb_next
    return found


async def _serve(settings: Settings) -> None:
    from app import opened

    async with opened(settings, on_new_key=say_new_key) as app:
        stop_on_signals(app.stop)
        print(f"@{(await app.bot.me()).username} is running. Ctrl-C stops it.", flush=True)
        await app.run()


async def _play(settings: Settings) -> None:
    from play import play

    stop = asyncio.Event()
    stop_on_signals(stop)
    await play(settings, stop)


def stop_on_signals(stop: asyncio.Event) -> None:
    """SIGTERM and Ctrl-C end the process in order, with code 0."""
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)


def say_new_key(file: Path) -> None:
    """Without the key nobody can read the data again, so the operator is told at once."""
    print(f"A new secret key is in {file}. Keep a copy elsewhere: without it the data cannot be read.", flush=True)


def _sorry(text: str, code: int = WRONG) -> int:
    print(text, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
