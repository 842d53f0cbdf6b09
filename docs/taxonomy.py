"""The taxonomy page: `docs/taxonomy.md`, written as a whole from `transforms/roles.toml` and `transforms/gold.csv`."""

from pathlib import Path

import polars as pl

from transforms.gold import gold_table
from transforms.taxonomy import Entry, Role, Sign, TraditionalRole, taxonomy

PAGE = Path(__file__).parent / "taxonomy.md"
OVERLAY = Path(__file__).parent / "overlay.toml"
DOUBTS = {
    "none": "holds",
    "slight": "holds unless {} denies it",
    "some": "holds unless {} denies it, and is marked uncertain unless {} confirms it",
    "strong": "holds only if {} confirms it and no other role is named",
}


def page() -> str:
    """The whole page."""
    return "\n\n".join([HEAD.format(version=taxonomy().version), *map(_role, taxonomy().roles), *_rest()]) + "\n"


def _role(role: Role) -> str:
    signs = "\n".join(_sign(sign) for sign in taxonomy().signs if sign.role == role.id)
    crosswalk = "; ".join(f"{name.upper()} {', '.join(codes)}" for name, codes in role.crosswalk.items() if codes)
    lines = [
        f"### `{role.id}`: {role.label}",
        f"{role.definition} *Named by the {role.origin}.*",
        f"- **Belongs:** {role.belongs}\n- **Does not:** {role.does_not_belong}\n{_examples(role)}\n- **Crosswalk:** {crosswalk}",
        signs,
    ]
    return "\n\n".join(lines)


def _examples(entry: Entry) -> str:
    taken, left = ("; ".join(titles) for titles in (entry.examples, entry.counter_examples))
    return f"- **Such as:** {taken}\n- **Not:** {left}"


def _sign(sign: Sign) -> str:
    rungs = "" if len(sign.rungs) == len(taxonomy().rungs) else f", on the rungs {', '.join(sign.rungs)}"
    doubt = DOUBTS[sign.doubt].replace("{}", f"the context *{sign.context}*")
    phrases = " ".join(f"`` {phrase} ``" for phrase in sign.phrases)
    return f"- {doubt}{rungs}: {phrases}"


def _rest() -> list[str]:
    rungs = [f"- `{rung.id}`: {rung.definition} Such as: {'; '.join(rung.examples)}." for rung in taxonomy().rungs]
    old = [_traditional(role) for role in taxonomy().traditional_roles]
    contexts = [_context(name) for name in taxonomy().contexts]
    return [
        "## Contexts\n\nWhat settles a doubt, and where it is looked for.",
        "\n".join(contexts),
        "## Rungs\n\nThe head word of a title.",
        "\n".join(rungs),
        "## Old roles\n\nThe role that a title belonged to before there was social media, with the shift of emphasis that the "
        "source article claims. What the poles mean is put in this project's words.",
        "\n".join(old),
        GOLD.format(measured=_measured()),
        OVERLAYS.format(example=OVERLAY.read_text("utf-8").strip()),
    ]


def _traditional(role: TraditionalRole) -> str:
    poles = " ".join(f"**{name}**: {meaning}" for name, meaning in (role.old, role.new))
    return f"- `{role.id}`: {role.definition} From {role.old[0]} to {role.new[0]}. {poles}"


def _context(name: str) -> str:
    sides = {"confirm": "confirmed", "deny": "denied"}
    words = [
        f"  - {sides[side]} by the {where}: `` {_bare(pattern)} ``"
        for side, fields in taxonomy().contexts[name].items()
        for where, pattern in fields.items()
    ]
    return "\n".join([f"- *{name}*", *words])


def _bare(pattern: str) -> str:
    """Without what ties every pattern to whole words."""
    return pattern.removeprefix(r"(?-u:\b(?:").removesuffix(r")\b)")


def _measured() -> str:
    cells = gold_table().group_by("aspect", "measured_on", "taxonomy_version").agg(pl.col("titles", "right").sum())
    rows = cells.sort("aspect").collect().iter_rows(named=True)
    return "\n".join(
        f"- `{row['aspect']}`: {row['right']} of {row['titles']} titles right "
        f"({row['right'] / row['titles']:.1%}), measured on {row['measured_on']} with {row['taxonomy_version']}"
        for row in rows
    )


HEAD = """# Taxonomy

Written by `make docs` from `transforms/roles.toml`. Version {version}: cite it with every count by role. Titles are read
in a plain form: lower case, ASCII, `&` for “and”, `|` for commas, brackets and dashes. The order below is precedence; of several
roles that a title names, the one that stands first counts. Codes: SOC 2018 as in O*NET 27.0, ISCO-08, ESCO 1.1; official lists
put such titles under several occupations, so compare them as sets. `helpwanted classify --explain` shows all of this for a title;
`helpwanted unmatched` lists titles that come close and are caught by no rule.

## Roles"""

GOLD = """## How well it reads

{measured}

The labels are by language models, not people, and the titles were drawn by look-alike phrases, so their mix is not that of
postings. The rules were written by somebody who had seen these titles. Of titles that nobody had looked at 98.5 % (96.1–99.6)
were right: see [the method](method.md#roles). `make gold` measures again; every release has the counts as its table `gold`."""

OVERLAYS = """## A taxonomy of your own

An overlay extends the shipped file: `HELPWANTED_TAXONOMY=docs/overlay.toml helpwanted classify "TikTok Live Seller"`, or
`--taxonomy` with its path before any command. It may add roles (`before` says before which), redefine roles, rungs and old
roles in part, and add words, contexts and homonyms. Its version and digest stand behind a slash in every row's
`taxonomy_version`, in the footers and in the release. When the taxonomy has changed, the next `helpwanted rebuild`, `refresh`
or `import` counts the whole history again, and the table `bridge` (`helpwanted show bridge`) compares old and new counts.
`docs/overlay.toml` adds a role:

```toml
{example}
```"""
