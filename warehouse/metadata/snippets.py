"""Lines to query a release with."""


def snippets(folder: str = "") -> dict[str, str]:
    """Three lines of Python that print the monthly stock of all twelve roles, by the library they use: whole, however long.

    `folder` stands before the path of the file, with its `/`; without it they run inside the release.
    """
    path = f"{folder}data/demand_monthly.parquet"
    where = "role {0} 'any_social' and country {0} 'ZZ' and rung {0} 'any'"
    return {
        "polars": f'import polars as pl; print(pl.read_parquet("{path}")'
        '.filter(role="any_social", country="ZZ", rung="any").select("month", "open").write_csv())',
        "DuckDB": f"import duckdb; duckdb.sql(\"select month, open from '{path}' where {where.format('=')}\")"  # noqa: S608  no text of others
        ".show(max_rows=1000)",
        "pandas": f'import pandas as pd; print(pd.read_parquet("{path}")'
        f'.query("{where.format("==")}")[["month", "open"]].to_string())',
    }


def elsewhere(folder: str = "") -> dict[str, tuple[str, str]]:
    """The same in R and in Spark, by name: language of the code block, and code."""
    path = f"{folder}data/demand_monthly.parquet"
    return {
        "R (arrow, dplyr)": (
            "r",
            f'library(arrow); library(dplyr); read_parquet("{path}") |> '
            'filter(role == "any_social", country == "ZZ", rung == "any") |> select(month, open) |> as.data.frame()',
        ),
        "Spark": (
            "python",
            "from pyspark.sql import SparkSession; "
            f'SparkSession.builder.getOrCreate().read.parquet("{path}")'
            """.where("role = 'any_social' and country = 'ZZ' and rung = 'any'")"""
            '.select("month", "open").orderBy("month").show(1000)',
        ),
    }
