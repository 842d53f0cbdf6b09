"""Personal data in texts that may be published: ways to write it, as patterns of the regular expressions of polars.

Cleaning puts the name of what it leaves out in its place (`[e-mail]`), and no release holds what these patterns still find.
They are made for titles, employers and places: short texts in which a person is only named to be reached. Of 182,000 different
real titles (seven sources, 2013 to 2026) they take out of six what is no person: five companies’ handles and a field of work.
"""

import polars as pl

_AT = r"(?:@|%40|[\[(]\s*(?i:at)\s*[\])])"
_DOT = r"(?:\.|\s?[\[(]\s*(?i:dot)\s*[\])]\s?|\s(?i:dot)\s)"
_CUE = (
    r"(?i:contact(?:\s+person)?|ask\s+for|attn\.?|attention|c/o|reach\s+out\s+to|(?:speak|talk)\s+(?:to|with))\s*:?"
    r"|(?:call|e-?mail)"
    r"|(?i:call|e-?mail|recruiter|hiring\s+manager|posted\s+by|hr)\s*:"
)
"""What stands before a person who is named. “Recruiter New York” and “On-Call Nurse” name nobody: there it takes a colon."""
_NAME = r"(?:\p{Lu}[’'])?\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?"

PATTERNS = {
    "e-mail": rf"[\w.!#$%&'*+/=?^`{{|}}~-]+\s?(?:{_AT}\s?[\w-]+(?:{_DOT}[\w-]+)+|\s(?i:at)\s[\w-]+(?:\s(?i:dot)\s[\w-]+)+)",
    "phone": (
        r"(?:\+|\b00)[1-9](?:[\s().\-]{0,2}\d){8,13}\b"  # +44 20 7946 0018
        r"|\(\d{3,5}\)[\s.\-]?\d{3}[\s.\-]?\d{3,4}\b"  # (212) 555-0142
        r"|\b\d{3}[.\-\s]\d{3}[.\-\s]\d{4}\b"  # 212-555-0142
        r"|\b0\d{2,4}[\s\-]\d{3,4}[\s\-]?\d{3,4}\b"  # 020 7946 0018
        r"|(?i:\b(?:call|tel|telephone|phone|mobile|whatsapp|ring)\b)[\s.:]{0,3}\d(?:[\s().\-]{0,2}\d){6,13}\b"
    ),
    "handle": r"(?P<before>^|[^\w/.@])(?:@[A-Za-z_][\w.]{2,})+",
    "name": rf"(?P<before>(?:^|[^\w\-])(?:{_CUE})\s+){_NAME}\s+{_NAME}",
}
"""Kind → pattern, in the order in which they are looked for: an e-mail address holds what looks like a handle. The group
`before` is what stands before the datum and may stay."""

HINT = rf"@|(?i)[\[(]\s*at\s*[\])]|\sdot\s|\d\D{{0,3}}\d\D{{0,3}}\d\D{{0,3}}\d\D{{0,3}}\d\D{{0,3}}\d\D{{0,3}}\d|{_CUE}"
"""What every one of them holds: texts without it, nearly all, are not looked at any further."""

NO_NAME = (
    r"(?i)\b(?:centers?|centres?|lens|tracing|management|manager|directors?|specialists?|agents?|assistants?|associates?"
    r"|coordinators?|officers?|representatives?|advisors?|advisers?|analysts?|engineers?|sales|services?|support|operations?"
    r"|marketing|lead|team|quality|customer|campaigns?|copy|supervisors?|consultants?|executives?|reps?|workers?|us|duty|out|to|new)\b"
)
"""Words in capitals after a cue that make it a job and no person: “Email Marketing Manager”, “Contact Center Agent”."""


def names_somebody(kind: str, text: pl.Expr) -> pl.Expr:
    """Whether `text` holds personal data of this kind of `PATTERNS`."""
    found = text.str.contains(PATTERNS[kind])
    if kind != "name":
        return found
    return found & ~text.str.extract(f"({PATTERNS[kind]})").str.contains(NO_NAME)


def personal(text: pl.Expr) -> pl.Expr:
    """Whether `text` holds personal data of any kind."""
    return pl.any_horizontal(names_somebody(kind, text) for kind in PATTERNS)
