"""From the landing to the tables: what is observed, what becomes of it, what it counts, and the gate before the store."""
