"""What the sandbox's texts say of people to lead and of old and new emphasis, in invented sentences whose meaning is known."""

from random import Random

from spiders.sandbox.facts import Says

LEADS_SHARE = {"director": 0.7, "lead": 0.5, "manager": 0.3}
"""Texts that give people to lead, by rung. Of real titles of head, lead or director 30 of 68 do, of managers 4 of 106
(tests/gold/people_management.csv); so few would leave a small market without any."""
LEADS_OTHERWISE = 0.03
OLD_SHARE, NEW_SHARE = 0.4, 0.55
"""Texts of an old role that hold a sentence of each emphasis."""

LEADS = (
    "You lead a team of three, and answer for their work as for your own.",
    "Manage two editors and the staff of the archive through the busy months.",
    "Five direct reports come to you with what they cannot settle.",
)
LEADS_NOBODY = (
    "Experience leading a team is welcome, though nobody reports here.",
    "You manage calendars, vendors and your own time.",
    "Lead our two yearly fairs from the first idea to the last chair.",
)
"""What looks like it: a wish, things, an event."""

OLD_ROLES = {
    "marketing": ("Marketing", "Marketer", "Brand ", "Paid Social", "Media Planner"),
    "public_relations": ("Public Relations", "PR ", "Publicist", "Press ", "Media Relations"),
    "quality_assurance": ("QA ",),
    "customer_service": ("Customer Success", "Customer Care", "Customer Support", "Social Care"),
    "human_resources": ("Talent Acquisition",),
}
"""Old role → words of the titles that have it; the first role that has one counts."""
SPEECHES = {
    "marketing": (
        ("Book paid media for the two seasons.", "Write the direct mail that goes out in spring."),
        ("Win readers by word of mouth.", "Grow what is found by organic search."),
    ),
    "public_relations": (
        ("Write press releases and have them signed.", "Keep the talking points short and in order."),
        ("Hold conversations in the open, also the unwelcome ones.", "Give the house a human voice."),
    ),
    "quality_assurance": (
        ("Write test cases before anybody asks for them.", "Follow every defect to its end."),
        ("Turn user feedback into the next version.", "Watch people at work, and care for usability."),
    ),
    "customer_service": (
        ("Close tickets within a day.", "Answer by the knowledge base, and correct it."),
        ("Answer with empathy, also late in the day.", "Be friendly where others would be right."),
    ),
    "human_resources": (
        ("Keep the handbook short and current.", "Know the employment law of three countries."),
        ("Ask what the candidate experience is like, and mend it.", "Coach those who hire for the first time."),
    ),
}
"""Old role → sentences of its old emphasis, and of its new one."""
NOTHING = "Nobody here has two calendars."


def speech(wording: Random, title: str, rung: str) -> tuple[str, Says]:
    """The HTML of a vacancy's last paragraph, and what it says."""
    leads = wording.random() < LEADS_SHARE.get(rung, LEADS_OTHERWISE)
    has_old, has_new = (wording.random() < share for share in (OLD_SHARE, NEW_SHARE))
    sentences = [wording.choice(LEADS if leads else LEADS_NOBODY)]
    poles = SPEECHES.get(old_role(title) or "", ())
    for sentences_of_pole, is_held in zip(poles, (has_old, has_new), strict=False):
        drawn = wording.choice(sentences_of_pole)
        sentences.append(drawn if is_held else NOTHING)
    says = Says(leads, has_old and bool(poles), has_new and bool(poles))
    return f"<p>{' '.join(sentences)}</p>", says


def old_role(title: str) -> str | None:
    """The old role of a title of the market; null where it has none."""
    return next((role for role, words in OLD_ROLES.items() if any(word in f"{title} " for word in words)), None)
