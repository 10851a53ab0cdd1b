"""Many thousands of reports as Parquet: the numbers of the page of all homes, for groups too large for a page."""
