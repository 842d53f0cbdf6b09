"""Boards on Lever's European host."""

from dataclasses import replace

from spiders.lever import LeverSpider


class LeverEuSpider(LeverSpider):
    """Lever's Postings API for employers whose data stay in Europe: a host, and so a source, of its own.

    Endpoint: `GET https://api.eu.lever.co/v0/postings/{board}?mode=json`.
    Paging, Auth, Fields, Caps, Terms: as `lever`.
    """

    name = "lever_eu"
    card = replace(LeverSpider.card, robots_url="https://api.eu.lever.co/robots.txt")
    address = "api.eu.lever.co/v0/postings/{board}?mode=json"
    careers = "jobs.eu.lever.co/{board}"
