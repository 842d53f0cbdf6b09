import re

import pytest

from warehouse.release.publish import publish
from warehouse.site import door
from warehouse.store import StoreError

pytestmark = pytest.mark.usefixtures("drawn_before")


@pytest.fixture
def opened(released_store):
    door.renew(released_store)
    return released_store


def page_order(page):
    return re.findall(r'<li><a href="([^"]+)/index.html">', page)


def read(store, path):
    with store.open(f"releases/{path}") as file:
        return file.read().decode()


def test_the_front_door_lists_the_releases_and_says_what_they_are(opened):
    page = read(opened, "index.html")
    assert 'href="2026.07/index.html"' in page
    assert "SYNTHETIC DATA" in page


def test_latest_leads_to_the_newest_release_page_by_page(opened):
    for path in opened.paths("releases/2026.07"):
        address = path.removeprefix("releases/2026.07/")
        if address.endswith(".html"):
            page = read(opened, f"latest/{address}")
            (target,) = re.findall(r'http-equiv="refresh" content="0; url=([^"]+)"', page)
            assert target.removeprefix("../" * (address.count("/") + 1)) == f"2026.07/{address}"


def test_latest_is_the_release_with_the_newest_data_and_no_release(opened, make_store, small):
    changed = make_store(coverage=small["coverage"].with_columns(observed=44))
    publish(changed, "a-later-one-of-the-same-data")
    door.renew(changed)
    assert page_order(read(changed, "index.html")) == ["a-later-one-of-the-same-data", "2026.07"]
    assert "a-later-one-of-the-same-data/index.html" in read(changed, "latest/index.html")


def test_without_a_release_there_is_no_door(make_store):
    with pytest.raises(StoreError, match="helpwanted release"):
        door.renew(make_store())
