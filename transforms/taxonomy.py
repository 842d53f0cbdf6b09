"""The taxonomy of `roles.toml`, with the overlay of HELPWANTED_TAXONOMY if there is one, ready for regular expressions."""

import hashlib
import os
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import polars as pl

from expectations.contracts import RUNGS
from transforms.gate import gate_of
from transforms.overlay import TaxonomyError, laid_over

Doubt = Literal["none", "slight", "some", "strong"]
DOUBTS = ("none", "slight", "some", "strong")
Words = dict[str, list[str]]


@dataclass(frozen=True)
class Sign:
    """Phrases that name a role, on some rungs, with a doubt that a context may settle."""

    role: str
    phrases: tuple[str, ...]
    pattern: str
    """Any of the phrases, whole words."""
    rungs: tuple[str, ...]
    doubt: Doubt
    context: str | None


@dataclass(frozen=True)
class Entry:
    """A word of the taxonomy as the codebook defines it: a role, a rung or an old role. The examples are its tests."""

    id: str
    label: str
    definition: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True)
class Role(Entry):
    """One role. `origin`: `article` (the source articles define it), `project` or `overlay`."""

    origin: str
    belongs: str
    does_not_belong: str
    crosswalk: dict[str, tuple[str, ...]]
    """soc, isco, esco → the occupations that such titles stand under."""


@dataclass(frozen=True)
class TraditionalRole(Entry):
    """One old role with the two poles of its shift, as (name, meaning)."""

    old: tuple[str, str]
    new: tuple[str, str]


@dataclass(frozen=True)
class Taxonomy:
    """Roles and signs in order of precedence; patterns with their words put in."""

    version: str
    """Version and digest of the shipped file; behind a slash those of the overlay."""
    gate: tuple[str, ...]
    homonyms: str
    roles: tuple[Role, ...]
    signs: tuple[Sign, ...]
    contexts: dict[str, dict[str, dict[str, str]]]
    """context → confirm or deny → title, employer or text → pattern."""
    rungs: tuple[Entry, ...]
    interns: str
    """Pattern of the words that make a job an internship wherever they stand."""
    heads: dict[str, str]
    """Head word → rung, interns left out."""
    head: str
    """Pattern of any head word."""
    qualifiers: str
    """Pattern of head words that are none before the word that follows; both are captured."""
    traditional_roles: tuple[TraditionalRole, ...]
    traditional: dict[str, str]
    """Old role → pattern, without public relations, whose signs are those of the role."""


def taxonomy() -> Taxonomy:
    """The taxonomy in force: the shipped one, or with the overlay that HELPWANTED_TAXONOMY names.

    Raises `TaxonomyError`, in one line, for an overlay that cannot be used.
    """
    return _read(os.environ.get("HELPWANTED_TAXONOMY") or None)


@cache
def _read(overlay: str | None) -> Taxonomy:
    shipped = files(__package__).joinpath("roles.toml").read_bytes()
    facts = tomllib.loads(shipped.decode())
    version = _version(facts, shipped)
    if overlay is None:
        return _compiled(facts, version)
    try:
        written = Path(overlay).read_bytes()
        stated = tomllib.loads(written.decode())
        merged = _compiled(laid_over(facts, stated), f"{version}/{_version(stated, written)}")
        _refuse_unreadable(merged)
    except KeyError as missing:
        raise TaxonomyError(f"{overlay}: {missing} is missing or names nothing") from missing
    except (OSError, ValueError, re.error, pl.exceptions.PolarsError) as error:
        raise TaxonomyError(f"{overlay}: {str(error).splitlines()[0]}") from error
    return merged


def _version(facts: dict[str, Any], written: bytes) -> str:
    return f"{facts.get('version')}+{hashlib.sha256(written).hexdigest()[:8]}"


def _compiled(facts: dict[str, Any], version: str) -> Taxonomy:
    words = facts["words"]
    rungs = {rung["id"]: rung["heads"] for rung in facts["rungs"]}
    heads = {head: rung for rung in RUNGS if rung != "intern" for head in rungs[rung]}
    contexts = {name: _context(context, words) for name, context in facts["contexts"].items()}
    signs = tuple(_sign(role["id"], sign, words, contexts) for role in facts["roles"] for sign in role["signs"])
    return Taxonomy(
        version=version,
        gate=gate_of(phrase for sign in signs for phrase in sign.phrases),
        homonyms=_any_of(facts["homonyms"]["phrases"], words),
        roles=tuple(_role(role) for role in facts["roles"]),
        signs=signs,
        contexts=contexts,
        rungs=tuple(Entry(**_entry(rung)) for rung in facts["rungs"]),
        interns=_any_of(rungs["intern"], words),
        heads=heads,
        head=_any_of(list(heads), {}),
        qualifiers=_qualifiers(facts["qualifiers"]),
        traditional_roles=tuple(_traditional(role) for role in facts["traditional_roles"]),
        traditional={
            role["id"]: _any_of(found, words) for role in facts["traditional_roles"] if (found := role["phrases"])
        },
    )


def _entry(facts: dict[str, Any]) -> dict[str, Any]:
    lists = {name: tuple(facts.get(name, ())) for name in ("examples", "counter_examples")}
    return {name: facts[name] for name in ("id", "label", "definition")} | lists


def _role(facts: dict[str, Any]) -> Role:
    said = {name: facts.get(name, "") for name in ("belongs", "does_not_belong")}
    crosswalk = {name: tuple(codes) for name, codes in facts.get("crosswalk", {}).items()}
    return Role(**_entry(facts), **said, origin=facts["origin"], crosswalk=crosswalk)


def _traditional(facts: dict[str, Any]) -> TraditionalRole:
    old, new = ((facts["shift"][pole], facts[f"{pole}_pole"]) for pole in ("old", "new"))
    return TraditionalRole(**_entry(facts), old=old, new=new)


def _sign(role: str, facts: dict[str, Any], words: dict[str, str], contexts: dict[str, Any]) -> Sign:
    doubt, context = facts.get("doubt", "none"), facts.get("context")
    if doubt not in DOUBTS or (context is None) != (doubt == "none") or context not in {None, *contexts}:
        raise TaxonomyError(f"a sign of {role} has the doubt {doubt!r} and the context {context!r}: see [contexts]")
    barred = facts.get("not_rungs", [])
    rungs = tuple(rung for rung in facts.get("rungs", RUNGS) if rung not in barred)
    phrases = tuple(_put_in(phrase, words) for phrase in facts["phrases"])
    return Sign(role, phrases, _any_of(facts["phrases"], words), rungs, doubt, context)


def _context(facts: dict[str, Words], words: dict[str, str]) -> dict[str, dict[str, str]]:
    return {side: {where: _any_of(found, words) for where, found in fields.items()} for side, fields in facts.items()}


def _qualifiers(facts: Words) -> str:
    words, before = ("|".join(facts[name]) for name in ("words", "before"))
    return rf"(?-u:\b({words}) ((?:{before})\b))"


def _any_of(phrases: list[str], words: dict[str, str]) -> str:
    # Longest first: at one place the longer phrase is the better evidence.
    whole = sorted((_put_in(phrase, words) for phrase in phrases), key=lambda phrase: (-len(phrase), phrase))
    # Plain forms are ASCII: without Unicode classes a pattern compiles five times faster, and there are dozens.
    return rf"(?-u:\b(?:{'|'.join(whole)})\b)"


def _put_in(phrase: str, words: dict[str, str]) -> str:
    while re.search("<[a-z]+>", phrase):
        phrase = re.sub("<([a-z]+)>", lambda named: words[named[1]], phrase)
    return phrase


def _refuse_unreadable(merged: Taxonomy) -> None:
    """Raise polars' own error for a pattern that it cannot read: now, not in the midst of a rebuild."""
    contexts = [found for sides in merged.contexts.values() for fields in sides.values() for found in fields.values()]
    for pattern in (merged.homonyms, *(sign.pattern for sign in merged.signs), *contexts, *merged.traditional.values()):
        pl.Series([""]).str.contains(pattern)
