"""A suggestion, a rating, a question to a lawyer: sent with a number, read at the desk, answered in the chat."""

from __future__ import annotations

from locales.texts import Language
from tests.harness import Someone, World
from tests.scenarios.filed import coordinator
from tests.scenarios.xlsforms import said


async def begins_small(someone: Someone, title: str) -> None:
    """From the start to the first question of a small form."""
    await someone.starts()
    await someone.says("/menu")
    await someone.taps("menu-small")
    if someone.can_tap("consent-agree"):
        await someone.taps("consent-agree")
    await someone.taps_label(title)


async def suggests(someone: Someone, region: str = "") -> None:
    """A suggestion about a region (none: the whole country), without the other optional answers."""
    await begins_small(someone, said(someone, "Ұсыныс", "Предложение"))
    await someone.picks("topic", "roads", form="suggestion")
    await someone.says("Аялдамаға орындық керек")
    await someone.taps("form-done")
    await (someone.picks("region", region, form="suggestion") if region else someone.taps("form-skip"))
    await someone.taps("form-skip")
    await someone.taps("form-skip")
    await someone.taps("form-send")


async def test_a_suggestion_is_numbered_read_and_answered(world: World, language: Language) -> None:
    saule = await coordinator(world, "Сәуле", "Астана", language=language)
    admin = world.admin()
    person = world.citizen("Болат", language)
    await suggests(person)
    assert person.words("small-number", number=1) in person.all_text
    assert person.words("small-next-suggestion") in person.all_text
    # It names no region, and no coordinator holds them all: so it is the admins who hear of it.
    assert not saule.can_tap("small-open")
    await admin.taps("small-open")
    assert "Аялдамаға орындық керек" in admin.text
    assert "Болат" not in admin.all_text
    await admin.taps("small-reply")
    await admin.says("Рақмет, әкімдікке жаздық.")
    assert admin.words("small-replied", said="Рақмет, әкімдікке жаздық.") in admin.all_text
    assert not admin.can_tap("small-reply")
    assert "Рақмет, әкімдікке жаздық." in person.all_text


async def test_a_rating_is_counted_and_not_answered(world: World, language: Language) -> None:
    admin = world.admin()
    await admin.starts()
    person = world.citizen("Болат", language)
    await begins_small(person, said(person, "Қызметті бағалау", "Оценка услуги"))
    await person.picks("institution", "clinic", form="service_rating")
    await person.picks("rating", "5", form="service_rating")
    await person.picks("informal_payment", "no", form="service_rating")
    await person.taps("form-send")
    assert person.words("small-next-rating") in person.all_text
    await admin.taps("small-open")
    assert not admin.can_tap("small-reply")


async def test_a_region_s_coordinator_hears_of_what_is_about_it(world: World, language: Language) -> None:
    saule = await coordinator(world, "Сәуле", "Астана", language=language)
    other = await coordinator(world, "Марат", "Шымкент", language=language)
    await suggests(world.citizen("Болат", language), "KZ-71")
    assert not other.can_tap("small-open")
    await saule.taps("small-open")
    assert "Аялдамаға орындық керек" in saule.text
    assert "Болат" not in saule.all_text


async def test_a_question_to_a_lawyer_is_answered_in_the_chat(world: World, language: Language) -> None:
    saule = await coordinator(world, "Сәуле", "Астана", language=language)
    person = world.citizen("Болат", language)
    await begins_small(person, said(person, "Заңгерге сұрақ", "Вопрос юристу"))
    await person.picks("topic", "money", form="lawyer_question")
    await person.picks("region", "KZ-71", form="lawyer_question")
    await person.says("Мектеп ремонтқа ақша жинай ала ма?")
    await person.taps("form-done")
    await person.taps("form-skip")
    await person.picks("reply_by", "here", form="lawyer_question")
    await person.taps("form-send")
    assert person.words("small-next-lawyer") in person.all_text
    await saule.taps("small-open")
    assert "Мектеп ремонтқа ақша жинай ала ма?" in saule.text
    await saule.taps("small-reply")
    await saule.says("Жоқ, мектеп ақша талап ете алмайды.")
    assert "Жоқ, мектеп ақша талап ете алмайды." in person.all_text
    assert "Сәуле" not in person.all_text
