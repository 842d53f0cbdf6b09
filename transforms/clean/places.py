"""Stated locations: place, country, region, remote."""

from functools import cache

import polars as pl

from transforms.clean.gazetteer import facts, key, readings
from transforms.clean.text import NAME, cleaned

ALTERNATIVES = r"\s*(?:\||;|•|/|\n|\bor\b)\s*"
PARTS = r"\s*(?:,|\(|\)|:|\.\s|\s[-–—]+\s?|[-–—]+\s)\s*"
NOISE = (
    r"(?i)\b(?:fully|100%|remote(?:ly)?|hybrid|on[- ]?site|in[- ]office|in[- ]person|offices?|hq|headquarters?|based|"
    r"first|friendly|metro(?:politan)?(?: area)?|greater|area|anywhere(?: in)?|only|eligible|preferred|within|in the|the)\b"
)
"""Words around a place that do not name it."""
POSTCODE = r"\b\d{4,6}(?:-\d{4})?\b"
UNSPLIT = r"(?i)[\s,-]+(united states|u\.?s\.?a\b)"
"""The country glued to its state, as in "San Mateo, CA United States"."""
REMOTE = r"(?i)\bremot[eo]|\banywhere\b|work(?:ing)? from home|\bwfh\b|home[- ]?based|home[- ]?office|\bworldwide\b|télétravail"
PRESENT = r"(?i)hybrid|on[ -_]?site|in[- ]?(?:office|person)"
ALTERNATIVE = ["location", "alternative"]
MARGIN = 3
"""How many times more people the biggest city of a name must have than that name's biggest in another country.

Evidence: of 67,337 Greenhouse postings of January 2026 that state city and country, the city alone tells 82 % at 3, 96.9 % of
them rightly; the further postings told at 2 are right in 85 %, and at 10 three points fewer are told for 0.6 points."""
WEIGHTS = {"region_code": 5, "country": 4, "region": 4, "country_code": 2, "city": 1}
"""Which reading of a name is believed when equally many parts speak for each."""


def located(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Adds place, country, region and is_remote to a frame with location, country and workplace as stated.

    The first of several places that names a country gives country and region; a country stated apart outranks it.
    A bare city counts as the most populous of its name, if that is `MARGIN` times the next country's; else null.
    """
    stated = frame.rename({"country": "_stated"})
    found = _found(stated.select("location").unique())
    joined = (
        stated.with_columns(_stated_key=_country_key(pl.col("_stated").str.strip_chars()))
        .join(_countries().lazy(), "_stated_key", how="left", maintain_order="left")
        .join(found, "location", how="left", maintain_order="left")
    )
    country = pl.coalesce("_stated_country", "_country")
    return joined.with_columns(
        country=country,
        region=pl.when(pl.col("_region").str.starts_with(country)).then("_region"),
        is_remote=_is_remote(pl.col("workplace"), pl.col("location")),
    ).drop("_stated", "_stated_key", "_stated_country", "_country", "_region")


def _country_key(stated: pl.Expr) -> pl.Expr:
    """A country's code is one in small letters too, in a field that holds countries only."""
    return key(pl.when(stated.str.len_chars() <= 3).then(stated.str.to_uppercase()).otherwise(stated))


@cache
def _countries() -> pl.DataFrame:
    named = readings().filter(pl.col("kind").is_in(["country", "country_code"]))
    return named.select(_stated_key="name", _stated_country="country").unique("_stated_key", keep="first")


def _is_remote(workplace: pl.Expr, location: pl.Expr) -> pl.Expr:
    # What the source says in its own field outranks the words around a place; silence stays null.
    said = [pl.when(field.str.contains(REMOTE)).then(True) for field in (workplace, location)]
    denied = [pl.when(field.str.contains(PRESENT)).then(False) for field in (workplace, location)]
    return pl.coalesce(said[0], denied[0], said[1], denied[1])


def _found(locations: pl.LazyFrame) -> pl.LazyFrame:
    """location → place, _country, _region; one row for each location."""
    places = cleaned(locations.with_columns(place="location"), ["place"], NAME)
    parts = _parts(places)
    best = _best(parts.join(readings().lazy(), "name", how="inner"))
    first = best.sort("location", "alternative").unique("location", keep="first", maintain_order=True)
    placed = places.join(first, "location", how="left")
    return placed.select("location", pl.col("place").replace("", None), _country="country", _region="region")


def _parts(places: pl.LazyFrame) -> pl.LazyFrame:
    """One row for each part of each alternative: location, alternative, part, name."""
    alternatives = _split(places.select("location", text="place"), ALTERNATIVES, "alternative")
    bare = alternatives.with_columns(
        text=pl.col("text").str.replace_all(f"{NOISE}|{POSTCODE}", " ").str.replace(UNSPLIT, ", $1")
    )
    return _split(bare, PARTS, "part").with_columns(name=key(pl.col("text"))).filter(pl.col("name") != "")


def _split(frame: pl.LazyFrame, separator: str, number: str) -> pl.LazyFrame:
    pieces = frame.with_columns(text=pl.col("text").str.replace_all(separator, "\x1f").str.split("\x1f"))
    numbered = pieces.with_columns(pl.int_ranges(pl.col("text").list.len()).alias(number))
    return numbered.explode("text", number).with_columns(pl.col("text").str.strip_chars())


def _best(read: pl.LazyFrame) -> pl.LazyFrame:
    """The country and region that most parts of an alternative agree on: location, alternative, country, region."""
    # Kept, here and below: the second use would otherwise read the gazetteer's join again.
    scored = _scored(read).cache()
    whole = [*ALTERNATIVE, "country"]
    countries = _clearest(scored.group_by(whole).agg(pl.max("score", "weight", "population")), "country", ALTERNATIVE)
    regions = _clearest(scored.filter(pl.col("region").is_not_null()), "region", whole).rename({"score": "_score"})
    best = countries.join(regions.select(*whole, "region", "_score"), whole, how="left")
    # A region that fewer parts speak for than for its country belongs to another reading.
    return best.select(*whole, region=pl.when(pl.col("_score") == pl.col("score")).then("region"))


def _scored(read: pl.LazyFrame) -> pl.LazyFrame:
    """Each country and region read, with the number of parts that speak for it and the weight of the best of them."""
    pair = [*ALTERNATIVE, "country", "region"]
    stands_alone = pl.col("country").is_in(facts()["standing_alone"]["countries"])
    is_lone = pl.col("kind").str.starts_with("region") & ~stands_alone
    weight = pl.when(is_lone).then(0).otherwise(_weight(pl.col("kind"), is_first=pl.col("part") == 0))
    each = read.select(*pair, "part", "population", weight=weight).cache()
    countries = each.filter(pl.col("region").is_null()).drop("region")
    regions = each.filter(pl.col("region").is_not_null()).select(pair).unique()
    # A country named beside a region speaks for the region too.
    spoken = regions.join(countries, [*ALTERNATIVE, "country"]).select(*pair, "part", "population", "weight")
    votes = pl.concat([each, spoken]).group_by(pair)
    scores = votes.agg(pl.max("weight", "population"), score=pl.col("part").n_unique())
    return scores.filter(pl.col("weight") > 0)


def _weight(kind: pl.Expr, is_first: pl.Expr) -> pl.Expr:
    # "CA" after a comma is rather California than Canada, and "Peru, IL" is in Illinois; first, "CA" is rather Canada.
    is_code = kind.is_in(["country_code", "region_code"])
    turned = pl.when(kind == "country_code").then(5).otherwise(2)
    return pl.when(is_code & is_first).then(turned).otherwise(kind.replace_strict(WEIGHTS, return_dtype=pl.Int32))


def _clearest(scored: pl.LazyFrame, choice: str, group: list[str]) -> pl.LazyFrame:
    """The first `choice` of each group by score, weight and population, where it stands clear of the second."""
    order = ["score", "weight", "population"]
    columns = [*group, *order, choice]
    ranked = scored.sort(columns, descending=[column in order for column in columns])
    rivals = [pl.col(name).get(1, null_on_oob=True).alias(f"_{name}") for name in order]
    tops = ranked.group_by(group, maintain_order=True).agg(pl.col(*order, choice).first(), *rivals)
    is_ahead = (pl.col("score") > pl.col("_score")) | (pl.col("weight") > pl.col("_weight"))
    is_bigger = (pl.col("population") > 0) & (pl.col("population") >= MARGIN * pl.col("_population"))
    return tops.filter(pl.col("_score").is_null() | is_ahead | is_bigger).drop(f"_{name}" for name in order)
