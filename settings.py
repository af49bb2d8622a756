"""Every setting, in one frozen class: from the environment (`ADAL_…`) or the file `.env`."""

from __future__ import annotations

import base64
import difflib
import importlib.util
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from domain.follow_up import REOPENING_NOES
from domain.retention import DEFAULT, Periods

PREFIX = "ADAL_"
TELEGRAM = "https://api.telegram.org"
CREDENTIAL = "adal.key"
"""The name of the systemd credential that holds the key file."""
ENV_FILE = Path(".env")
FOR_TESTS = f"{PREFIX}TESTS_"
"""Names the test suite uses; not settings of the bot."""


class ConfigError(Exception):
    """A setting is wrong. The text names it and the fix, a line each, and never repeats a secret."""


def _numbers(value: object) -> object:
    return [part for part in re.split(r"[,\s]+", value) if part] if isinstance(value, str) else value


def _listed(value: object) -> object:
    return tuple(re.findall(r"[^,\s]+", value)) if isinstance(value, str) else value


def _key(value: object) -> object:
    """32 bytes from 64 hexadecimal digits or from base64."""
    if not isinstance(value, str):
        return value
    try:
        key = (
            bytes.fromhex(value) if re.fullmatch(r"[0-9a-fA-F]{64}", value) else base64.b64decode(value, validate=True)
        )
    except ValueError:
        key = b""
    if len(key) != 32:
        raise ValueError
    return key


class Settings(BaseSettings):
    """Read with `Settings.read()`. Without a token the bot runs in the playground."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True
    )

    bot_token: SecretStr = SecretStr("")
    bot_api_url: str = TELEGRAM
    operator: str = "Adal"
    """Who runs this bot, as people read it in the consent and on the page «about»."""
    data_dir: Path = Path("data")
    database_url: str = Field("", repr=False)
    secret_key: Annotated[bytes | None, NoDecode, BeforeValidator(_key)] = Field(None, repr=False)
    secret_key_file: Path | None = None
    admin_ids: Annotated[frozenset[int], NoDecode, BeforeValidator(_numbers)] = frozenset()
    timezone: str = "Asia/Almaty"
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    http_host: str = "127.0.0.1"
    http_port: int | None = Field(None, ge=1, le=65535)
    openrosa_url: str | None = Field(None, repr=False)
    """Where filled checklists go on to; may hold an app user's key, so it is not shown."""
    openrosa_user: str | None = Field(None, repr=False)
    openrosa_password: SecretStr | None = None
    openrosa_token: SecretStr | None = None
    reopening_noes: int = Field(REOPENING_NOES, ge=1, le=1000)
    """So many answers that it is not fixed open a closed case again."""
    keep_closed_days: int = Field(DEFAULT.closed, ge=30, le=36500)
    keep_handed_over_days: int = Field(DEFAULT.handed_over, ge=30, le=36500)
    keep_rejected_days: int = Field(DEFAULT.rejected, ge=30, le=36500)
    keep_withdrawn_days: int = Field(DEFAULT.withdrawn, ge=30, le=36500)
    backup_dir: Path | None = None
    """Where a backup is put every day; None: none is made by itself."""
    backup_recipients: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)] = ()
    backup_passphrase: SecretStr | None = None
    backup_hour: int = Field(3, ge=0, le=23)
    backup_daily: int = Field(7, ge=1, le=366)
    backup_weekly: int = Field(4, ge=0, le=520)
    evidence_recipients: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)] = ()
    """Evidence of ended cases is closed to these age public keys, so that the server cannot read it any more."""
    evidence_open_days: int = Field(14, ge=0, le=3650)
    """So many days after a case has ended."""
    metrics_port: int | None = Field(None, ge=1, le=65535)
    """Where this machine alone can read /healthz and /metrics; None: nowhere."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @classmethod
    def read(cls, env_file: Path | None = ENV_FILE) -> Self:
        """The settings as the operator has set them. Raises ConfigError."""
        try:
            files = secret_folder()
            named = dict.fromkeys(one.name for one in files.iterdir()) if files else {}
            _refuse_unknown(cls, named | os.environ | (dotenv_values(env_file) if env_file is not None else {}))
            return cls(_env_file=env_file, _secrets_dir=files)
        except ValidationError as error:
            names = dict.fromkeys(str(one["loc"][0]) if one["loc"] else one["msg"] for one in error.errors())
            raise ConfigError("\n".join(_said(name) for name in names)) from None
        except UnicodeDecodeError:
            raise ConfigError(f"{env_file}: must be a text file in UTF-8.") from None

    @property
    def has_token(self) -> bool:
        """Whether there is a bot to run on Telegram."""
        return bool(self.bot_token.get_secret_value())

    @property
    def database(self) -> str:
        """The database's address for storage, with the driver in it."""
        if not self.database_url:
            file = str(self.data_dir / "adal.db")
            return URL.create("sqlite+aiosqlite", database=file).render_as_string(hide_password=False)
        return self.database_url

    @property
    def key_file(self) -> Path:
        """Where the secret key lies unless `secret_key` is set: where the operator says, else systemd's credential
        `adal.key`, else the data folder."""
        given = os.environ.get("CREDENTIALS_DIRECTORY")
        credential = Path(given) / CREDENTIAL if given else None
        if self.secret_key_file is None and credential is not None and credential.is_file():
            return credential
        return self.secret_key_file or self.data_dir / "secret.key"

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the operator's country: of what people read, and of working days."""
        return ZoneInfo(self.timezone)

    @property
    def periods(self) -> Periods:
        """How long ended cases are kept."""
        return Periods(
            self.keep_closed_days, self.keep_handed_over_days, self.keep_rejected_days, self.keep_withdrawn_days
        )

    @field_validator("bot_token")
    @classmethod
    def _token(cls, value: SecretStr) -> SecretStr:
        _demand(re.fullmatch(r"(\d+:[A-Za-z0-9_-]{20,})?", value.get_secret_value()))
        return value

    @field_validator("bot_api_url", "webhook_url")
    @classmethod
    def _address(cls, value: str | None, info: Any) -> str | None:
        schemes = "https" if info.field_name == "webhook_url" else "https?"
        _demand(value is None or re.fullmatch(rf"{schemes}://[^\s/]+(/\S*)?", value))
        return value.rstrip("/") if value else value

    @field_validator("openrosa_url")
    @classmethod
    def _openrosa(cls, value: str | None) -> str | None:
        """Answers and a password travel there, so only this machine may be spoken to in the clear."""
        local = r"http://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?"
        _demand(value is None or re.fullmatch(rf"(https://[^\s/@]+|{local})(/\S*)?", value))
        return value.rstrip("/").removesuffix("/submission") if value else value

    @field_validator("openrosa_token")
    @classmethod
    def _openrosa_token(cls, value: SecretStr | None) -> SecretStr | None:
        _demand(value is None or re.fullmatch(r"[!-~]+( [!-~]+)?", value.get_secret_value()))
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if not value:
            return value
        try:
            url = make_url(value)
        except ArgumentError:
            raise ValueError from None
        drivers = {"sqlite": "aiosqlite", "postgresql": "asyncpg"}
        backend = "postgresql" if url.drivername == "postgres" else url.get_backend_name()
        _demand(backend in drivers and url.database not in (None, "", ":memory:"))
        if backend == "postgresql" and importlib.util.find_spec("asyncpg") is None:
            raise ValueError
        return url.set(drivername=f"{backend}+{drivers[backend]}").render_as_string(hide_password=False)

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError from None
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _webhook_secret(cls, value: SecretStr | None) -> SecretStr | None:
        _demand(value is None or re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()))
        return value

    @field_validator("backup_recipients", "evidence_recipients")
    @classmethod
    def _recipients(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """Public keys only: a secret key here would lie beside the data that it opens."""
        _demand(all(re.fullmatch(r"age1[02-9ac-hj-np-z]{58}", one) and _is_age_key(one) for one in value))
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @model_validator(mode="after")
    def _together(self) -> Self:
        if self.webhook_url:
            _demand(self.webhook_secret, "webhook_secret")
            _demand(self.http_port, "http_port")
        _demand(bool(self.openrosa_user) == bool(self.openrosa_password), "openrosa_user and openrosa_password")
        _demand(not (self.openrosa_user and self.openrosa_token), "openrosa_user and openrosa_token")
        _demand(not (self.backup_recipients and self.backup_passphrase), "backup_recipients and backup_passphrase")
        _demand(not self.backup_dir or self.backup_recipients or self.backup_passphrase, "backup_dir")
        _demand(not (self.secret_key and self.secret_key_file), "secret_key and secret_key_file")
        return self


def secret_folder() -> Path | None:
    """Where systemd (LoadCredential=adal_bot_token:…) puts a file for each setting that the environment is not to hold.
    Any setting may be one, under its name in small letters."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    return Path(folder) if folder and Path(folder).is_dir() else None


def _is_age_key(text: str) -> bool:
    """Whether it ends in its own checksum: a mistyped key would close things for nobody."""
    from pyrage import RecipientError, x25519

    try:
        x25519.Recipient.from_str(text)
    except RecipientError:
        return False
    return True


def _demand(holds: object, subject: str = "") -> None:
    """The text people read is FIXES'; `subject` says which where a rule is about several settings."""
    if not holds:
        raise ValueError(subject)


FIXES: Mapping[str, str] = {
    "bot_token": "must look like 123456789:AAE… — copy it whole from @BotFather; leave it empty for the playground.",
    "bot_api_url": f"must be an address like {TELEGRAM} or http://localhost:8081.",
    "operator": "must be the name of who runs this bot.",
    "data_dir": "must be a folder.",
    "database_url": (
        "must be like sqlite:///data/adal.db or postgresql://user:password@host/name; PostgreSQL needs the extra "
        "`pip install 'adal[postgres]'`. Leave it empty for SQLite in ADAL_DATA_DIR."
    ),
    "secret_key": (
        "must be 32 bytes in base64 or as 64 hexadecimal digits: `openssl rand -base64 32` makes one. "
        "Leave it empty and a key file is made on first run."
    ),
    "secret_key_file": "must be a file's path.",
    "admin_ids": "must be Telegram ids (numbers) with commas between them: 111111111,222222222.",
    "timezone": "must be a name of the IANA time zone database, for instance Asia/Almaty or Asia/Aqtau.",
    "webhook_url": "must be an address that begins with https://, as Telegram demands. Leave it empty for polling.",
    "webhook_secret": "must be 1 to 256 characters A-Z a-z 0-9 _ - and is needed with ADAL_WEBHOOK_URL.",
    "http_host": "must be a host name or address, for instance 127.0.0.1.",
    "http_port": "must be a number from 1 to 65535 and is needed with ADAL_WEBHOOK_URL.",
    "openrosa_url": (
        "must be an https address, for instance https://odk.example.kz/v1/projects/3 or https://kc.kobotoolbox.org. "
        "Leave it empty to send nothing."
    ),
    "openrosa_user": "must be the name of a user there.",
    "openrosa_password": "must be that user's password.",
    "openrosa_token": "must be a token without blanks, or a scheme and a token: Bearer abc123.",
    "openrosa_user and openrosa_password": "must be set together.",
    "openrosa_user and openrosa_token": "cannot both be set: keep the one the server takes.",
    "reopening_noes": "must be a number from 1 to 1000.",
    "keep_closed_days": "must be a number of days from 30 to 36500.",
    "keep_handed_over_days": "must be a number of days from 30 to 36500.",
    "keep_rejected_days": "must be a number of days from 30 to 36500.",
    "keep_withdrawn_days": "must be a number of days from 30 to 36500.",
    "backup_dir": "must be a folder, and needs ADAL_BACKUP_RECIPIENTS or ADAL_BACKUP_PASSPHRASE: none is left open.",
    "backup_recipients": "must be age public keys (age1…) with commas between: `age-keygen` makes one with its secret.",
    "backup_passphrase": "must be a passphrase.",
    "backup_recipients and backup_passphrase": "cannot both be set: keep one.",
    "backup_hour": "must be an hour from 0 to 23, in ADAL_TIMEZONE.",
    "backup_daily": "must be how many days' backups are kept, 1 to 366.",
    "backup_weekly": "must be how many weeks' backups are kept, 0 to 520.",
    "evidence_recipients": (
        "must be age public keys (age1…) with commas between: `age-keygen` on another machine makes one and its secret."
    ),
    "evidence_open_days": "must be a number of days from 0 to 3650.",
    "metrics_port": "must be a number from 1 to 65535. Leave it empty for no metrics.",
    "log_level": "must be DEBUG, INFO, WARNING or ERROR.",
    "secret_key and secret_key_file": "cannot both be set: keep the one the data was encrypted with.",
}
"""What to do about a wrong value, by setting."""


def _said(name: str) -> str:
    plain = name.removeprefix("Value error, ")
    return f"{' and '.join(PREFIX + part.upper() for part in plain.split(' and '))}: {FIXES[plain]}"


def _refuse_unknown(settings: type[Settings], given: Mapping[str, str | None]) -> None:
    """A misspelt setting would silently do nothing."""
    known = [f"{PREFIX}{name}".upper() for name in settings.model_fields]
    for name in sorted(given):
        if name.upper().startswith(PREFIX) and not name.upper().startswith(FOR_TESTS) and name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), known, n=1)
            raise ConfigError(f"{name}: there is no such setting." + (f" Did you mean {near[0]}?" if near else ""))
