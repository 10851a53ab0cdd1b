"""The dated tables in data/, and the commands that show and write them."""
