"""Lever's European host."""

from spiders.sandbox.formats.lever import Lever


class LeverEu(Lever):
    """As Lever, at another address."""

    source = "lever_eu"
    address = "api.eu.lever.co/v0/postings/{board}"
