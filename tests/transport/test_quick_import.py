"""aiogram's types work as ever when they are built only when needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from aiogram import types
from aiogram.methods import SendMessage
from pydantic import BaseModel, ValidationError

HOUSE = Path(__file__).parents[2]
LAZY = """
from transport.quick_import import import_aiogram
import_aiogram()
from aiogram import types
built = [n for n in types.__all__ if getattr(getattr(types, n), "__pydantic_complete__", False)]
print(len(built), len(types.__all__))
"""


def test_most_types_are_not_built_at_import() -> None:
    done = subprocess.run([sys.executable, "-c", LAZY], cwd=HOUSE, capture_output=True, text=True, check=True)
    built, known = map(int, done.stdout.split())
    assert built < known / 2


@pytest.mark.parametrize("name", [n for n in types.__all__ if isinstance(getattr(types, n), type)])
def test_every_type_can_be_built(name: str) -> None:
    model = getattr(types, name)
    if issubclass(model, BaseModel):
        assert model.model_rebuild() is not False
        assert model.__pydantic_complete__


def test_a_method_takes_and_refuses_what_it_should() -> None:
    key = types.InlineKeyboardButton(text="Иә", callback_data="yes")
    sent = SendMessage(chat_id=5, text="сәлем", reply_markup=types.InlineKeyboardMarkup(inline_keyboard=[[key]]))
    assert sent.model_dump(exclude_none=True)["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "yes"
    with pytest.raises(ValidationError):
        SendMessage.model_validate({"chat_id": 5})
