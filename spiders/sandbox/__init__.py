"""A pretend internet with a known truth: a labour market (`market.py`) and a server of its boards (`server.py`)."""
