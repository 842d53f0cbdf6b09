"""Texts of the sandbox's postings, put together from invented phrases."""

from random import Random

from spiders.sandbox import words

WISHES = "What we hope for"
"""The heading of the second list."""


def describe(wording: Random, employer: str, title: str, is_social: bool, has_contact: bool) -> str:
    """The HTML of a vacancy: opening, team, duties, wishes, benefits, and now and then somebody's address.

    `wording` draws all of it, so that vacancies worded alike differ in what is named in them alone.
    """
    duties = wording.sample(words.SOCIAL_DUTIES if is_social else words.OTHER_DUTIES, 3)
    wishes = [wish.format(years=wording.randint(1, 7)) for wish in wording.sample(words.WISHES, 2)]
    contact = wording.choice(words.CONTACTS).format(number=wording.randint(100, 199)) if has_contact else ""
    team, beside, matter, first = (wording.choice(each) for each in (words.TEAMS, words.TEAMS, *(words.MATTERS,) * 2))
    return "".join(
        (
            f"<p>{wording.choice(words.OPENINGS).format(employer=employer.replace('&', '&amp;'))}</p>",
            f"<p>You join the {team} team, which looks after {matter}. You work closely with the {beside} team. ",
            f"In your first half year you take over {first}.</p>",
            f"<h3>What you will do as {title.replace('&', '&amp;')}</h3>",
            listed(duties),
            f"<h3>{WISHES}</h3>",
            listed(wishes),
            f"<p>{wording.choice(words.BENEFITS)}</p>",
            f"<p>{words.CLOSING}</p>",
            f"<p>{contact}</p>" if contact else "",
        )
    )


def listed(texts: list[str]) -> str:
    """A HTML list."""
    return f"<ul>{''.join(f'<li>{text}</li>' for text in texts)}</ul>"
