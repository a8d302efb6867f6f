import asyncio

import pytest

from agent_core.errors import Conflict, InvalidInput, NotFound
from agent_core.memory.people import People, Person
from agent_core.storage.database import Database


@pytest.fixture
def people(database: Database) -> People:
    return People(database.collection("users"))


async def add(people: People, email: str = "ana@example.org", name: str = "Ana") -> Person:
    return await people.create(name=name, email=email, password_hash="$hash", zone="Europe/Madrid")


async def test_a_person_is_found_by_id_and_by_address_in_any_spelling(people: People) -> None:
    ana = await add(people, " Ana@Example.ORG ")
    assert ana.email == "ana@example.org"
    assert (await people.get(ana.id)).name == "Ana"
    found = await people.by_email("ANA@example.org ")
    assert found is not None
    assert found.id == ana.id


async def test_an_address_is_taken_once_whatever_its_letters(people: People) -> None:
    await add(people)
    with pytest.raises(Conflict, match=r"ana@example\.org already"):
        await add(people, "ANA@EXAMPLE.org")
    assert await people.count() == 1


async def test_of_many_that_take_an_address_at_once_one_gets_it(people: People) -> None:
    tried = await asyncio.gather(*(add(people) for _ in range(8)), return_exceptions=True)
    assert sum(isinstance(each, Person) for each in tried) == 1
    assert sum(isinstance(each, Conflict) for each in tried) == 7


async def test_what_is_changed_is_changed_and_the_rest_stays(people: People) -> None:
    ana = await add(people)
    changed = await people.update(ana.id, zone="Asia/Tokyo", language="es")
    assert (changed.name, changed.zone, changed.language) == ("Ana", "Asia/Tokyo", "es")
    assert (await people.update(ana.id)).zone == "Asia/Tokyo"
    assert (await people.update(ana.id, name=" Ana María ")).name == "Ana María"


@pytest.mark.parametrize("zone", ["", "Mars/Base", "../../etc/passwd", "Europe", "a\0b", "x" * 5000])
async def test_what_is_no_time_zone_is_refused_and_nothing_changes(people: People, zone: str) -> None:
    ana = await add(people)
    with pytest.raises(InvalidInput, match="not a time zone"):
        await people.update(ana.id, name="Eve", zone=zone)
    assert (await people.get(ana.id)).name == "Ana"


async def test_a_name_of_spaces_is_refused(people: People) -> None:
    with pytest.raises(InvalidInput, match="name"):
        await add(people, name="  ")


async def test_nobody_is_not_found(people: People) -> None:
    assert await people.by_email("nobody@example.org") is None
    with pytest.raises(NotFound):
        await people.get("nobody")
    with pytest.raises(NotFound):
        await people.update("nobody", name="x")
    with pytest.raises(NotFound):
        await people.set_password("nobody", "$new")


async def test_the_list_comes_in_pages_in_the_order_of_joining(people: People) -> None:
    made = [(await add(people, f"{number}@example.org")).id for number in range(5)]
    first = await people.list(limit=2)
    rest = await people.list(after=first[-1].id)
    assert [each.id for each in (*first, *rest)] == made


async def test_an_administrator_is_noticed(people: People) -> None:
    await add(people)
    assert not await people.has_admin()
    await people.create(name="Root", email="root@example.org", password_hash="$hash", role="admin")
    assert await people.has_admin()


async def test_a_password_is_replaced_and_never_shown(people: People) -> None:
    ana = await add(people)
    await people.set_password(ana.id, "$new")
    again = await people.get(ana.id)
    assert again.password_hash == "$new"
    assert "$new" not in repr(again)
