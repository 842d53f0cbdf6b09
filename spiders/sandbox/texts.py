"""Texts of the sandbox's postings, put together from invented phrases."""

from random import Random

from spiders.sandbox import words


def describe(random: Random, employer: str, title: str, is_social: bool, has_contact: bool) -> str:
    """The HTML of a posting: opening, duties, wishes, benefits, and now and then somebody's address."""
    duties = random.sample(words.SOCIAL_DUTIES if is_social else words.OTHER_DUTIES, 3)
    wishes = [wish.format(years=random.randint(1, 7)) for wish in random.sample(words.WISHES, 2)]
    contact = random.choice(words.CONTACTS).format(number=random.randint(100, 199)) if has_contact else ""
    return "".join(
        (
            f"<p>{random.choice(words.OPENINGS).format(employer=employer.replace('&', '&amp;'))}</p>",
            f"<h3>What you will do as {title.replace('&', '&amp;')}</h3>",
            listed(duties),
            "<h3>What we hope for</h3>",
            listed(wishes),
            f"<p>{random.choice(words.BENEFITS)}</p>",
            f"<p>{contact}</p>" if contact else "",
        )
    )


def listed(texts: list[str]) -> str:
    """A HTML list."""
    return f"<ul>{''.join(f'<li>{text}</li>' for text in texts)}</ul>"
