"""`python -m carecheck`: the same as the command `carecheck`."""

from carecheck.cli.main import run

if __name__ == "__main__":
    run()
