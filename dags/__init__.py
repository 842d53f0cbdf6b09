"""What runs the pipeline: the command, Airflow's DAGs, and the steps that both call."""

import os

# What polars frees goes back to the system after half a second, and is asked for again page by page. Kept for three, a day of a
# million sightings takes 7.2 CPU-seconds in place of 8.5, in as much memory; kept for five, in a sixth more of it.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:3000")
