"""What is sealed opens only whole, in its place, with the key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.vault import Tampered, Vault

OLD, NEW = b"o" * 32, b"n" * 32
VAULT = Vault({1: OLD}, current=1)


@given(st.binary(max_size=300), st.text(max_size=20))
def test_what_is_sealed_opens_again(plain: bytes, identity: str) -> None:
    assert VAULT.open("draft", identity, VAULT.seal("draft", identity, plain)) == plain


@given(st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_every_changed_byte_is_noticed(position: int, change: int) -> None:
    sealed = bytearray(VAULT.seal("draft", "1", b"20 000"))
    sealed[position % len(sealed)] ^= change
    with pytest.raises(Tampered):
        VAULT.open("draft", "1", bytes(sealed))


@pytest.mark.parametrize(("purpose", "identity"), [("note", "1"), ("draft", "2"), ("draf", "t1")])
def test_elsewhere_it_does_not_open(purpose: str, identity: str) -> None:
    with pytest.raises(Tampered):
        VAULT.open(purpose, identity, VAULT.seal("draft", "1", b"words"))


def test_purpose_and_identity_are_kept_apart() -> None:
    sealed = VAULT.seal("a", "b|c", b"words")
    with pytest.raises(Tampered):
        VAULT.open("a|b", "c", sealed)


@pytest.mark.parametrize("short", [b"", b"\x01", b"\x01\x01", b"\x01\x01" + b"x" * 12, b"plain text of a citizen"])
def test_what_was_never_sealed_is_refused(short: bytes) -> None:
    with pytest.raises(Tampered):
        VAULT.open("draft", "1", short)


def test_equal_words_do_not_look_equal() -> None:
    assert VAULT.seal("draft", "1", b"words") != VAULT.seal("draft", "1", b"words")


def test_text_and_json_come_back() -> None:
    value = {"story": "Пара сұрады: Ә Ғ Қ Ң", "amount": 20000, "when": None}
    assert VAULT.open_json("draft", "1", VAULT.seal_json("draft", "1", value)) == value
    assert VAULT.open_text("note", "1", VAULT.seal_text("note", "1", "ескерту")) == "ескерту"


def test_after_a_new_key_the_old_data_opens_and_people_are_still_found() -> None:
    rotated = Vault({1: OLD, 2: NEW}, current=2)
    assert rotated.open("draft", "1", VAULT.seal("draft", "1", b"words")) == b"words"
    assert rotated.key_of(700_000_001) == VAULT.key_of(700_000_001)
    with pytest.raises(Tampered):
        VAULT.open("draft", "1", rotated.seal("draft", "1", b"words"))


def test_a_lookup_hash_needs_the_key_and_knows_its_purpose() -> None:
    assert VAULT.key_of(700_000_001) != Vault({1: NEW}, current=1).key_of(700_000_001)
    assert VAULT.hash_of("invite", "x") != VAULT.hash_of("outbox", "x")


@pytest.mark.parametrize(("keys", "current"), [({1: OLD}, 2), ({0: OLD}, 0), ({256: OLD}, 256), ({1: b"short"}, 1)])
def test_unusable_keys_are_refused(keys: dict[int, bytes], current: int) -> None:
    with pytest.raises(ValueError, match="key"):
        Vault(keys, current=current)
