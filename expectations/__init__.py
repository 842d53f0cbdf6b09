"""The vocabulary: what every table holds, and the gate that judges it."""
