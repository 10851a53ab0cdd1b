"""What backup programs leave on a Mac, one program a file."""
