"""A provider's connection test: each thing that can be wrong has its sentence, and a key follows no redirect."""

import socket

import pytest
from pydantic import SecretStr

from agent_core.agents.check import check_provider
from agent_core.agents.schemas import ModelPrice, Provider, ProviderCheck
from agent_core.agents.store import LONG_AGO
from agent_core.storage.vault import Unreadable
from tests.support.model_list import Answer, ModelList, listing, speaking
from tests.support.server import free_port

KEY = SecretStr("sk-test-0123456789")


def provider(url: str, kind: str = "compatible", *models: str) -> Provider:
    return Provider.model_validate(
        {
            "_id": "p", "name": "P", "kind": kind, "base_url": url, "created_at": LONG_AGO, "updated_at": LONG_AGO,
            "models": [ModelPrice(name=each) for each in models],
        }
    )  # fmt: skip


async def check(url: str, model: str | None = None, key: SecretStr | None = KEY, seconds: float = 10) -> ProviderCheck:
    return await check_provider(provider(url), lambda each: key, model, seconds=seconds)


async def test_the_list_of_models_is_shown() -> None:
    with ModelList(models=listing("b", "a")) as server:
        found = await check(server.url)
    assert (found.ok, found.models, found.error) == (True, ["a", "b"], None)
    assert [(each.path, each.key) for each in server.seen] == [("/v1/models", "Bearer sk-test-0123456789")]


async def test_a_model_that_is_named_is_asked_for_a_word() -> None:
    with ModelList(models=listing("a"), chat=speaking()) as server:
        assert (await check(server.url, "a")).ok
    assert [each.path for each in server.seen] == ["/v1/models", "/v1/chat/completions"]


async def test_a_server_without_a_list_works_when_its_model_speaks() -> None:
    with ModelList(chat=speaking()) as server:
        found = await check(server.url, "a")
    assert (found.ok, found.models) == (True, [])


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(401), "refused the key"),
        (Answer(403), "refused the key"),
        (Answer(404), "/v1"),
        (Answer(429), "busy"),
        (Answer(503), "status 503"),
        (Answer(418), "not OpenAI-compatible"),
        (Answer(200, "<html>a page</html>"), "not OpenAI-compatible"),
        (Answer(200, '{"data": "none"}'), "not OpenAI-compatible"),
        (Answer(200, '{"root": "a secret of the inner network"}'), "not OpenAI-compatible"),
        (Answer(200, "x" * 9_000_000), "not OpenAI-compatible"),
        (Answer(200, "x", {"content-encoding": "gzip"}), "not OpenAI-compatible"),
    ],
)
async def test_each_refusal_has_its_sentence_and_passes_nothing_on(answer: Answer, said: str) -> None:
    with ModelList(models=answer) as server:
        found = await check(server.url)
    assert found.error is not None
    assert (found.ok, found.models) == (False, [])
    assert said in found.error
    assert "secret" not in found.error
    assert KEY.get_secret_value() not in found.error


async def test_without_a_key_it_says_that_one_is_wanted() -> None:
    with ModelList(models=Answer(401)) as server:
        assert (await check(server.url, key=None)).error == "It wants a key: enter one."
    assert server.seen[0].key == ""


async def test_a_key_follows_no_redirect() -> None:
    with ModelList(models=listing("a"), chat=speaking()) as thief:
        away = Answer(307, headers={"location": f"{thief.url}/models"})
        talk = Answer(307, headers={"location": f"{thief.url}/chat/completions"})
        with ModelList(models=away, chat=talk) as server:
            listed, asked = await check(server.url), await check(server.url, "a")
    assert thief.seen == []
    assert listed.error == "It sends us on to another address, where a key must not follow: enter the final address."
    assert "another address" in (asked.error or "")


async def test_an_unknown_model_and_a_wrong_key_show_when_the_model_is_asked() -> None:
    with ModelList(models=listing("a"), chat=Answer(404)) as server:
        assert "b: no model of that name is known" in ((await check(server.url, "b")).error or "")
    with ModelList(models=listing("a"), chat=Answer(401)) as server:
        assert "a: it refused the key" in ((await check(server.url, "a")).error or "")


async def test_openrouter_shows_its_list_to_everybody_so_a_model_is_asked() -> None:
    with ModelList(models=listing("a"), chat=Answer(401)) as server:
        found = await check_provider(provider(server.url, "openrouter", "a"), lambda each: KEY)
    assert "refused the key" in (found.error or "")


async def test_nobody_there_and_a_host_that_is_not_known() -> None:
    assert "Nothing answers at 127.0.0.1" in ((await check(f"http://127.0.0.1:{free_port()}/v1")).error or "")
    found = await check("http://no-such-host.invalid/v1")
    assert found.error == "The host no-such-host.invalid is not known: check the address."


async def test_https_where_none_is_spoken() -> None:
    with ModelList(models=listing("a")) as server:
        assert "https" in ((await check(server.url.replace("http:", "https:"))).error or "")


async def test_a_server_that_says_nothing_is_given_up() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        found = await check(f"http://127.0.0.1:{silent.getsockname()[1]}/v1", seconds=0.3)
    assert found.error == "It did not answer within 0.3 seconds."
    assert found.seconds < 5


async def test_a_key_that_cannot_be_decrypted_is_told() -> None:
    def lost(each: Provider) -> SecretStr:
        raise Unreadable

    found = await check_provider(provider("http://127.0.0.1:9/v1"), lost)
    assert "enter it again" in (found.error or "")
