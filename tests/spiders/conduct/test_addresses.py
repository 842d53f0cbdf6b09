"""Whom a crawl may connect to."""

import json
import subprocess
import sys
from ipaddress import IPv4Address, IPv6Address, ip_network
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import data, ip_addresses, sampled_from
from twisted.internet.address import IPv4Address as Resolved
from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface import implementer

from spiders.conduct.addresses import INTERNET, SANDBOX, Gatekeeper, is_loopback, is_public
from spiders.conduct.settings import CONDUCT
from tests.spiders.conftest import serving

# What IANA keeps apart (iana-ipv4-special-registry, iana-ipv6-special-registry), multicast, and the inside of clouds.
# fmt: off
SPECIAL_IPV4 = (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
)
SPECIAL_IPV6 = (
    "::/96", "64:ff9b:1::/48", "100::/64", "2001::/32", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10",
    "fec0::/10", "ff00::/8", "4000::/3",
)
# fmt: on


@given(data())
def test_no_special_address_is_public(draw: Any) -> None:
    network = ip_network(draw.draw(sampled_from(SPECIAL_IPV4 + SPECIAL_IPV6)))
    assert not is_public(str(draw.draw(ip_addresses(network=network))))


@given(ip_addresses(v=4))
def test_every_other_ipv4_address_is_public(address: IPv4Address) -> None:
    is_special = any(address in ip_network(network) for network in SPECIAL_IPV4)
    assert is_public(str(address)) == (not is_special)


@given(ip_addresses(v=4))
def test_an_ipv4_address_inside_an_ipv6_address_is_as_public_as_it_is(address: IPv4Address) -> None:
    mapped, translated = f"::ffff:{address}", f"64:ff9b::{address}"
    assert is_public(mapped) == is_public(translated) == is_public(str(address))
    assert is_loopback(mapped) == is_loopback(str(address))


@given(ip_addresses(v=6))
def test_this_machine_is_not_public(address: IPv6Address) -> None:
    assert not (is_public(str(address)) and is_loopback(str(address)))
    assert is_loopback("::1")
    assert is_loopback("127.8.9.1")
    assert is_public("2606:4700::6810:1")


@implementer(IResolutionReceiver)
class Asker:
    """One that wants a name resolved."""

    def __init__(self) -> None:
        self.addresses: list[str] = []

    def resolutionBegan(self, resolution: object) -> None: ...

    def resolutionComplete(self) -> None: ...

    def addressResolved(self, address: Any) -> None:
        self.addresses.append(address.host)


@implementer(IHostnameResolver)
class Fickle:
    """Names that mean something else each time."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    def resolveHostName(self, receiver: Any, host: str, *args: Any, **kwargs: Any) -> None:
        receiver.resolutionBegan(self)
        for address in self.answers.pop(0):
            receiver.addressResolved(Resolved("TCP", address, 80))
        receiver.resolutionComplete()


def test_a_name_that_changes_its_meaning_is_checked_each_time() -> None:
    keeper = Gatekeeper(Fickle(["93.184.215.14"], ["93.184.215.14", "10.0.0.7"], ["127.0.0.1"]), INTERNET)
    given_out = []
    for _ in range(3):
        asker = Asker()
        keeper.resolveHostName(asker, "Board.example", portNumber=80)
        given_out.append((asker.addresses, keeper.withheld.get("board.example")))
    assert given_out == [(["93.184.215.14"], None), (["93.184.215.14"], "10.0.0.7"), ([], "127.0.0.1")]


@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        ("https://jobs.example/", None),
        ("http://jobs.example:80/", None),
        ("https://jobs.example:8443/", "port 8443 of jobs.example is not one of the web's"),
        ("http://jobs.example:22/", "port 22 of jobs.example is not one of the web's"),
        ("http://jobs.example:0/", "port 0 of jobs.example is not one of the web's"),
        ("file:///etc/passwd", "file is not a scheme of the web"),
        ("ws://jobs.example/", "ws is not a scheme of the web"),
    ],
)
def test_real_boards_are_where_the_web_is(url: str, refusal: str | None) -> None:
    assert INTERNET.refusal(url) == refusal


def test_the_sandbox_may_be_on_any_port() -> None:
    assert SANDBOX.refusal("http://127.0.0.1:45678/") is None
    assert SANDBOX.refusal("ftp://127.0.0.1:45678/") == "ftp is not a scheme of the web"


def bare_crawl(tmp_path: Path, plan: dict[str, Any], urls: list[str]) -> dict[str, str]:
    """What comes of asking each URL in a child process."""
    path = tmp_path / "plan.json"
    path.write_text(json.dumps({"asks": [], **plan}))
    command = [sys.executable, "-m", "tests.spiders.conduct.bare_crawl", str(path), *urls]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


SPELLINGS = {
    "127.0.0.1": "127.0.0.1",
    "localhost": "localhost, that is 127.0.0.1,",
    "127.1": "127.1, that is 127.0.0.1,",
    "0x7f.1": "0x7f.1, that is 127.0.0.1,",
    "0177.0.0.1": "0177.0.0.1, that is 127.0.0.1,",
    "2130706433": "2130706433, that is 127.0.0.1,",
    "0.0.0.0": "0.0.0.0",
    "[::1]": "::1",
    "[::ffff:127.0.0.1]": "::ffff:127.0.0.1",
    "169.254.169.254": "169.254.169.254",
    "10.0.0.1": "10.0.0.1",
    "[fd00:ec2::254]": "fd00:ec2::254",
}
"""Ways to write an address that no real board has, and how it is named when refused."""


def test_without_the_sandbox_no_spelling_of_a_private_address_is_connected_to(tmp_path: Path) -> None:
    seen: list[str] = []

    def respond(asked: Any) -> tuple[int, dict[str, str], bytes]:
        seen.append(asked.path)
        return 200, {}, b""

    any_port = {"spiders.conduct.addresses.Addresses": None, "tests.spiders.conduct.bare_crawl.AnyPort": 850}
    overrides = {
        "DOWNLOADER_MIDDLEWARES": CONDUCT["DOWNLOADER_MIDDLEWARES"] | any_port,
        "AUTOTHROTTLE_ENABLED": False,
        "DOWNLOAD_DELAY": 0,
        "BACKOFF_SECONDS": 0.0,
    }
    with serving(respond) as url:
        port = url.rpartition(":")[2]
        urls = {
            f"http://{host}:{port}/": f"refused: {named} is not a public address" for host, named in SPELLINGS.items()
        }
        found = bare_crawl(tmp_path, {"contact": "me@example.org", "overrides": overrides}, list(urls))
    assert found == {url: f"NotAsked: {why}" for url, why in urls.items()}
    assert not seen


def test_with_the_sandbox_on_nothing_but_this_machine_is_connected_to(tmp_path: Path) -> None:
    with serving(lambda asked: (200, {}, b"")) as elsewhere:

        def respond(asked: Any) -> tuple[int, dict[str, str], bytes]:
            moved = {
                "/out": "http://10.0.0.1/",
                "/public": "http://8.8.8.8/",
                "/aside": elsewhere,
                "/file": "file:///etc/hosts",
            }
            return (302, {"Location": moved[asked.path]}, b"") if asked.path in moved else (200, {}, b"")

        with serving(respond) as url:
            expected = {
                f"{url}/": "HTTP 200",
                f"{url}/aside": "HTTP 200",
                f"{url}/out": "NotAsked: refused: 10.0.0.1 is not this machine, where the sandbox is",
                f"{url}/public": "NotAsked: refused: 8.8.8.8 is not this machine, where the sandbox is",
                f"{url}/file": "HttpError: Ignoring non-200 response",
                "file:///etc/passwd": "NotAsked: refused: file is not a scheme of the web",
                "ftp://127.0.0.1/": "NotAsked: refused: ftp is not a scheme of the web",
                "data:,jobs": "NotAsked: refused: data is not a scheme of the web",
            }
            assert bare_crawl(tmp_path, {"sandbox": url, "polite": False}, list(expected)) == expected
