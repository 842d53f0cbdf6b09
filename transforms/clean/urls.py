"""The canonical form of a posting's address: what stays the same when only the way to it changes."""

import polars as pl

TRACKING = r"(?i)(?:gh_src|gh_jid_src|utm_[a-z]+|ref|source|src|lever-source|trk|referrer)"
"""Query parameters that say where a reader came from, never which posting."""


def canonical_url(url: pl.Expr) -> pl.Expr:
    """`url` without markup, white space, scheme, `www.`, tracking parameters, fragment and trailing slash; host in lower case.

    An HTML anchor (`<a href="…">`) gives the address it links to. Follows the ideas of RFC 3986, section 6, and drops the
    scheme, because boards changed from http to https without changing a posting.
    """
    linked = pl.coalesce(url.str.extract(r"""(?is)<a\s[^>]*href\s*=\s*["']?([^"'>\s]+)"""), url)
    unspaced = linked.str.replace_all(r"[\s\x00-\x1f]", "")
    plain = unspaced.str.replace_all(r"&(?:amp;)+", "&").str.replace(r"#.*$", "")
    bare = plain.str.replace(r"(?i)^https?://(?:www\.)?", "")
    host, rest = bare.str.extract(r"^([^/?]*)").str.to_lowercase(), bare.str.replace(r"^[^/?]*", "")
    query = rest.str.replace_all(rf"([?&]){TRACKING}=[^&]*", "$1").str.replace_all(r"&{2,}", "&")
    tidy = query.str.replace_all("?&", "?", literal=True).str.replace(r"[?&]+$", "").str.replace(r"/+$", "")
    return pl.concat_str(host, tidy).replace("", None)
