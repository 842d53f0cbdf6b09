"""Whom a crawl may connect to: the public internet, or the sandbox on this machine and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface import implementer

from spiders.conduct.not_asked import NotAsked

Address = IPv4Address | IPv6Address

SPECIAL = tuple(
    ip_network(network)
    for network in (
        # Not for everybody, though Python 3.11 calls them global: protocol assignments (192.0.0.192 is the metadata service
        # of Oracle's cloud), relays of 6to4, the wire server of Azure, and IPv6 that wraps an IPv4 address we do not see.
        "192.0.0.0/24",
        "192.88.99.0/24",
        "168.63.129.16/32",
        "2001::/32",
        "2002::/16",
        "64:ff9b:1::/48",
    )
)
NAT64 = IPv6Network("64:ff9b::/96")
"""What networks without IPv4 reach IPv4 by (RFC 6052): it is as public as the address inside."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet: to no machine, no network and no cloud's inside."""
    meant = _meant(ip_address(address))
    is_special = meant.is_multicast or meant.is_reserved or any(meant in network for network in SPECIAL)
    return meant.is_global and not is_special and not getattr(meant, "is_site_local", False)


def is_loopback(address: str) -> bool:
    """Whether an IP address is this machine."""
    return _meant(ip_address(address)).is_loopback


def _meant(address: Address) -> Address:
    """The IPv4 address inside an IPv6 address, where one is connected to."""
    if isinstance(address, IPv4Address):
        return address
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in NAT64 else address.ipv4_mapped or address


@dataclass(frozen=True)
class Reach:
    """How far a crawl may go."""

    includes: Callable[[str], bool]
    """Of an IP address."""
    ports: tuple[int, ...]
    """Any port where it is empty."""
    beyond: str
    """What is said of an address outside."""

    def refusal(self, url: str) -> str | None:
        """Why a URL is not asked, whatever its host's address; null where nothing speaks against it."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https"):
            return f"{parts.scheme} is not a scheme of the web"
        port = (443 if parts.scheme == "https" else 80) if parts.port is None else parts.port
        if self.ports and port not in self.ports:
            return f"port {port} of {parts.hostname} is not one of the web's"
        return None


INTERNET = Reach(is_public, (80, 443), "not a public address")
"""The web's own ports only: a board on any other is a mistake in the panel, or somebody's back door."""
SANDBOX = Reach(is_loopback, (), "not this machine, where the sandbox is")


@implementer(IHostnameResolver)
class Gatekeeper:
    """Resolves names as `resolver` does, and hands out only addresses within reach.

    Twisted connects to what its resolver hands out, spelled-out addresses included, and asks nobody else. So it is the
    connection itself that is checked: a name cannot mean another address later (DNS rebinding).
    """

    def __init__(self, resolver: Any, reach: Reach) -> None:
        self.resolver = resolver
        self.reach = reach
        self.withheld: dict[str, str] = {}
        """Host → an address of it that was not handed out when it was last resolved."""

    @classmethod
    def posted(cls, reach: Reach) -> Self:
        """The gatekeeper of this process, posted by the first who asks. A process crawls by one plan, so it has one reach."""
        from twisted.internet import reactor

        keeper = reactor.nameResolver
        if not isinstance(keeper, cls):
            keeper = cls(keeper, reach)
            reactor.installNameResolver(keeper)
        if keeper.reach != reach:
            raise RuntimeError("a process crawls either real boards or the sandbox")
        return keeper

    def resolveHostName(  # noqa: N802 - Twisted's name
        self, receiver: Any, host: str, *args: Any, **kwargs: Any
    ) -> Any:
        """Tells `receiver` the addresses of `host` that are within reach."""
        self.withheld.pop(host.lower(), None)
        return self.resolver.resolveHostName(_Sieve(self, receiver, host.lower()), host, *args, **kwargs)


@implementer(IResolutionReceiver)
class _Sieve:
    """Passes on what is within reach."""

    def __init__(self, keeper: Gatekeeper, receiver: Any, host: str) -> None:
        self.keeper = keeper
        self.host = host
        self.resolutionBegan = receiver.resolutionBegan
        self.resolutionComplete = receiver.resolutionComplete
        self._pass_on = receiver.addressResolved

    def addressResolved(self, address: Any) -> None:  # noqa: N802 - Twisted's name
        stated = address.host
        if self.keeper.reach.includes(stated):
            self._pass_on(address)
        else:
            self.keeper.withheld[self.host] = stated


class Addresses:
    """The middleware that refuses what is out of reach: robots.txt, redirects and retries like any other request."""

    def __init__(self, reach: Reach) -> None:
        self.reach = reach
        self.keeper = Gatekeeper.posted(reach)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """With the reach that the settings give."""
        return cls(SANDBOX if crawler.settings.getbool("IS_SANDBOX") else INTERNET)

    def process_request(self, request: Request) -> None:
        """Refuses schemes and ports that are not the web's."""
        if refusal := self.reach.refusal(request.url):
            raise _refused(refusal)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Says which address was refused, where a name could not be resolved because of that."""
        host = urlparse_cached(request).hostname or ""
        withheld = self.keeper.withheld.get(host)
        if withheld and isinstance(exception, CannotResolveHostError):
            stated = host if host == withheld else f"{host}, that is {withheld},"
            raise _refused(f"{stated} is {self.reach.beyond}") from exception


def _refused(why: str) -> NotAsked:
    return NotAsked("failed", f"refused: {why}")
