"""Adzuna's search API: shipped, and disabled by its terms."""

import re
from collections.abc import Sequence
from typing import Any

from spiders.base import JsonBoardSpider
from spiders.card import Card
from spiders.fields import Fields, joined
from spiders.items import Posting
from spiders.plan import Board


class AdzunaSpider(JsonBoardSpider):
    """Adzuna's public API of advertisements gathered from many sites. A board is a country, as in `gb`. Disabled.

    Endpoint: `GET https://api.adzuna.com/v1/api/jobs/{board}/search/1?results_per_page=50`.
    Paging: the number at the end of the path; `count` counts all.
    Auth: `app_id` and `app_key` in the query. No key is read here, as nobody is asked.
    Fields: `created` is the posting date, `company.display_name` the employer, `location.display_name` the place. The text is an
    excerpt; pay is predicted where `salary_is_predicted` is 1, and then not taken.
    Caps: none stated for one search; the number of requests a day is limited.
    Terms: forbid ongoing aggregates of its data without an agreement.
    """

    name = "adzuna"
    card = Card(
        homepage="https://developer.adzuna.com/overview",
        proof="total",
        has_posted_date=True,
        is_aggregator=True,
        terms_url="https://developer.adzuna.com/docs/terms_of_service",
        robots_url="https://api.adzuna.com/robots.txt",
        terms_note="The terms of the API forbid ongoing aggregates without an agreement.",
        disabled_because="its terms forbid ongoing aggregates, and a monthly count is one",
    )
    address = "api.adzuna.com/v1/api/jobs/{board}/search/1?results_per_page=50"
    items_at = ("results",)
    total_at = ("count",)

    def more(self, stated: Any, items: Sequence[Any], address: str) -> Sequence[str]:
        """The page with the next number, after a page that was not empty."""
        path, number, query = re.split(r"/search/(\d+)", address, maxsplit=1)
        return [f"{path}/search/{int(number) + 1}{query}"] if items else []

    def posting(self, raw: Fields, board: Board) -> Posting:
        """One entry of `results`."""
        raw.drop("__CLASS__", "adref", "latitude", "longitude", "salary_is_predicted_note")
        location, company, category = raw.part("location"), raw.part("company"), raw.part("category")
        for part in (location, company, category):
            part.drop("__CLASS__", "area", "tag")
        is_predicted = raw.text("salary_is_predicted") == "1"
        bounds = joined([raw.text("salary_min"), raw.text("salary_max")], " - ")
        return Posting(
            source=self.name,
            board=board.board,
            posting_id=raw.identifier("id"),
            title=raw.title("title"),
            employer=company.text("display_name"),
            location=location.text("display_name"),
            description=raw.text("description"),
            url=raw.text("redirect_url"),
            posted_at=raw.text("created"),
            department=category.text("label"),
            employment_type=joined([raw.text("contract_time"), raw.text("contract_type")], " | "),
            pay=None if is_predicted else bounds,
        )
