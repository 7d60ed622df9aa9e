"""The published bank files and the facts that stand beside them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"


def expected(folder: str) -> dict[str, str]:
    """Return the facts of each file of a folder; the module of tests is skipped where the files are not."""
    if not (SAMPLES / "SOURCES.md").exists():
        pytest.skip("the published samples are not beside this checkout", allow_module_level=True)
    entry = re.compile(rf"^### ({folder}/\S+)$.*?^- Expected: (.+?)$", re.MULTILINE | re.DOTALL)
    return dict(entry.findall((SAMPLES / "SOURCES.md").read_text(encoding="utf-8")))
