"""The door to Backfile for this archive: `python build.py` imports the seeds and builds the site."""

from pathlib import Path

from backfile.cli import main

if __name__ == "__main__":
    raise SystemExit(main(home=Path(__file__).resolve().parent))
