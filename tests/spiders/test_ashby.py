from tests.spiders.conftest import read, read_one

ITEM = {
    "id": "b2",
    "title": "Community Lead",
    "department": "Marketing",
    "team": "Community",
    "employmentType": "FullTime",
    "location": "Berlin",
    "secondaryLocations": [{"location": "Munich", "address": {"postalAddress": {}}}],
    "publishedAt": "2026-01-05T10:00:00.000+00:00",
    "isListed": True,
    "isRemote": True,
    "address": {"postalAddress": {"addressLocality": "Berlin", "addressCountry": "Germany"}},
    "jobUrl": "https://example.org/b2",
    "descriptionHtml": "<p>Hello</p>",
    "compensation": {
        "compensationTierSummary": "€50K – €60K • Bonus",
        "scrapeableCompensationSalarySummary": "€50K - €60K",
    },
}


def test_it_names_all_places_the_country_and_the_pay() -> None:
    found = read_one("ashby", ITEM)
    assert (found.location, found.country, found.pay) == ("Berlin | Munich", "Germany", "€50K - €60K")
    assert (found.workplace, found.department) == ("Remote", "Marketing | Community")
    assert read_one("ashby", {**ITEM, "workplaceType": "Hybrid"}).workplace == "Hybrid"


def test_what_the_employer_does_not_list_is_no_posting() -> None:
    (reject,) = read("ashby", {**ITEM, "isListed": False})[1]
    assert (reject.posting_id, reject.reason) == ("b2", "not listed by the employer")
