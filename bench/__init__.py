"""What things cost, measured side by side."""

import dags  # noqa: F401  before polars loads, whose memory it is to keep as in the command
