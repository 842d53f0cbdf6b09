import json

from tests.spiders.conftest import read_one

ITEM = {
    "id": "a1",
    "text": "Publicist",
    "categories": {"commitment": "Full-time", "location": "Leeds", "team": "Press", "allLocations": ["Leeds", "Hull"]},
    "country": "GB",
    "workplaceType": "hybrid",
    "createdAt": 1764205361939,
    "description": "<p>Hello</p>",
    "lists": [{"text": "Duties", "content": "<li>One</li>"}],
    "additional": "<p>Bye</p>",
    "hostedUrl": "https://example.org/a1",
    "salaryRange": {"currency": "GBP", "interval": "per-year-salary", "min": 30000, "max": 40000},
}


def test_it_joins_its_texts_and_places() -> None:
    found = read_one("lever", ITEM)
    assert found.description == "<p>Hello</p>\n<h3>Duties</h3><ul><li>One</li></ul>\n<p>Bye</p>"
    assert found.location == "Leeds | Hull"
    assert found.posted_at == "1764205361939"
    assert json.loads(found.pay or "")["max"] == 40000
