"""`python -m backfile` is `backfile`."""

from backfile.cli import run

if __name__ == "__main__":
    run()
