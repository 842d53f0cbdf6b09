"""schema.org `JobPosting`s of web pages: which a page holds, and what one states.

Their terms: https://schema.org/JobPosting. What search engines ask for, and so what pages have:
https://developers.google.com/search/docs/appearance/structured-data/job-posting.
RDFa is not read: extruct takes 10 to 180 ms for it on recorded pages, where JSON-LD takes 1 to 15, and none had any.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from spiders.fields import Fields, joined
from spiders.items import Posting
from spiders.markup import json_ld, microdata, tree_of

TYPE = "JobPosting"
DEEPEST = 12
"""Levels kept below a posting. The deepest recorded one, baseSalary.value.value, has three."""
NOT_READ = (
    *("@context", "@type", "image", "logo", "directApply", "potentialAction", "speakable", "inLanguage", "sameAs"),
    *("skills", "qualifications", "responsibilities", "educationRequirements", "experienceRequirements"),
    *("experienceInPlaceOfEducation", "jobBenefits", "incentiveCompensation", "workHours", "specialCommitments"),
    *("jobImmediateStart", "jobStartDate", "totalJobOpenings", "eligibilityToWorkRequirement", "physicalRequirement"),
    *("securityClearanceRequirement", "sensoryRequirement", "relevantOccupation", "disambiguatingDescription"),
    *("applicationContact", "employerOverview", "author", "publisher", "datePublished"),
)
"""Known and of no use here; `description` repeats most of them. `applicationContact` and `author` name people."""

NOTHING = ("unavailable", "undefined", "null", "none", "n/a", "-")
"""What sites fill in where they have nothing; the first stands on a recorded page, as its city and its industry."""


def names_a_posting(page: bytes) -> bool:
    """Whether a page may hold a `JobPosting`: a look at the bytes, 20 times faster than reading the page."""
    is_wide = b"\0" in page[:64]
    return (page.replace(b"\0", b"") if is_wide else page).find(TYPE.encode()) >= 0


def job_postings(page: bytes | str, url: str) -> list[dict[str, Any] | str]:
    """Every `JobPosting` of a page, plain: one level of names, no references; none where the page holds none.

    A block that names one and cannot be read stands in the list as the text it is, and so becomes a reject. Raises
    `Unusable` for a page too large to be read.
    """
    tree = tree_of(page)
    if tree is None:
        return []
    stated = json_ld(tree, TYPE) + microdata(tree, TYPE, url)
    nodes = [node for part in stated for node in _objects(part)]
    named = {node["@id"]: _plain(node) for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    broken = [part for part in stated if isinstance(part, str)]
    return [_with_referred(_plain(node), named) for node in nodes if _is_posting(node)] + broken


def posting(raw: Fields, source: str, board: str, page: str, named: str | None = None) -> Posting:
    """What one `JobPosting` of the page at address `page` states. Raises `Unusable` where it has no title.

    The posting's id is `named`, else its identifier, else its own address, else that of the page. Some sites state one
    identifier, their own, on all pages: a board that holds many pages had better name its postings by address.
    """
    raw.drop(*NOT_READ)
    url, identifier = _address(raw, page), _identifier(raw)
    raw.identified = named or identifier or url
    places = [_place(place) for place in _parts(raw, "jobLocation")]
    admitted = [_name(place) for place in _parts(raw, "applicantLocationRequirements")]
    location = joined([*_words(raw, "jobLocation"), *(place for place, _ in places)], " | ")
    return Posting(
        source=source,
        board=board,
        posting_id=raw.identified,
        title=raw.text("title") or raw.title("name"),
        employer=_employer(raw),
        location=location or joined([*_words(raw, "applicantLocationRequirements"), *admitted], " | "),
        country=next((country for _, country in places if country), None),
        description=joined(_words(raw, "description"), "\n"),
        url=url,
        posted_at=raw.text("datePosted"),
        updated_at=raw.text("dateModified"),
        closes_at=raw.text("validThrough"),
        department=_department(raw),
        employment_type=joined(_words(raw, "employmentType"), " | "),
        workplace=_workplace(raw),
        pay=_pay(raw),
        requisition_id=identifier,
    )


def _address(raw: Fields, page: str) -> str:
    stated = [raw.text("url"), raw.text("mainEntityOfPage"), raw.part("mainEntityOfPage").text("@id"), raw.text("@id")]
    links = (_absolute(page, link) for link in stated if link)
    return next((link for link in links if link.startswith("http")), page)


def _absolute(page: str, link: str) -> str:
    try:
        return urljoin(page, link)
    except ValueError:
        return page


def _identifier(raw: Fields) -> str | None:
    stated = _parts(raw, "identifier")
    for part in stated:
        part.drop("@type", "@id", "name", "propertyID")
    values = [part.text("value") for part in stated]
    return next((text for text in (*_words(raw, "identifier"), *values) if text), None)


def _employer(raw: Fields) -> str | None:
    names = [_name(part) for part in _parts(raw, "hiringOrganization")]
    return next((text for text in (*_words(raw, "hiringOrganization"), *names) if text), None)


def _department(raw: Fields) -> str | None:
    unit = _name(raw.part("employmentUnit"))
    return joined([unit, raw.text("department"), *_words(raw, "industry"), *_words(raw, "occupationalCategory")], " | ")


def _workplace(raw: Fields) -> str | None:
    stated = joined(_words(raw, "jobLocationType"), " | ")
    return "Remote" if stated and "TELECOMMUTE" in stated.upper() else stated


def _pay(raw: Fields) -> str | None:
    """Pay as stated, objects as JSON. Of noughts alone, which forms fill in where nothing was told, none."""
    amount, currency = raw.text("baseSalary"), raw.text("salaryCurrency")
    stated = raw.whole("baseSalary") or joined([amount, amount and currency], " ") or raw.whole("estimatedSalary")
    return stated if re.search("[1-9]", stated or "") else None


def _place(place: Fields) -> tuple[str | None, str | None]:
    """A place as one text, and its country."""
    name, stated = place.text("name"), place.text("address")
    place.drop("@type", "@id", "geo", "url", "telephone", "latitude", "longitude", "sameAs")
    address = next(iter(_parts(place, "address")), Fields({}))
    address.drop("@type", "streetAddress", "postalCode", "postOfficeBoxNumber", "name", "telephone", "email")
    country = address.text("addressCountry") or _name(address.part("addressCountry"))
    parts = [address.text("addressLocality"), address.text("addressRegion"), country]
    return joined(parts, ", ") or stated or name, country


def _name(part: Fields) -> str | None:
    name = part.text("name")
    part.drop(*("@type", "@id", "url", "sameAs", "logo", "image", "description", "address", "email", "telephone"))
    return name


def _parts(raw: Fields, name: str) -> list[Fields]:
    """The object called `name`, or the objects in the list of that name."""
    return [part for part in (raw.part(name), *raw.parts(name)) if any(True for _ in part.unread())]


def _words(raw: Fields, name: str) -> list[str | None]:
    """The text called `name`, or the texts in the list of that name."""
    return [raw.text(name), *raw.texts(name)]


def _objects(stated: Any) -> Iterator[dict[str, Any]]:
    """Every object in what a page states, in its order, however deep it lies: in a graph, a list, another object.

    What lies in a posting belongs to it and is not gone into.
    """
    waiting = [stated]
    while waiting:
        value = waiting.pop()
        within = value if isinstance(value, list) else []
        if isinstance(value, dict):
            yield value
            within = [] if _is_posting(value) else list(value.values())
        waiting.extend(reversed(within))


def _is_posting(node: dict[str, Any]) -> bool:
    types = node.get("@type")
    stated = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and _bare(name) == TYPE for name in stated)


def _bare(name: str) -> str:
    """A term without its vocabulary: `https://schema.org/JobPosting`, `schema:JobPosting`."""
    return name.strip().rpartition("schema.org/")[2].rpartition(":")[2]


def _plain(value: Any, deepest: int = DEEPEST) -> Any:
    """A value in its shortest form: a list of one is the one, a typed literal its text, a name has no vocabulary."""
    if isinstance(value, list):
        within = [_plain(part, deepest - 1) for part in value] if deepest else []
        return within[0] if len(within) == 1 else within
    if not isinstance(value, dict):
        return None if isinstance(value, str) and value.strip().lower() in NOTHING else value
    if "@value" in value:
        return _plain(value["@value"], deepest - 1) if deepest else None
    stated = value["properties"] if isinstance(value.get("properties"), dict) else value
    return {_bare(name): _plain(part, deepest - 1) for name, part in stated.items()} if deepest else {}


def _with_referred(node: dict[str, Any], named: dict[str, Any]) -> dict[str, Any]:
    """A posting with the objects that it only refers to (`{"@id": "#employer"}`), as graphs do."""

    def referred(value: Any) -> Any:
        is_reference = isinstance(value, dict) and set(value) == {"@id"} and isinstance(value["@id"], str)
        return named.get(value["@id"], value) if is_reference else value

    return {
        name: [referred(part) for part in value] if isinstance(value, list) else referred(value)
        for name, value in node.items()
    }
