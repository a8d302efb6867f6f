"""What an author writes, and what is said about every mistake in it."""

from pathlib import Path

import pytest
from pydantic import BaseModel, SecretStr, ValidationError

from agent_core import contract
from agent_core.contract import Call, CapabilityPackage, Result, Risk, capability
from agent_core.declaration import DeclarationError
from agent_core.errors import CredentialMissing, NotFound
from tests.support.calls import call


class City(BaseModel):
    name: str


class Weather(Result):
    degrees: int


class Forecasts(CapabilityPackage):
    name = "weather"
    description = "Tells the weather."

    @capability(risk=Risk.READ, needs=["station"], examples=["weather in {name}"])
    async def look(self, call: Call, city: City) -> Weather:
        """Tell how warm it is."""
        return Weather(text=f"{city.name}: 20 degrees, says {call.secret('station')}.", degrees=20)

    @capability(risk=Risk.WRITE, undo="unsubscribe", needs=["station", "mail"])
    async def subscribe(self, call: Call, city: City) -> Result:
        """Send the weather every morning."""
        return Result(text="Subscribed.")

    async def unsubscribe(self, call: Call, result: Result) -> Result:
        return Result(text="Unsubscribed.")


def test_the_module_an_author_reads_stays_short() -> None:
    assert len(Path(contract.__file__).read_text().splitlines()) <= 150


def test_functions_are_described_by_name_docstring_and_the_schema_of_their_arguments() -> None:
    look, subscribe = Forecasts().functions
    assert (look["name"], look["description"]) == ("weather.look", "Tell how warm it is.")
    assert look["parameters"]["required"] == ["name"]
    assert subscribe["name"] == "weather.subscribe"


def test_the_declared_undo_is_bound() -> None:
    look, subscribe = Forecasts().capabilities()
    assert look.undo is None
    assert subscribe.undo is not None


def test_a_package_that_extends_another_has_the_functions_of_both() -> None:
    class More(Forecasts):
        @capability(risk=Risk.READ)
        async def warn(self, call: Call, city: City) -> Result:
            """Tell of storms."""
            return Result()

    assert [each.name for each in More().capabilities()] == ["weather.look", "weather.subscribe", "weather.warn"]


@pytest.mark.parametrize("name", ["look", "weather.look"])
async def test_a_function_is_executed_by_its_short_or_full_name(name: str) -> None:
    result = await Forecasts().execute(name, {"name": "Lyon"}, call(secrets={"station": SecretStr("me")}))
    assert result == Weather(text="Lyon: 20 degrees, says me.", degrees=20)


async def test_executing_what_is_not_there_or_does_not_fit_is_refused() -> None:
    with pytest.raises(NotFound, match="no capability 'rain'"):
        await Forecasts().execute("rain", {}, call())
    with pytest.raises(ValidationError):
        await Forecasts().execute("look", {}, call())


async def test_a_credential_that_is_not_connected_is_named() -> None:
    with pytest.raises(CredentialMissing, match="station"):
        await Forecasts().execute("look", {"name": "Lyon"}, call())


def test_the_credentials_of_all_functions_are_listed_once() -> None:
    assert Forecasts().get_required_credentials() == ["mail", "station"]


class Careless(CapabilityPackage):
    name = "Care Less"

    @capability(risk=Risk.READ, undo="nothing", examples=["look at {town}"])
    async def look(self, call: Call, city: City) -> Weather:
        return Weather(degrees=1)

    @capability(risk=Risk.READ)  # type: ignore[type-var]  # one of the mistakes
    def wait(self, call: Call) -> int:
        """Wait."""
        return 1

    @capability(risk=Risk.READ)
    async def guess(self, call: Call, city: "Nowhere") -> Result:  # type: ignore[name-defined]  # noqa: F821
        """Guess."""
        return Result()


def test_all_mistakes_of_a_package_are_named_at_once() -> None:
    with pytest.raises(DeclarationError) as caught:
        Careless().capabilities()
    said = str(caught.value).split("; ")
    for mistake in (
        "Careless.name must be a word",
        "Careless.description must say",
        "Careless.look needs a docstring",
        "Careless.look names undo='nothing'",
        "Careless.look has an example with {town}",
        "Careless.wait must be `async def`",
        "Careless.wait must take a Call and one pydantic model",
        "Careless.wait must say that it returns a Result",
        "Careless.guess has an annotation that cannot be read: name 'Nowhere'",
    ):
        assert [line for line in said if line.startswith(mistake)], mistake
    assert len(said) == 9


def test_a_package_without_functions_is_refused() -> None:
    class Empty(CapabilityPackage):
        name = "empty"
        description = "Has nothing."

    with pytest.raises(DeclarationError, match="marks no method"):
        Empty().capabilities()
