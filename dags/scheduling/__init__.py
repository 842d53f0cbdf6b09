"""Airflow around the DAG files: the one at home, the one in this process, and what is told when something goes wrong."""
