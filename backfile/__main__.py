"""`python -m backfile` is `backfile`."""

from backfile.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
