"""The server burns down: what was backed up while people were writing is all there on a new one."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pyrage
import pytest

from bot import main
from locales.texts import Language
from tests.faults.table import fault
from tests.harness import World
from tests.pictures import photo
from tests.scenarios.filed import coordinator
from tests.scenarios.steps import begins, code_of, count, fills, fills_until


@pytest.fixture(autouse=True)
def _log_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command would set up the log of this whole process."""
    monkeypatch.setattr("bot.set_up_log", lambda level: None)


def dump(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with closing(sqlite3.connect(database)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for (name,) in tables}


def evidence(folder: Path) -> dict[str, str]:
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in (folder / "evidence").iterdir()}


@fault(
    "the server is lost",
    "the backup, made while people wrote, brings everything back on another one",
)
async def test_backed_up_while_running_restored_into_an_empty_folder(
    world: World,
    language: Language,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    saule = await coordinator(world, "Сәуле", "Астана", language=language)
    me = world.citizen("Айгүл", language)
    await begins(me)
    await fills_until(me, "evidence")
    await me.does(partial(me.phone.send_photo, photo()))
    await me.taps("form-done")
    await fills(me, "identity")
    await me.taps("form-send")
    code = code_of(me)
    data = world.settings.data_dir

    owner = pyrage.x25519.Identity.generate()
    (tmp_path / "owner.txt").write_text(str(owner))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ADAL_DATA_DIR", str(data))
    monkeypatch.setenv("ADAL_BACKUP_RECIPIENTS", str(owner.to_public()))
    assert await asyncio.to_thread(main, ["backup", "--to", str(tmp_path / "elsewhere")]) == 0
    assert "The secret key is not in it" in capsys.readouterr().out
    (file,) = (tmp_path / "elsewhere").iterdir()

    new, key = tmp_path / "new", ["--identity", str(tmp_path / "owner.txt")]
    assert main(["restore", str(file), "--check", *key]) == 0
    assert main(["restore", str(file), *key]) == 2, "into the data of the running bot"
    assert "nothing is overwritten" in capsys.readouterr().err
    assert main(["restore", str(file), "--into", str(new), *key]) == 0
    assert not (new / "secret.key").exists()
    assert "Now put the secret key" in capsys.readouterr().out
    assert dump(new / "adal.db") == dump(data / "adal.db")
    assert evidence(new) == evidence(data)
    assert len(evidence(new)) == 2

    await world.stop()
    shutil.copy(data / "secret.key", new / "secret.key")
    shutil.rmtree(data)
    new.rename(data)
    await world.start()
    await me.says("/reports")
    assert any(code in label for label in me.sees.labels)
    await saule.taps("button-accept")
    assert me.words("state-accepted-means") in me.text
    assert count(world, "complaint") == 1


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    return said.err


def test_what_is_missing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "ADAL_BACKUP_RECIPIENTS" in refused(["backup", "--to", "x"], capsys)
    monkeypatch.setenv("ADAL_BACKUP_PASSPHRASE", "үш алма")
    assert "--to FOLDER" in refused(["backup"], capsys)
    assert "no database" in refused(["backup", "--to", "x"], capsys)
    (tmp_path / "data").mkdir()
    with closing(sqlite3.connect("data/adal.db")) as connection:
        connection.execute("CREATE TABLE one (x)")
    assert "no key file" in refused(["backup", "--to", "x", "--with-key"], capsys)
    Path("data/secret.key").write_text("1 key")
    assert main(["backup", "--to", "x", "--with-key"]) == 0
    assert "The secret key IS in it" in capsys.readouterr().out
    (file,) = Path("x").iterdir()
    assert main(["restore", str(file), "--into", "new"]) == 0
    assert Path("new/secret.key").read_text() == "1 key"
    capsys.readouterr()
    assert "no such file" in refused(["restore", "nowhere.age"], capsys).lower()
