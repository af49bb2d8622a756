"""The key file and the one process that may use the data."""

from __future__ import annotations

import base64
import subprocess
import sys
from pathlib import Path

import pytest

from storage.keys import BadKeyFile, load_or_make
from storage.lock import DataInUse, DataLock


def test_made_once_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "data" / "secret.key"
    vault, made = load_or_make(None, file)
    assert made
    assert file.stat().st_mode & 0o777 == 0o600
    assert sorted(one.name for one in file.parent.iterdir()) == ["secret.key"]
    again, made = load_or_make(None, file)
    assert not made
    assert again.open("draft", "1", vault.seal("draft", "1", b"words")) == b"words"


def test_the_settings_key_goes_first_and_makes_no_file(tmp_path: Path) -> None:
    vault, made = load_or_make(b"k" * 32, tmp_path / "secret.key")
    assert not made
    assert not (tmp_path / "secret.key").exists()
    assert load_or_make(b"k" * 32, tmp_path / "x")[0].key_of(1) == vault.key_of(1)


def test_the_last_line_is_the_current_key(tmp_path: Path) -> None:
    file = tmp_path / "secret.key"
    old, _ = load_or_make(None, file)
    sealed = old.seal("draft", "1", b"words")
    with file.open("a") as opened:
        opened.write(f"2 {base64.b64encode(b'n' * 32).decode()}\n")
    rotated, _ = load_or_make(None, file)
    assert rotated.open("draft", "1", sealed) == b"words"
    assert rotated.seal("draft", "1", b"words")[1] == 2


@pytest.mark.parametrize("content", ["", "\n", "1 short\n", "x" * 44, f"0 {'A' * 43}=\n", "1 " + "A" * 20, "ключ"])
def test_a_broken_file_is_named_and_left_alone(tmp_path: Path, content: str) -> None:
    file = tmp_path / "secret.key"
    file.write_text(content, encoding="utf-8")
    file.chmod(0o600)
    with pytest.raises(BadKeyFile, match="put back your copy") as refused:
        load_or_make(None, file)
    assert str(file) in str(refused.value)
    assert file.read_text(encoding="utf-8") == content


def test_a_file_others_can_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret.key"
    load_or_make(None, file)
    file.chmod(0o644)
    with pytest.raises(BadKeyFile, match="chmod 600"):
        load_or_make(None, file)


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(BadKeyFile, match="cannot be read"):
        load_or_make(None, tmp_path)


HOLD = """
import sys
from pathlib import Path
from storage.lock import DataLock
with DataLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_is_refused_until_the_first_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    command = [sys.executable, "-c", HOLD, str(folder)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with pytest.raises(DataInUse) as refused, DataLock(folder):
            pass
        first.kill()
    assert str(first.pid) in str(refused.value)
    assert "ADAL_DATA_DIR" in str(refused.value)
    with DataLock(folder):
        pass


def test_other_data_is_not_locked(tmp_path: Path) -> None:
    with DataLock(tmp_path / "one"), DataLock(tmp_path / "two"), pytest.raises(DataInUse), DataLock(tmp_path / "one"):
        pass
