"""Addresses of further pages."""

from urllib.parse import urljoin, urlsplit

from w3lib.url import add_or_replace_parameter, url_query_parameter


def next_by_offset(address: str, shown: int, total: int | None = None) -> tuple[str, ...]:
    """The page after the one at `address`; none after an empty page, and none once `total` items have been shown.

    `offset` counts items from 0. What the page showed is counted, not what it was asked for: hosts show fewer when they like.
    """
    offset = int(url_query_parameter(address, "offset") or "0") + shown
    is_last = shown == 0 or (total is not None and offset >= total)
    return () if is_last else (str(add_or_replace_parameter(address, "offset", str(offset))),)


def next_by_link(address: str, link: object) -> tuple[str, ...]:
    """The page that a link on the page at `address` leads to, with a host of its own or without; none where there is no link.

    A link that is no address stays as it is: whoever asks there finds out.
    """
    if not isinstance(link, str) or not link:
        return ()
    try:
        return (urljoin(f"https://{address}", link).partition("://")[2],)
    except ValueError:  # such as `http://[`
        return (link,)


def host_of(address: str) -> str | None:
    """Host, and port and user where they are stated, of an address without scheme; null where it is none."""
    try:
        return urlsplit(f"https://{address}").netloc.lower() or None
    except ValueError:
        return None
