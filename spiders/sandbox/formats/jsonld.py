"""Employers' own sites: a sitemap, and a page for each posting."""

import json
import re
from collections.abc import Sequence
from html import escape
from typing import Any
from uuid import UUID

from spiders.sandbox import words
from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.formats.format import Asked, ObjectFormat, Shown, moment


class JsonLd(ObjectFormat):
    """A site on a host of its own; its pages state a `JobPosting` as JSON-LD."""

    source = "jsonld"
    address = "{board}"
    kind = "text/html; charset=utf-8"
    flaws = ("no_title",)

    def token(self, employer: str) -> str:
        """The address of the sitemap."""
        return f"careers.{employer}.example/sitemap.xml"

    def identifier(self, unique: UUID) -> str:
        """The path of the posting's page."""
        return f"jobs/{unique}"

    def read(self, path: str) -> tuple[str, str | None] | None:
        """The sitemap, or a page."""
        found = re.fullmatch(r"(careers\.[^/]+\.example)/(sitemap\.xml|jobs/[^/]+)", path)
        if not found:
            return None
        site, page = found.groups()
        return f"{site}/sitemap.xml", None if page == "sitemap.xml" else page

    def stated(self, posting: PostingFacts) -> dict[str, Any]:
        """The `JobPosting` of a page."""
        country = words.COUNTRIES[posting.country]
        places = [
            {"@type": "Place", "address": {"addressLocality": place, "addressCountry": country}}
            for place in posting.places
        ]
        return {
            "@context": "https://schema.org",
            "@type": "JobPosting",
            "title": posting.title,
            "identifier": {"@type": "PropertyValue", "name": posting.employer, "value": posting.posting_id},
            "hiringOrganization": {"@type": "Organization", "name": posting.employer},
            "description": posting.description,
            "datePosted": moment(posting.posted_on),
            "employmentType": posting.employment.upper().replace("-", "_"),
            "jobLocation": places,
            "applicationContact": {"@type": "ContactPoint", "name": "Zsuzsa Beispiel"},
            **({"jobLocationType": "TELECOMMUTE"} if posting.is_remote else {}),
        }

    def written(self, stated: Any) -> str:
        """A page that states it."""
        markup = json.dumps(stated)
        return f'<!doctype html><title>A job</title><script type="application/ld+json">{markup}</script><h1>A job</h1>'

    def document(self, shown: Sequence[Shown], asked: Asked, total: int) -> str | None:
        """The sitemap, or the page of a posting that is listed."""
        if asked.item is not None:
            return next((item.text for item in shown if item.posting.posting_id == asked.item), None)
        site = asked.board.partition("/")[0]
        pages = "".join(f"<url><loc>https://{site}/{escape(item.posting.posting_id)}</loc></url>" for item in shown)
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{pages}</urlset>'
