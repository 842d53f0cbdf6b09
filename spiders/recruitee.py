"""Boards on Recruitee."""

from spiders.base import JsonBoardSpider
from spiders.card import Card
from spiders.fields import Fields, Unusable, joined
from spiders.items import Posting
from spiders.plan import Board

WORKPLACES = {"remote": "Remote", "hybrid": "Hybrid", "on_site": "On-site"}
"""Flags of an offer, and what they say where they are true. Several may be."""


class RecruiteeSpider(JsonBoardSpider):
    """Recruitee's Careers Site API.

    Endpoint: `GET https://{board}.recruitee.com/api/offers/`.
    Paging: none, the whole board in one answer, without a total. An unknown board answers 404.
    Auth: none until 10 February 2027. From then on the API wants a token that only the employer can make: boards will end as
    blocked, with HTTP 401.
    Fields: `published_at` is the posting date, `close_at` the closing date where one is set. The text comes in two parts,
    `description` and `requirements`. `locations` hold all places; `city`, `state_name` and `country` repeat the first.
    Offers that are not published are no vacancy.
    Pay: `salary` (min, max, period, currency), all null where none is stated.
    Caps: none stated.
    Terms: documented for showing an employer's offers on its own website.
    """

    name = "recruitee"
    card = Card(
        homepage="https://docs.recruitee.com/reference/offers",
        proof="whole listing in one answer",
        has_posted_date=True,
        has_close_date=True,
        terms_url="https://docs.recruitee.com/reference/intro-to-careers-site-api",
        robots_url="https://{board}.recruitee.com/robots.txt",
        terms_note="The Careers Site API is documented for showing offers elsewhere, without a token until 2027-02-10.",
    )
    address = "{board}.recruitee.com/api/offers/"
    careers = "{board}.recruitee.com"
    items_at = ("offers",)

    def posting(self, raw: Fields, board: Board) -> Posting:
        """One entry of `offers`."""
        posting_id = raw.identifier("id")
        status = raw.text("status")
        if status not in (None, "published"):
            raise Unusable("not published", "status", status, may_be_vacancy=False)
        _drop(raw)
        company, places, elsewhere = raw.text("company_name"), raw.parts("locations"), raw.text("location")
        return Posting(
            source=self.name,
            board=board.board,
            posting_id=posting_id,
            title=raw.title("title"),
            employer=board.employer or company,
            location=joined([_place(place) for place in places], " | ") or elsewhere,
            country=raw.text("country_code"),
            description=joined([raw.text("description"), raw.text("requirements")], "\n"),
            url=raw.text("careers_url"),
            posted_at=raw.text("published_at"),
            updated_at=raw.text("updated_at"),
            closes_at=raw.text("close_at"),
            department=raw.text("department"),
            employment_type=raw.text("employment_type_code"),
            workplace=joined([word for flag, word in WORKPLACES.items() if raw.flag(flag)], " | "),
            pay=raw.whole("salary"),
        )


def _place(place: Fields) -> str | None:
    place.drop("id", "translations", "street", "postal_code", "note", "state_code", "country_code")
    name = place.text("name")
    return joined([place.text("city") or name, place.text("state"), place.text("country")], ", ")


def _drop(raw: Fields) -> None:
    raw.drop("slug", "guid", "created_at", "position", "tags", "translations", "cover_image", "mailbox_email")
    raw.drop("city", "state_name", "state_code", "postal_code", "country", "careers_apply_url")
    raw.drop("min_hours", "max_hours", "min_hours_per_week", "max_hours_per_week")
    raw.drop("category_code", "experience_code", "education_code", "open_questions", "dynamic_fields")
    raw.drop("sharing_title", "sharing_description", "sharing_image", "location_question_visible")
    raw.drop("locations_question", "locations_question_type", "locations_question_required")
    raw.drop(*(f"options_{name}" for name in ("cv", "cover_letter", "phone", "photo", "salutation", "title")))
