"""The words of a title that tell one vacancy from another, however they are written.

The steps came to mind at the labelled pairs. Their evidence is from elsewhere: titles that one employer wrote in several ways and
that the step makes the same, among 117,740 postings of 3,131 Greenhouse boards (greenhouse_3131_boards_2026_01).
"""

import polars as pl

from transforms.clean.gazetteer import OTHER_NAMES_FLOOR, key, readings
from transforms.linking.distinctions import distinctions

GENDERS = r"\b[mfwdhvx]\s?[/|,]\s?[mfwdhvx](?:\s?[/|,]\s?[mfwdhvx])*\b|\ball genders\b"
WORD = r"(?:\b(?:new|san|los|las|st|north|south|east|west) )?[\p{L}\p{N}+#]+"
"""“New Grad” loses no word in New York."""
PARTING = r"[,;:()\[\]|/•·–—]|\s-|-\s|\s(?:and|or|&)\s"
"""Between parts of a title; a hyphen within a word parts nothing."""
BEHIND = r"[,;:()\[\]|–—]|\s-|-\s"
"""Before a further part; a slash, “and” and “or” stand between names of one job."""
ANYWHERE = ["remote", "hybrid", "onsite"]
"""Words of the place of work that stand in titles."""
TERRITORIES = """
east west north south central mid northeast northwest southeast southwest midwest eastern western northern southern coast atlantic
pacific mountain america americas amer latam latin emea eu europe dach benelux nordics uki cee iberia mena africa apac apj anz
asia global us est cst mst pst time zone zones region territory tola socal norcal continental
"""
"""Where one sells or serves: a further part of nothing else names no team. Eight labelled pairs over one text are so."""
JOINING = ["and", "or", "of", "the", "for", "in", "at", "with"]
"""“Keeper of Lamps” is “Keeper, Lamps”: 87 titles at 55 employers."""
WRITTEN = {"sr": "senior", "jr": "junior", "developer": "engineer", "1": "i", "2": "ii", "3": "iii"}
"""“Sr.” for “Senior”: 62 titles at 45 employers. “Developer” for “Engineer”: 48 at 34. Ranks: 8 at 7."""
UNSAID = ["software"]
"""Beside an engineer it may be left out: 72 titles at 54 employers."""
LONG = 6
"""Letters from which a word is known by its first one and its consonants; whatever its plural: 99 titles at 64 employers
(“center” and “centre”, “managment”). Of 60 that were read, one is of two words."""


def title_words(titles: pl.LazyFrame) -> pl.LazyFrame:
    """`row`, title and place → row, title_words, distinctions and place_words, each sorted.

    `title_words` are those of the title without places, marks of gender and kinds of workplace; a title of nothing else keeps
    its words. `place_words` are those of the place and of the places that the title names. `distinctions` are the words that are
    listed, and what further parts say: “, Payments” is a team or a product. One step after the other: a list expression is
    counted again wherever it is used.
    """
    titles = titles.with_columns(title=pl.col("title").str.replace_all(rf"(?i)\(?(?:{GENDERS})\)?", " "))
    frame = titles.join(_places_named(titles), on="row", how="left", maintain_order="left")
    place = pl.concat_list(words(pl.col("place").fill_null("")), pl.col("named").fill_null([]))
    frame = frame.with_columns(place_words=place.list.unique().list.sort(), said=words(pl.col("title")))
    left = pl.col("said").list.set_difference("place_words").list.set_difference(_listed(ANYWHERE + JOINING))
    told = pl.when(pl.col("left").list.len() > 0).then("left").otherwise("said")
    frame = frame.with_columns(left=left).with_columns(told=told.list.eval(pl.element().replace(WRITTEN)))
    listed = distinctions(pl.col("title"), WRITTEN)
    frame = frame.join(_further(frame), on="row", how="left", maintain_order="left")
    distinct = listed.list.set_union(pl.col("further").fill_null([])).list.sort()
    frame = frame.with_columns(told=_without_software(), distinctions=distinct)
    return frame.select("row", "place_words", "distinctions", title_words=_as_they_sound())


def words(text: pl.Expr) -> pl.Expr:
    """The set of words of a text, in small letters."""
    return text.str.to_lowercase().str.extract_all(WORD).list.unique()


def _places_named(titles: pl.LazyFrame) -> pl.LazyFrame:
    """row and the words of places that are a part of the title by themselves: “, Germany”, “- Michigan/Ohio”, “(TX)”."""
    parts = titles.select("row", part=pl.col("title").str.replace_all(PARTING, "|").str.split("|")).explode("part")
    named = parts.filter(key(pl.col("part").str.strip_chars()).is_in(_places().implode()))
    return named.group_by("row").agg(named=words(pl.col("part")).explode())


def _further(titles: pl.LazyFrame) -> pl.LazyFrame:
    """row and the words of all parts of the title behind its first one, but for those that only say where."""
    part = pl.col("title").str.replace_all(BEHIND, "|").str.split("|")
    parts = titles.select("row", "place_words", part=part).explode("part")
    left = (
        words(pl.col("part"))
        .list.set_difference("place_words")
        .list.set_difference(_listed(ANYWHERE + TERRITORIES.split()))
    )
    parts = parts.with_columns(left=left).filter(pl.col("left").list.len() > 0)
    return parts.group_by("row").agg(further=pl.col("left").slice(1).explode())


def _places() -> pl.Series:
    """Countries, states and provinces, and cities too big to be mistaken: Enterprise and Mobile are cities as well.

    They make 637 titles at 280 employers the same.
    """
    kind, is_american = pl.col("kind"), pl.col("country").is_in(["US", "CA"])
    is_city = (kind == "city") & (pl.col("population") >= OTHER_NAMES_FLOOR)
    is_state = kind.is_in(["region", "region_code"]) & is_american
    return readings().filter((kind == "country") | is_state | is_city)["name"].unique()


def _without_software() -> pl.Expr:
    told = pl.col("told")
    return pl.when(told.list.contains("engineer")).then(told.list.set_difference(_listed(UNSAID))).otherwise(told)


def _as_they_sound() -> pl.Expr:
    word = pl.element()
    consonants = word.str.slice(0, 1) + word.str.slice(1).str.replace_all("[aeiouy]", "")
    known = pl.when(word.str.len_chars() < LONG).then(word).otherwise(consonants).str.strip_suffix("s")
    return pl.col("told").list.eval(known).list.unique().list.sort()


def _listed(names: list[str]) -> pl.Expr:
    return pl.lit(names, pl.List(pl.String))
