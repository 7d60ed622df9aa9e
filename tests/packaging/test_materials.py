"""What Betalt is made of: each part has a licence that goes with ours; the bill is the same every time."""

import re
import tomllib
from pathlib import Path

import materials
import pytest

ROOT = Path(materials.__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PARTS = materials.installed_with(re.split(r"[<>=~!;\[ ]", line)[0] for line in PROJECT["dependencies"])
GOES_WITH_THE_GPL = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software|MPL-2\.0|LGPL|Lesser|GPL-3|Zlib", re.IGNORECASE
)


@pytest.mark.parametrize("name", PARTS)
def test_every_part_has_a_licence_that_goes_with_ours(name: str) -> None:
    assert GOES_WITH_THE_GPL.search(materials.licence(PARTS[name])), materials.licence(PARTS[name])


def test_what_a_part_brings_is_a_part_too() -> None:
    assert {"sqlmodel", "sqlalchemy", "pydantic-core", "shiboken6"} <= PARTS.keys()


def test_every_part_is_locked() -> None:
    locked = {pin.partition("==")[0] for pin in materials.pins(materials.LOCK.read_text(encoding="utf-8"))}
    assert PARTS.keys() <= locked


def test_a_bill_keeps_its_hashes_and_loses_what_varies() -> None:
    file = {
        "type": "distribution",
        "url": "https://example.org/a.whl",
        "hashes": [{"alg": "SHA-256", "content": "ab"}],
    }
    made = {
        "serialNumber": "urn:uuid:1",
        "metadata": {"timestamp": "2026-11-22T10:00:00Z", "component": {"name": "betalt"}},
        "components": [{"name": "a", "version": "1", "externalReferences": [file]}],
    }
    assert materials.settled(made) == {
        "metadata": {"component": {"name": "betalt"}},
        "components": [{"name": "a", "version": "1", "hashes": [{"alg": "SHA-256", "content": "ab"}]}],
    }
