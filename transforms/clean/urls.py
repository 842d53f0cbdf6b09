"""The canonical form of a posting's address: what stays the same when only the way to it changes."""

import polars as pl

TRACKING = r"(?i)(?:gh_src|gh_jid_src|utm_[a-z]+|ref|source|src|lever-source|trk|referrer)"
"""Query parameters that say where a reader came from, never which posting."""
ANCHOR = r"""(?is)<a\s[^>]*?href\s*=\s*["']?\s*([^"'>\s]+)"""
ADDRESS = r"(?i)^\s*(?:https?://|<a\s)"
"""How an address begins, bare or in markup."""


def canonical_url(url: pl.Expr) -> pl.Expr:
    """`url` without markup, white space, scheme, `www.`, default port, tracking parameters, fragment and trailing slash; host
    in lower case.

    An HTML anchor (`<a href="…">`) gives the address it links to. A fragment that is a path (`#/jobs/7`, `#!jobs/7`) stays:
    pages that run in the browser name their postings so. Follows the ideas of RFC 3986, section 6, and drops the scheme,
    because boards changed from http to https without changing a posting.
    """
    linked = pl.coalesce(url.str.extract(ANCHOR), url)
    unspaced = linked.str.replace_all(r"[\s\x00-\x1f]", "").str.replace_all(r"&(?:amp;)+", "&")
    bare = unspaced.str.replace(r"#[^/!].*$", "").str.replace(r"(?i)^https?://(?:www\.)?", "")
    host, rest = bare.str.extract(r"^([^/?#]*)").str.to_lowercase(), bare.str.replace(r"^[^/?#]*", "")
    query = rest.str.replace_all(rf"([?&]){TRACKING}=[^&#]*", "$1").str.replace_all(r"&{2,}", "&")
    tidy = query.str.replace_all("?&", "?", literal=True).str.replace(r"[?&/#!]+$", "")
    return pl.concat_str(host.str.replace(":(?:80|443)?$", ""), tidy).replace("", None)


def own_id(stated: pl.Expr) -> pl.Expr:
    """An identifier as it is; one that is an address, bare or in an HTML anchor, in its canonical form."""
    return pl.when(stated.str.contains(ADDRESS)).then(canonical_url(stated)).otherwise(stated)
