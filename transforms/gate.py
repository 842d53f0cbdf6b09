"""The gate: plain words of which a title must hold one to be any role at all. Derived from the phrases, never kept by hand.

Most titles are none of the roles, and to search for a few dozen words at once (Aho-Corasick) costs a fraction of one regular
expression. So each phrase is asked for words that no match of it can do without.
"""

from collections.abc import Iterable, Iterator, Sequence
from re import _constants as kinds  # type: ignore[attr-defined]  # the parser that `re` itself uses
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Needles = frozenset[str]
SHORTEST = 3
"""Characters. A word of two, such as " p", stands in every other title."""


def gate_of(phrases: Iterable[str]) -> tuple[str, ...]:
    """Words, some with the space that ends them, of which every match of any phrase holds one, in a title in plain form.

    Of the sets that would do for a phrase that is taken which adds the fewest words, and of those the one that serves most
    phrases. Raises `ValueError` for a phrase that can match without any word.
    """
    choices = {phrase: _choices(phrase) for phrase in phrases}
    if loose := [phrase for phrase, sets in choices.items() if not sets]:
        raise ValueError(f"the phrase {loose[0]!r} has no word of {SHORTEST} letters that it cannot do without")
    served = [needles for sets in choices.values() for needles in sets]
    chosen: set[str] = set()
    for sets in sorted(choices.values(), key=len):
        chosen |= _cheapest(sets, chosen, served)
    return tuple(sorted(word for word in chosen if not any(other in word for other in chosen - {word})))


def _cheapest(sets: list[Needles], chosen: set[str], served: list[Needles]) -> Needles:
    def cost(needles: Needles) -> tuple[int, int, list[str]]:
        new = [word for word in needles if not any(other in word for other in chosen)]
        return len(new), -served.count(needles), sorted(needles)

    return min(sets, key=cost)


def _choices(phrase: str) -> list[Needles]:
    # Words of a plain title have a space at both ends.
    found = _sets(parser.parse(f" (?:{phrase}) "))
    return [needles for needles in found if min(map(len, needles)) >= SHORTEST]


def _sets(sequence: Iterable[tuple[Any, Any]]) -> list[Needles]:
    """The sets of words of which one must occur: for each run of plain letters that word alone, for a choice one of each."""
    found, run = [], ""
    for part in _flat(sequence):
        if isinstance(part, str):
            run += part
            continue
        found += [frozenset([run])] if run else []
        run = ""
        found += _sets_of_choice(part)
    return found + ([frozenset([run])] if run else [])


def _sets_of_choice(branches: Sequence[Any]) -> list[Needles]:
    """One set made of the best of each branch, if each has one."""
    sets = [_sets(branch) for branch in branches]
    if not sets or not all(sets):
        return []
    best = [max(found, key=lambda needles: min(map(len, needles))) for found in sets]
    return [frozenset().union(*best)]


def _flat(sequence: Iterable[tuple[Any, Any]]) -> Iterator[str | Sequence[Any]]:
    """Plain letters as they are; a choice as its branches; nothing certain as no branches."""
    for kind, value in sequence:
        if kind is kinds.LITERAL:
            yield chr(value)
        elif kind is kinds.SUBPATTERN:
            yield from _flat(value[-1])
        elif kind is kinds.BRANCH:
            yield value[1]
        elif kind is kinds.MAX_REPEAT and value[0] == value[1] == 1:
            yield from _flat(value[2])
        else:
            yield ()
