"""Files and folders that a stranger made, and computers that stop in the middle, against the real commands."""
