"""The pipeline against real snapshots of job boards, beside a naive reading of the same: `make yardsticks`."""
