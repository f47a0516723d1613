"""The door to Backfile for this archive: `python build.py` imports the seeds and builds the site."""

from pathlib import Path

from backfile.cli import run

if __name__ == "__main__":
    run(home=Path(__file__).resolve().parent)
