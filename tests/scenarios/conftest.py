"""A case in each country, for the stories that are the same in both."""

from pathlib import Path

import pytest

from tests.scenarios.story import LANDS, Story


@pytest.fixture(params=LANDS)
def story(tmp_path: Path, request: pytest.FixtureRequest) -> Story:
    """Return one late invoice, in Sweden and in Norway."""
    return Story.begun(tmp_path, request.param)
