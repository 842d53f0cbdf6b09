"""Addresses of further pages."""

from w3lib.url import add_or_replace_parameter, url_query_parameter


def next_by_offset(address: str, shown: int, total: int | None = None) -> tuple[str, ...]:
    """The page after the one at `address`; none after an empty page, and none once `total` items have been shown.

    `offset` counts items from 0. What the page showed is counted, not what it was asked for: hosts show fewer when they like.
    """
    offset = int(url_query_parameter(address, "offset") or "0") + shown
    is_last = shown == 0 or (total is not None and offset >= total)
    return () if is_last else (str(add_or_replace_parameter(address, "offset", str(offset))),)
