"""Forms in the chat: a coordinator sends, tries, publishes, replaces and retires them; a volunteer fills them."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from locales.texts import Language
from tests.harness import Someone, World
from tests.pictures import photo
from tests.scenarios.filed import coordinator
from tests.scenarios.steps import count, rows
from tests.scenarios.xlsforms import KK, RU, SURVEY, begins, changed, said, sends_form, volunteer, xlsx


@pytest.fixture
async def saule(world: World, language: Language) -> Someone:
    """A coordinator, once in Kazakh and once in Russian."""
    return await coordinator(world, "Сәуле", "Астана", language=language)


@pytest.fixture
async def daulet(world: World, language: Language) -> Someone:
    """A volunteer, once in Kazakh and once in Russian."""
    return await volunteer(world, "Дәулет", language)


async def published(saule: Someone, content: bytes | None = None) -> None:
    """The form, sent and published."""
    await sends_form(saule, content or xlsx())
    key = "forms-publish" if saule.can_tap("forms-publish") else "forms-replace"
    await (saule.taps(key) if key == "forms-publish" else saule.taps(key, version="1"))
    assert saule.toast == saule.words("forms-published")


async def buys(someone: Someone, product: str, price: str) -> None:
    """One entry of the repeat."""
    await someone.says(product)
    await someone.says(price)


async def fills(someone: Someone, *, broken: bool) -> None:
    """Answers everything up to the review."""
    await someone.taps("form-acknowledge")
    await someone.taps_label("Астана")
    await someone.taps_label(said(someone, "Абай көшесі", "улица Абая"))
    await buys(someone, "Нан", "250")
    await someone.taps("form-go-on")
    await someone.taps_label(
        said(someone, "Иә, бар", "Да, есть") if broken else said(someone, "Жоқ, бәрі бүтін", "Нет, всё цело")
    )
    if broken:
        await someone.does(lambda: someone.phone.send_photo())
        await someone.says("Сатының тақтайы")


async def test_five_mistakes_are_named_with_their_rows(world: World, saule: Someone) -> None:
    wrong = [dict(row) for row in SURVEY]
    wrong[1]["type"] = "select_one towns"
    wrong[2]["choice_filter"] = "city=${town}"
    wrong[5]["constraint"] = ". >= "
    wrong[8]["name"] = "broken"
    wrong[10]["calculation"] = "iff(${broken} = 'yes', 1, 0)"
    await sends_form(saule, xlsx(wrong))
    assert saule.words("form-faulty", name="yard.xlsx", count=5, lines="").strip() in saule.text
    for row in (3, 4, 7, 10, 12):
        assert said(saule, f"survey, {row}-жол", f"survey, строка {row}") in saule.text
    assert count(world, "form_version") == 0
    assert count(world, "evidence") == 0


async def test_many_problems_come_as_a_file_too(world: World, saule: Someone) -> None:
    wrong = [*SURVEY, *({"type": "integer", "name": f"q{n}", KK: "?", RU: "?", "constraint": ". >"} for n in range(20))]
    await sends_form(saule, xlsx(wrong))
    assert saule.text.count("survey, ") == 10
    (report,) = [
        shown.body["document"] for shown in saule.phone.messages() if "document" in shown.body and not shown.outgoing
    ]
    stored = world.cloud.files.find(report["file_id"])
    assert stored is not None
    assert "20. " in world.cloud.files.content(stored).decode()


async def test_something_else_is_no_form(world: World, saule: Someone) -> None:
    await sends_form(saule, b"PK\x03\x04 broken", "yard.xlsx")
    assert saule.words("form-faulty", name="yard.xlsx", count=1, lines="").strip() in saule.text
    await sends_form(saule, b"no table at all", "letter.zip")
    assert "letter.zip" in saule.text


async def test_a_good_form_is_previewed_tried_and_published(world: World, saule: Someone, daulet: Someone) -> None:
    await sends_form(saule, xlsx())
    assert saule.words("forms-languages-both") in saule.text
    assert saule.words("forms-no-warnings") in saule.text
    assert "Двор" in saule.text if saule.language == "ru" else "Аула" in saule.text
    await saule.taps("forms-try")
    assert saule.words("forms-trial") in saule.text
    await fills(saule, broken=True)
    await saule.taps("form-send")
    assert saule.words("forms-trial-over") in saule.text
    assert (count(world, "submission"), count(world, "draft"), count(world, "evidence")) == (0, 0, 0)
    await daulet.says("/checklists")
    if daulet.can_tap("consent-agree"):
        await daulet.taps("consent-agree")
    assert said(daulet, "Аула", "Двор") not in daulet.sees.labels
    await saule.taps("forms-back")
    await saule.taps("forms-publish")
    assert saule.words("forms-state-published") in saule.text
    await begins(daulet, said(daulet, "Аула", "Двор"))
    assert said(daulet, "Тек бақылаймыз", "Мы только наблюдаем") in daulet.text


async def test_a_volunteer_fills_a_checklist(world: World, saule: Someone, daulet: Someone) -> None:
    await published(saule)
    await begins(daulet, said(daulet, "Аула", "Двор"))
    await daulet.taps("form-acknowledge")
    await daulet.taps_label("Алматы")
    assert [label for label in daulet.sees.labels if "Аба" in label] == []  # the cascade offers Almaty's streets only
    await daulet.taps("form-back")
    await daulet.taps_label("Астана")
    await daulet.taps_label(said(daulet, "Кенесары көшесі", "улица Кенесары"))
    await daulet.says("Нан")
    await daulet.says("-5")
    assert said(daulet, "Баға теріс болмайды.", "Цена не бывает отрицательной.") in daulet.text
    await daulet.says("180")
    await daulet.taps("form-add")
    await daulet.says("Сүт")
    await daulet.says("500")
    await daulet.taps("form-go-on")
    await daulet.taps_label(said(daulet, "Иә, бар", "Да, есть"))
    await daulet.does(lambda: daulet.phone.send_photo(photo()))
    await daulet.says("Сатының тақтайы")
    await daulet.taps("form-send")
    assert daulet.words("forms-thanks", title=said(daulet, "Аула", "Двор")) in daulet.text
    assert daulet.words("forms-findings", count=1) in daulet.text
    assert rows(world, "SELECT form, version, region, findings FROM submission") == [("yard", "1", "KZ-71", 1)]
    assert rows(world, "SELECT state, person_id FROM evidence") == [("stored", None)]
    assert count(world, "draft") == 0
    await saule.says("/forms")
    await saule.taps_label(f"✅ {said(saule, 'Аула', 'Двор')}")
    assert saule.words("forms-results", count=1) in saule.text


async def test_an_answer_changed_in_the_review_hides_two_later_ones(
    world: World, saule: Someone, daulet: Someone
) -> None:
    await published(saule)
    await begins(daulet, said(daulet, "Аула", "Двор"))
    await fills(daulet, broken=True)
    assert "Сатының тақтайы" in daulet.text
    shown = next(line for line in daulet.text.splitlines() if said(daulet, "Сынған зат", "Есть сломанное") in line)
    await daulet.taps_label(f"✏️ {shown.split('.')[0]}")
    await daulet.taps_label(said(daulet, "Жоқ, бәрі бүтін", "Нет, всё цело"))
    assert "Сатының тақтайы" not in daulet.text
    assert said(daulet, "түсіріңіз", "Снимите") not in daulet.text
    await daulet.taps("form-send")
    assert daulet.words("forms-findings", count=0) in daulet.text
    assert rows(world, "SELECT submission_id FROM evidence WHERE submission_id IS NOT NULL") == []


async def test_half_way_through_when_a_new_version_is_published(world: World, saule: Someone, daulet: Someone) -> None:
    await published(saule)
    await begins(daulet, said(daulet, "Аула", "Двор"))
    await daulet.taps("form-acknowledge")
    second = changed("broken", **{KK: "Бұзылған зат бар ма?", RU: "Есть испорченное?"})
    await published(saule, xlsx(second, version="2"))
    await world.stop()
    await world.start()
    await daulet.taps_label("Астана")
    await daulet.taps_label(said(daulet, "Абай көшесі", "улица Абая"))
    await buys(daulet, "Нан", "200")
    await daulet.taps("form-go-on")
    assert said(daulet, "Сынған зат бар ма?", "Есть сломанное?") in daulet.text
    await daulet.taps_label(said(daulet, "Жоқ, бәрі бүтін", "Нет, всё цело"))
    await daulet.taps("form-send")
    await begins(daulet, said(daulet, "Аула", "Двор"))
    await fills_until_broken(daulet)
    assert said(daulet, "Бұзылған зат бар ма?", "Есть испорченное?") in daulet.text
    await daulet.taps_label(said(daulet, "Жоқ, бәрі бүтін", "Нет, всё цело"))
    await daulet.taps("form-send")
    assert rows(world, "SELECT version FROM submission ORDER BY id") == [("1",), ("2",)]


async def fills_until_broken(someone: Someone) -> None:
    """The short way to the last question."""
    await someone.taps("form-acknowledge")
    await someone.taps_label("Астана")
    await someone.taps_label(said(someone, "Абай көшесі", "улица Абая"))
    await buys(someone, "Нан", "200")
    await someone.taps("form-go-on")


async def test_the_same_version_twice_and_the_bots_own_forms_are_refused(world: World, saule: Someone) -> None:
    await published(saule)
    await sends_form(saule, xlsx(changed("broken", **{KK: "Басқа", RU: "Другое"})))
    assert said(saule, "нұсқасы бар", "уже есть") in saule.text
    await sends_form(saule, xlsx(form="complaint"), "complaint.xlsx")
    assert said(saule, "боттың өз", "собственная анкета") in saule.text
    assert count(world, "form_version") == 1


async def test_a_form_is_downloaded_as_it_was_sent_and_retired(world: World, saule: Someone, daulet: Someone) -> None:
    content = xlsx()
    await published(saule, content)
    await saule.taps("forms-download")
    (sent,) = [
        shown.body["document"] for shown in saule.phone.messages() if "document" in shown.body and not shown.outgoing
    ]
    stored = world.cloud.files.find(sent["file_id"])
    assert stored is not None
    assert (sent["file_name"], world.cloud.files.content(stored)) == ("yard.xlsx", content)
    await begins(daulet, said(daulet, "Аула", "Двор"))
    await saule.taps("forms-retire")
    assert saule.words("forms-state-retired") in saule.text
    await fills(daulet, broken=False)
    await daulet.taps("form-send")
    assert count(world, "submission") == 1
    await daulet.says("/checklists")
    assert said(daulet, "Аула", "Двор") not in daulet.sees.labels


async def test_a_zip_with_a_picture_shows_it_at_its_question(world: World, saule: Someone) -> None:
    pictured = changed("city", **{"media::image": "sign.jpg"})
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("yard/yard.xlsx", xlsx(pictured))
        archive.writestr("yard/media/sign.jpg", photo())
    await sends_form(saule, packed.getvalue(), "yard.zip")
    assert saule.words("forms-no-warnings") in saule.text
    await saule.taps("forms-try")
    await saule.taps("form-acknowledge")
    assert len([1 for shown in saule.phone.messages() if "photo" in shown.body and not shown.outgoing]) == 1


async def test_choices_have_their_pictures_on_each_page_of_a_long_list(world: World, saule: Someone) -> None:
    choices = "".join(
        f"| | place | p{n} | Орын {n} | Место {n} | {'sign.jpg' if n == 15 else ''} |\n" for n in range(1, 31)
    )
    form = (
        "| survey |\n| | type | name | label::Қазақша (kk) | label::Русский (ru) |\n"
        "| | select_one place | a | Қай жер? | Какое место? |\n\n"
        "| choices |\n| | list_name | name | label::Қазақша (kk) | label::Русский (ru) | media::image |\n"
        f"{choices}\n| settings |\n| | form_id | version |\n| | pictured | 1 |\n"
    )
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("pictured.md", form)
        archive.writestr("sign.jpg", photo())
    await sends_form(saule, packed.getvalue(), "pictured.zip")
    await saule.taps("forms-try")
    label = said(saule, "Орын 15", "Место 15")

    def captions() -> list[str]:
        return [one.text for one in saule.phone.messages() if "photo" in one.body and not one.outgoing]

    assert captions() == []
    await saule.taps_label("›")
    assert label in saule.sees.labels
    assert captions() == [f"15. {label}"]
    asked = saule.sees.id
    await saule.taps_label(label)
    assert saule.sees.id > asked, "the answer is followed by a new message: the pictures stay above their own question"
    await saule.taps("form-back")
    await saule.taps_label("›")
    assert captions() == [f"15. {label}"] * 2, "and come again with it"


async def test_unfinished_answers_are_not_lost_by_beginning_something_else(
    world: World, saule: Someone, daulet: Someone
) -> None:
    await published(saule)
    title = said(daulet, "Аула", "Двор")
    await begins(daulet, title)
    await daulet.taps("form-acknowledge")
    await begins(daulet, title)
    assert daulet.words("forms-unfinished", title=title) in daulet.text
    await daulet.taps("draft-continue")
    assert said(daulet, "Қай қала?", "Какой город?") in daulet.text
    await begins(daulet, title)
    await daulet.taps("forms-drop")
    await daulet.taps("draft-drop-yes")
    assert said(daulet, "Тек бақылаймыз", "Мы только наблюдаем") in daulet.text
    await daulet.says("/menu")
    await daulet.says("Кеше пара сұрады")
    assert daulet.words("draft-unfinished") in daulet.text
    assert count(world, "draft") == 1


async def test_the_bots_own_checklists_are_there_and_can_be_retired(
    world: World, saule: Someone, daulet: Someone
) -> None:
    title = said(daulet, "Дәріхана", "Аптека")
    await begins(daulet, title)
    await saule.says("/forms")
    while f"✅ {said(saule, 'Дәріхана', 'Аптека')}" not in saule.sees.labels:
        await saule.taps_label("›")
    await saule.taps_label(f"✅ {said(saule, 'Дәріхана', 'Аптека')}")
    await saule.taps("forms-retire")
    assert saule.words("forms-state-retired") in saule.text
    await daulet.taps("form-acknowledge")
    assert daulet.words("form-retired") not in daulet.text
    await saule.taps("forms-publish")
    assert saule.words("forms-state-published") in saule.text


async def test_strangers_have_no_checklists_and_no_forms(world: World, saule: Someone, language: Language) -> None:
    await published(saule)
    aigul = world.citizen("Айгүл", language)
    await aigul.starts()
    for route in ("forms:0", "forms.open:1", "forms.retire:1", "forms.try:1", "form.begin:yard", "checklists:0"):
        await aigul.does(lambda route=route: aigul.phone.forge(aigul.sees.id, route))  # type: ignore[misc]
        assert said(aigul, "Аула", "Двор") not in aigul.text
    await sends_form(aigul, xlsx())
    assert count(world, "form_version") == 1
    await aigul.says("/menu")
    await aigul.taps("menu-small")
    await aigul.taps("consent-agree")
    await aigul.taps_label(said(aigul, "Қызметті бағалау", "Оценка услуги"))
    assert count(world, "draft") == 1
