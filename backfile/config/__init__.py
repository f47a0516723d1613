"""Settings: `[tool.backfile]` in the archive's `pyproject.toml`, read and checked once.

    [tool.backfile]
    title = "The Harbour Archive"
    url = "https://example.org/harbour/"

Every key is a field of `Settings`; one that is not is refused with the nearest known name.
"""

from backfile.config.reading import load, read
from backfile.config.settings import Place, Settings, Way
from backfile.config.site import ENGINES, Site, redirected

__all__ = ["ENGINES", "Place", "Settings", "Site", "Way", "load", "read", "redirected"]
