"""Many reports as tables: the same numbers as the page of all homes, and questions in SQL."""
