"""Every setting is read, and a wrong one is named with its fix."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from settings import FIXES, TELEGRAM, ConfigError, Settings
from storage.keys import load_or_make

TOKEN = "123456789:AAExampleExampleExampleExampleExampl"


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings of this machine, an empty folder."""
    for name in [name for name in os.environ if name.upper().startswith("ADAL_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def _set(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"ADAL_{name}", value)


def test_without_any_it_is_the_playground() -> None:
    settings = Settings.read()
    assert not settings.has_token
    assert settings.bot_api_url == TELEGRAM
    assert settings.database == "sqlite+aiosqlite:///data/adal.db"
    assert settings.key_file == Path("data/secret.key")
    assert settings.zone == ZoneInfo("Asia/Almaty")
    assert settings.http_port is None
    assert settings.admin_ids == frozenset()
    assert not settings.webhook_url
    assert settings.secret_key is None


def test_keys_that_open_things_elsewhere_have_to_be_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    key = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"
    _set(monkeypatch, EVIDENCE_RECIPIENTS=f"{key}, {key}")
    assert Settings.read().evidence_recipients == (key, key)
    for name in ("EVIDENCE_RECIPIENTS", "BACKUP_RECIPIENTS"):
        for wrong in (f"{key[:-1]}q", key[:-1], "AGE-SECRET-KEY-1QQQ", "ssh-ed25519 AAAA"):
            monkeypatch.setenv(f"ADAL_{name}", wrong)
            with pytest.raises(ConfigError, match=f"^ADAL_{name}: must be age public keys"):
                Settings.read()
        monkeypatch.delenv(f"ADAL_{name}")


def test_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(
        monkeypatch,
        BOT_TOKEN=TOKEN, BOT_API_URL="http://localhost:8081/", OPERATOR="Adaldyq alany", DATA_DIR="/srv/adal",
        DATABASE_URL="sqlite:////srv/adal/other.db", SECRET_KEY="ab" * 32, ADMIN_IDS="111, 222,333",
        TIMEZONE="Asia/Aqtau", WEBHOOK_URL="https://example.kz/hook", WEBHOOK_SECRET="s3cret_-", HTTP_HOST="0.0.0.0",
        HTTP_PORT="8080", LOG_LEVEL="debug",
    )  # fmt: skip
    settings = Settings.read()
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.has_token
    assert settings.bot_api_url == "http://localhost:8081"
    assert settings.operator == "Adaldyq alany"
    assert settings.database == "sqlite+aiosqlite:////srv/adal/other.db"
    assert settings.key_file == Path("/srv/adal/secret.key")
    assert settings.secret_key == bytes.fromhex("ab" * 32)
    assert settings.admin_ids == {111, 222, 333}
    assert settings.zone == ZoneInfo("Asia/Aqtau")
    assert settings.webhook_url == "https://example.kz/hook"
    assert settings.webhook_secret is not None
    assert settings.webhook_secret.get_secret_value() == "s3cret_-"
    assert (settings.http_host, settings.http_port, settings.log_level) == ("0.0.0.0", 8080, "DEBUG")


def test_from_the_env_file_under_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("ADAL_TIMEZONE=Asia/Aqtau\nADAL_HTTP_PORT=1\nOTHER=x\nADAL_ADMIN_IDS=\n", encoding="utf-8")
    _set(monkeypatch, HTTP_PORT="2")
    settings = Settings.read()
    assert (settings.timezone, settings.http_port, settings.admin_ids) == ("Asia/Aqtau", 2, frozenset())
    assert Settings.read(env_file=None).timezone == "Asia/Almaty"


WRONG = {
    "BOT_TOKEN": ["secret", "123456789", "123456789:short", f"bot{TOKEN}", f"{TOKEN} {TOKEN}"],
    "BOT_API_URL": ["localhost", "ftp://example.kz", "https://"],
    "DATABASE_URL": ["mysql://u:secret@h/d", "adal.db", "sqlite://", "sqlite:///:memory:", "secret@x:y"],
    "SECRET_KEY": ["secret", "ab" * 31, base64.b64encode(b"x" * 16).decode(), "құпия"],
    "ADMIN_IDS": ["@ainur", "111;222", "111,ainur"],
    "TIMEZONE": ["Almaty", "Asia/Nowhere", "../secret", "UTC+5"],
    "WEBHOOK_URL": ["http://example.kz", "example.kz"],
    "WEBHOOK_SECRET": ["with blank", "қ", "x" * 257],
    "HTTP_PORT": ["0", "65536", "http", "80.5"],
    "LOG_LEVEL": ["loud"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_wrong_value_is_named_with_its_fix(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    _set(monkeypatch, **{name: value})
    with pytest.raises(ConfigError) as refused:
        Settings.read()
    assert str(refused.value) == f"ADAL_{name}: {FIXES[name.lower()]}"
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


def test_several_wrong_values_are_all_named(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, HTTP_PORT="x", TIMEZONE="Almaty", BOT_TOKEN="x")
    with pytest.raises(ConfigError) as refused:
        Settings.read()
    assert {line.split(":")[0] for line in str(refused.value).splitlines()} == {
        "ADAL_HTTP_PORT", "ADAL_TIMEZONE", "ADAL_BOT_TOKEN",
    }  # fmt: skip


@pytest.mark.parametrize("given", ["secret.value.nobody.may.see", "postgresql://u:hunter2@h"])
def test_an_error_never_repeats_a_secret(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    _set(monkeypatch, BOT_TOKEN=given, SECRET_KEY=given, WEBHOOK_SECRET=given, DATABASE_URL=given)
    with pytest.raises(ConfigError) as refused:
        Settings.read()
    assert given not in str(refused.value)


def test_nor_does_the_class_show_one(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, BOT_TOKEN=TOKEN, SECRET_KEY="ab" * 32, DATABASE_URL="sqlite:////x/hunter2.db")
    shown = repr(Settings.read())
    assert not [word for word in (TOKEN, "\\xab", "hunter2") if word in shown]


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"WEBHOOK_URL": "https://example.kz/h", "HTTP_PORT": "8080"}, "ADAL_WEBHOOK_SECRET"),
        ({"WEBHOOK_URL": "https://example.kz/h", "WEBHOOK_SECRET": "s"}, "ADAL_HTTP_PORT"),
        ({"SECRET_KEY": "ab" * 32, "SECRET_KEY_FILE": "k"}, "ADAL_SECRET_KEY and ADAL_SECRET_KEY_FILE"),
    ],
)
def test_what_does_not_go_together(monkeypatch: pytest.MonkeyPatch, values: dict[str, str], named: str) -> None:
    _set(monkeypatch, **values)
    with pytest.raises(ConfigError, match=f"^{named}: "):
        Settings.read()


def test_a_misspelt_name_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    _set(monkeypatch, BOT_TOKN=TOKEN)
    with pytest.raises(ConfigError, match=r"ADAL_BOT_TOKN: there is no such setting\. Did you mean ADAL_BOT_TOKEN\?"):
        Settings.read()
    monkeypatch.delenv("ADAL_BOT_TOKN")
    Path(".env").write_text("adal_timezon=x", encoding="utf-8")
    with pytest.raises(ConfigError, match="ADAL_TIMEZONE"):
        Settings.read()


def test_an_env_file_that_is_no_text() -> None:
    Path(".env").write_bytes(b"ADAL_TIMEZONE=\xff\xfe")
    with pytest.raises(ConfigError, match="UTF-8"):
        Settings.read()


def test_every_setting_has_a_fix() -> None:
    assert set(Settings.model_fields) <= set(FIXES)


def test_the_key_of_the_settings_is_the_vaults(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for written in ("cd" * 32, base64.b64encode(bytes.fromhex("cd" * 32)).decode()):
        _set(monkeypatch, SECRET_KEY=written)
        settings = Settings.read()
        vault, _ = load_or_make(settings.secret_key, settings.key_file)
        assert vault.key_of(1) == load_or_make(bytes.fromhex("cd" * 32), tmp_path)[0].key_of(1)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://kc.kobotoolbox.org/", "https://kc.kobotoolbox.org"),
        ("https://odk.example.kz/v1/key/abc/projects/3/submission", "https://odk.example.kz/v1/key/abc/projects/3"),
        ("http://localhost:8989/v1/projects/3", "http://localhost:8989/v1/projects/3"),
    ],
)
def test_the_openrosa_server(monkeypatch: pytest.MonkeyPatch, given: str, kept: str) -> None:
    _set(monkeypatch, OPENROSA_URL=given, OPENROSA_USER="kelu", OPENROSA_PASSWORD="s3cret")
    settings = Settings.read()
    assert settings.openrosa_url == kept
    assert "s3cret" not in repr(settings)
    assert "abc" not in repr(settings)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"OPENROSA_URL": "http://odk.example.kz"}, "ADAL_OPENROSA_URL"),
        ({"OPENROSA_URL": "https://user:secret@odk.example.kz"}, "ADAL_OPENROSA_URL"),
        ({"OPENROSA_USER": "kelu"}, "ADAL_OPENROSA_USER and ADAL_OPENROSA_PASSWORD"),
        (
            {"OPENROSA_USER": "kelu", "OPENROSA_PASSWORD": "a", "OPENROSA_TOKEN": "b"},
            "ADAL_OPENROSA_USER and ADAL_OPENROSA_TOKEN",
        ),
        ({"OPENROSA_TOKEN": "a b c"}, "ADAL_OPENROSA_TOKEN"),
    ],
)
def test_a_wrong_openrosa_server(monkeypatch: pytest.MonkeyPatch, values: dict[str, str], named: str) -> None:
    _set(monkeypatch, **values)
    with pytest.raises(ConfigError, match=f"^{named}: ") as error:
        Settings.read()
    assert "secret" not in str(error.value)
