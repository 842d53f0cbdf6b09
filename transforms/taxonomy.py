"""The taxonomy of `roles.toml`, read and made ready for regular expressions."""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from expectations.contracts import RUNGS

Doubt = Literal["none", "slight", "some", "strong"]
Words = dict[str, list[str]]


@dataclass(frozen=True)
class Sign:
    """Phrases that name a role, on some rungs, with a doubt that a context may settle."""

    role: str
    pattern: str
    rungs: tuple[str, ...]
    doubt: Doubt
    context: str | None


@dataclass(frozen=True)
class Role:
    """One role as the codebook defines it."""

    id: str
    label: str
    origin: str
    definition: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True)
class Taxonomy:
    """Roles and signs in order of precedence; patterns with their words put in."""

    version: str
    gate: tuple[str, ...]
    homonyms: str
    roles: tuple[Role, ...]
    signs: tuple[Sign, ...]
    contexts: dict[str, dict[str, dict[str, str]]]
    """context → confirm or deny → title, employer or text → pattern."""
    interns: str
    """Pattern of the words that make a job an internship wherever they stand."""
    heads: dict[str, str]
    """Head word → rung, interns left out."""
    traditional: dict[str, str]


@cache
def taxonomy() -> Taxonomy:
    """The taxonomy that ships with this version; `version` carries the digest of the file."""
    written = files(__package__).joinpath("roles.toml").read_bytes()
    facts = tomllib.loads(written.decode())
    words = facts["words"]
    return Taxonomy(
        version=f"{facts['version']}+{hashlib.sha256(written).hexdigest()[:8]}",
        gate=tuple(facts["gate"]),
        homonyms=_any_of(facts["homonyms"]["phrases"], words),
        roles=tuple(_role(role) for role in facts["roles"]),
        signs=tuple(_sign(role["id"], sign, words) for role in facts["roles"] for sign in role["signs"]),
        contexts={name: _context(context, words) for name, context in facts["contexts"].items()},
        interns=_any_of(facts["rungs"]["intern"], words),
        heads={head: rung for rung in RUNGS if rung != "intern" for head in facts["rungs"][rung]},
        traditional={role: _any_of(phrases, words) for role, phrases in facts["traditional"].items()},
    )


def _role(facts: dict[str, Any]) -> Role:
    lists = {name: tuple(facts[name]) for name in ("examples", "counter_examples")}
    return Role(facts["id"], facts["label"], facts["origin"], facts["definition"], **lists)


def _sign(role: str, facts: dict[str, Any], words: dict[str, str]) -> Sign:
    barred = facts.get("not_rungs", [])
    rungs = tuple(rung for rung in facts.get("rungs", RUNGS) if rung not in barred)
    return Sign(role, _any_of(facts["phrases"], words), rungs, facts.get("doubt", "none"), facts.get("context"))


def _context(facts: dict[str, Words], words: dict[str, str]) -> dict[str, dict[str, str]]:
    return {side: {where: _any_of(found, words) for where, found in fields.items()} for side, fields in facts.items()}


def _any_of(phrases: list[str], words: dict[str, str]) -> str:
    # Longest first: at one place the longer phrase is the better evidence.
    whole = sorted((_put_in(phrase, words) for phrase in phrases), key=lambda phrase: (-len(phrase), phrase))
    # Plain forms are ASCII: without Unicode classes a pattern compiles five times faster, and there are dozens.
    return rf"(?-u:\b(?:{'|'.join(whole)})\b)"


def _put_in(phrase: str, words: dict[str, str]) -> str:
    while re.search("<[a-z]+>", phrase):
        phrase = re.sub("<([a-z]+)>", lambda named: words[named[1]], phrase)
    return phrase
