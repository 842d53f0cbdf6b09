"""What employers of the panel do: a closed vocabulary, so that sectors can be counted. Null where it is not known."""

SECTORS: dict[str, str] = {
    "agency": "advertising, public relations, design and marketing for others",
    "consumer goods": "things for daily life: beauty, home, toys, pets",
    "crypto": "exchanges, chains and wallets",
    "education": "schools, universities, courses, learning software",
    "energy": "power, heat, batteries, climate",
    "entertainment": "film, music, streaming, tickets, events",
    "fashion": "clothes, shoes, jewellery, bags",
    "finance": "banks, payments, insurance, investment",
    "food and drink": "what is eaten and drunk, restaurants, delivery",
    "games": "makers and publishers of games",
    "government": "states, cities, public agencies",
    "health": "care, medicine, biotechnology, fitness",
    "industry": "machines, materials, chips, defence, space",
    "media": "news, magazines, books, podcasts",
    "nonprofit": "charities, foundations, campaigns, think tanks",
    "professional services": "consulting, engineering, law, staffing, security",
    "property": "building, owning, letting and selling homes and offices",
    "retail": "shops, marketplaces, wholesale",
    "social network": "where people meet online",
    "software": "software and data for others",
    "sport": "clubs, leagues, betting on them",
    "transport": "vehicles, rides, freight",
    "travel": "trips, lodging, leisure",
}
"""Sector → what belongs there. An employer has one: what it is best known for."""
