"""The driver of a Spark application, in a process of its own: `python -m tests.distributed.spark_rebuild`."""

import json
import os

from dags.deriving import on_spark


def main() -> None:
    from pyspark.sql import SparkSession

    # Two executors' worth of Python processes on this machine, and no address but loopback.
    settings = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1", "spark.ui.enabled": "false"}
    builder = SparkSession.builder.master("local[2]").config(map=settings)
    with builder.getOrCreate() as spark:
        print(json.dumps({**on_spark.rebuild(spark), "driver": os.getpid()}))


if __name__ == "__main__":
    main()
