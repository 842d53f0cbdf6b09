"""A user's own taxonomy file, laid over the shipped one: it adds roles, redefines them, and extends what they are read by."""

from typing import Any

Facts = dict[str, Any]

BY_NAME = ("words", "contexts")
"""Tables whose entries an overlay adds or replaces by name."""
LISTS = {"homonyms": ("phrases",), "qualifiers": ("words", "before")}
"""Tables whose lists an overlay lengthens."""
ENTRIES = ("roles", "rungs", "traditional_roles")
"""Lists of entries with an `id`. What an overlay says of an entry that is there replaces only that; of these, it may add
roles alone: rungs and old roles are words of the tables' contracts."""
ALLOWED = {"version", *BY_NAME, *LISTS, *ENTRIES}


class TaxonomyError(ValueError):
    """A taxonomy file cannot be used: the message says why."""

    exit_code = 2


def laid_over(shipped: Facts, overlay: Facts) -> Facts:
    """The facts of the shipped taxonomy with those of an overlay; `version` stays the shipped one's.

    A new role comes before the role that its `before` names, else before all others: whoever adds a role means something
    more particular. Raises `TaxonomyError` for what no overlay may hold.
    """
    if unknown := sorted(overlay.keys() - ALLOWED):
        raise TaxonomyError(f"the overlay has {', '.join(unknown)}: it may have {', '.join(sorted(ALLOWED))}")
    if "version" not in overlay:
        raise TaxonomyError('the overlay has no version: write version = "mine-1" first, it goes into every row')
    merged = dict(shipped)
    merged |= {name: {**shipped[name], **overlay.get(name, {})} for name in BY_NAME}
    merged |= {name: _lengthened(shipped[name], overlay.get(name, {}), lists) for name, lists in LISTS.items()}
    return merged | {name: _entries(name, shipped[name], overlay.get(name, [])) for name in ENTRIES}


def _lengthened(shipped: Facts, overlay: Facts, lists: tuple[str, ...]) -> Facts:
    return shipped | {name: [*shipped[name], *overlay.get(name, [])] for name in lists}


def _entries(name: str, shipped: list[Facts], stated: list[Facts]) -> list[Facts]:
    known = {entry["id"]: entry for entry in shipped}
    for entry in stated:
        key = entry.get("id")
        if not key:
            raise TaxonomyError(f"an entry of [[{name}]] in the overlay has no id")
        if key in known:
            known[key] = known[key] | entry
        elif name == "roles":
            known = _put_before(known, {"origin": "overlay"} | entry)
        else:
            raise TaxonomyError(f"[[{name}]] {key}: an overlay redefines {name}, only roles can be added")
    return list(known.values())


def _put_before(known: dict[str, Facts], entry: Facts) -> dict[str, Facts]:
    other = entry.pop("before", next(iter(known)))
    if other not in known:
        raise TaxonomyError(f"[[roles]] {entry['id']}: before = {other!r} names no role")
    keys = list(known)
    place = keys.index(other)
    order = [*keys[:place], entry["id"], *keys[place:]]
    return {key: known.get(key, entry) for key in order}
