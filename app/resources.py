"""Where the files that come with the app are found, from a checkout and from a bundle alike."""

import sys
from pathlib import Path

_ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent)) / "resources"


def resource(*parts: str) -> Path:
    """Return the path of one of our own files, named by its folders and name below `resources/`."""
    return _ROOT.joinpath(*parts)
