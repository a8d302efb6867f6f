"""Codes and links: one use, ten minutes, one owner; guessing is stopped; whoever comes second gets nothing."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from agent_core.errors import AgentError, Conflict, InvalidInput, NotFound, RateLimited
from agent_core.memory.codes import LIFE, TRIES, WINDOW, Codes, looks_like_code
from agent_core.memory.links import Link, Links
from agent_core.memory.notices import Notices
from agent_core.queue.bus import Bus
from agent_core.storage.database import Database

MOST = 30  # tries of all accounts together


class World:
    def __init__(self, database: Database) -> None:
        self.now = datetime(2026, 11, 21, 12, tzinfo=UTC)
        self.kept = database.collection("link_codes")
        self.tries = database.collection("link_tries")
        self.codes = Codes(self.kept, self.tries, tries_of_all=MOST)
        self.notices = Notices(database.collection("notifications"), Bus())
        self.links = Links(database.collection("links"), self.codes, self.notices, lambda: self.now)

    async def linked(self, user_id: str = "ana", external_id: str = "1") -> Link:
        code = await self.links.code(user_id)
        return await self.links.claim("telegram", external_id, "Ana T.", code.text)


@pytest.fixture
def world(database: Database) -> World:
    return World(database)


async def refusal(world: World, code: str, external_id: str = "1") -> str:
    with pytest.raises(NotFound) as caught:
        await world.links.claim("telegram", external_id, "Ana T.", code)
    return caught.value.message


async def test_a_code_links_an_account_to_the_person_who_made_it(world: World) -> None:
    link = await world.linked()
    assert (link.id, link.user_id, link.name) == ("telegram:1", "ana", "Ana T.")
    assert await world.links.person_of("telegram", "1") == link
    assert await world.links.of("ana") == [link]
    assert await world.links.of("ben") == []


async def test_a_code_may_be_typed_as_it_is_read(world: World) -> None:
    code = (await world.links.code("ana")).text
    assert looks_like_code(code)
    spoken = code.replace("-", " ").replace("1", "l").replace("0", "o").lower()
    assert (await world.links.claim("telegram", "1", "", spoken)).user_id == "ana"


@pytest.mark.parametrize(
    "text", ["hello", "12345678901", "remind me", "help desk", "HELP-DESK", "7K3M-9QTU", "7K3M 9QT", ""]
)
def test_other_messages_do_not_look_like_a_code(text: str) -> None:
    assert not looks_like_code(text)


async def test_the_code_itself_is_not_kept(world: World) -> None:
    code = (await world.links.code("ana")).text
    (kept,) = [each async for each in world.kept.find({})]
    assert code not in str(kept)
    assert code.replace("-", "") not in str(kept)


async def test_wrong_used_replaced_and_expired_codes_get_the_same_answer(world: World) -> None:
    used = (await world.links.code("ana")).text
    await world.links.claim("telegram", "1", "", used)
    replaced = (await world.links.code("ana")).text
    expired = (await world.links.code("ana")).text
    answers = {await refusal(world, code) for code in (used, replaced, "0000-0000", "x")}
    world.now += LIFE
    answers.add(await refusal(world, expired, "2"))
    assert len(answers) == 1


async def test_a_code_lives_to_its_last_second(world: World) -> None:
    code = (await world.links.code("ana")).text
    world.now += LIFE - timedelta(seconds=1)
    assert (await world.links.claim("telegram", "1", "", code)).user_id == "ana"


async def test_two_claims_of_one_code_at_once_link_one_account(world: World) -> None:
    code = (await world.links.code("ana")).text
    claims = [world.links.claim("telegram", str(number), "", code) for number in range(8)]
    results = await asyncio.gather(*claims, return_exceptions=True)
    assert sum(isinstance(each, Link) for each in results) == 1
    assert sum(isinstance(each, NotFound) for each in results) == 7
    assert len(await world.links.of("ana")) == 1


async def test_of_two_codes_made_at_once_one_is_good(world: World) -> None:
    codes = await asyncio.gather(*(world.links.code("ana") for _ in range(6)))
    assert await world.kept.count_documents({"user_id": "ana"}) == 1
    good = 0
    for number, code in enumerate(codes):
        try:
            await world.links.claim("telegram", str(number), "", code.text)
            good += 1
        except NotFound:
            continue
    assert good == 1


async def test_an_account_of_somebody_else_is_refused_without_saying_whose_and_the_code_is_spent(world: World) -> None:
    await world.linked("ana")
    code = (await world.links.code("ben")).text
    with pytest.raises(Conflict) as caught:
        await world.links.claim("telegram", "1", "Ben", code)
    assert "ana" not in caught.value.message.lower().split()
    assert (await world.links.person_of("telegram", "1")) == (await world.links.of("ana"))[0]
    await refusal(world, code, "2")


async def test_two_people_who_claim_one_account_at_once_get_one_owner(world: World) -> None:
    codes = {name: (await world.links.code(name)).text for name in ("ana", "ben", "cai")}
    claims = [world.links.claim("telegram", "1", name, code) for name, code in codes.items()]
    results = await asyncio.gather(*claims, return_exceptions=True)
    won = [each for each in results if isinstance(each, Link)]
    assert len(won) == 1
    assert sum(isinstance(each, Conflict) for each in results) == 2
    owner = await world.links.person_of("telegram", "1")
    assert owner is not None
    assert owner.user_id == won[0].user_id


async def test_linking_again_by_the_same_person_changes_only_the_name(world: World) -> None:
    first = await world.linked()
    again = await world.links.claim("telegram", "1", "Ana Tomić", (await world.links.code("ana")).text)
    assert (again.session_id, again.name) == (first.session_id, "Ana Tomić")


async def test_five_wrong_codes_stop_the_account_but_no_other(world: World) -> None:
    code = (await world.links.code("ana")).text
    for _ in range(TRIES):
        await refusal(world, "0000-0000")
    with pytest.raises(RateLimited) as caught:
        await world.links.claim("telegram", "1", "", code)  # the right one: else the limit would tell it
    assert 0 < caught.value.retry_after <= WINDOW.total_seconds()
    assert (await world.links.claim("telegram", "2", "", code)).user_id == "ana"


async def test_the_limit_ends_even_for_one_who_goes_on_trying(world: World) -> None:
    for _ in range(TRIES):
        await refusal(world, "0000-0000")
    for _ in range(10):
        world.now += timedelta(minutes=1)
        with pytest.raises(RateLimited):
            await world.links.claim("telegram", "1", "", "0000-0000")
    world.now += timedelta(minutes=5)
    await world.linked()


async def test_guesses_sent_at_once_are_not_free(world: World) -> None:
    guesses = [world.links.claim("telegram", "1", "", "0000-0000") for _ in range(20)]
    results = await asyncio.gather(*guesses, return_exceptions=True)
    assert sum(isinstance(each, NotFound) for each in results) <= TRIES
    assert all(isinstance(each, NotFound | RateLimited) for each in results)


async def test_guessing_from_many_accounts_is_stopped_in_all(world: World) -> None:
    for number in range(MOST):  # the control: up to the limit each is looked at
        await refusal(world, "0000-0000", str(number))
    with pytest.raises(RateLimited):
        await world.linked("ana", "another")


async def test_a_success_does_not_count_as_a_try(world: World) -> None:
    for number in range(TRIES + 3):
        await world.linked("ana", "1" if number % 2 else "2")


async def test_the_person_is_told_of_linking_and_unlinking(world: World) -> None:
    link = await world.linked()
    await world.links.unlink(link.id, "ana")
    titles = [each.title for each in await world.notices.list("ana")]
    assert titles == ["Telegram account Ana T. was unlinked", "Telegram account Ana T. was linked"]
    assert await world.notices.list("ben") == []


async def test_somebody_elses_link_is_not_found(world: World) -> None:
    link = await world.linked()
    links, ben = world.links, "ben"
    for attempt in (links.get(link.id, ben), links.unlink(link.id, ben), links.set_notify(link.id, ben, False)):
        with pytest.raises(NotFound):
            await attempt
    assert await world.links.of("ana") == [link]


async def test_a_link_made_anew_is_another_one_to_old_tokens(world: World) -> None:
    first = await world.linked()
    assert await world.links.stands(first.id, first.session_id, "ana")
    assert not await world.links.stands(first.id, first.session_id, "ben")
    await world.links.release("telegram", "1")
    assert not await world.links.stands(first.id, first.session_id, "ana")
    second = await world.linked()
    assert not await world.links.stands(first.id, first.session_id, "ana")
    assert await world.links.stands(second.id, second.session_id, "ana")


async def test_unlinking_a_link_seen_before_does_not_remove_the_one_made_since(world: World) -> None:
    await world.linked("ana")
    await world.links.release("telegram", "1")
    await world.linked("ben")
    with pytest.raises(NotFound):
        await world.links.unlink("telegram:1", "ana")
    assert [each.id for each in await world.links.of("ben")] == ["telegram:1"]


@pytest.mark.parametrize(
    ("platform", "external_id"),
    [("Telegram", "1"), ("tele:gram", "1"), ("", "1"), ("telegram", ""), ("telegram", "a\nb"), ("telegram", "x" * 201)],
)
async def test_what_names_no_account_is_refused(world: World, platform: str, external_id: str) -> None:
    with pytest.raises(InvalidInput):
        await world.links.person_of(platform, external_id)


async def test_an_address_has_one_link_however_it_is_written(world: World) -> None:
    code = await world.links.code("ana")
    await world.links.claim("email", " Ana@Example.org", "", code.text)
    found = await world.links.person_of("email", "ana@example.ORG ")
    assert found is not None
    assert found.user_id == "ana"


async def test_the_name_a_platform_gives_is_one_plain_line(world: World) -> None:
    code = await world.links.code("ana")
    link = await world.links.claim("telegram", "1", "Ana\n\u202e" + "x" * 200, code.text)
    assert link.name.startswith("Ana x")
    assert len(link.name) == 80


async def test_a_use_is_noted_once_a_minute(world: World) -> None:
    link = await world.linked()
    for seconds, noted in ((30, False), (31, True)):
        world.now += timedelta(seconds=seconds)
        await world.links.used(link)
        (now,) = await world.links.of("ana")
        assert (now.last_used_at > link.last_used_at) is noted


async def test_every_error_is_one_of_ours(world: World) -> None:
    results = await asyncio.gather(
        *(world.links.claim("telegram", "1", "", each) for each in ("", "\x00", "💥", "A" * 5000)),
        return_exceptions=True,
    )
    assert all(isinstance(each, AgentError) for each in results)
