"""Names of 60 letters and amounts in the millions break no page, in the smallest window and large text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.domain.party import CustomerId
from tests.everywhere import seen, shown
from tests.legible import cut, overlapping, scrolled_sideways
from tests.office import Office
from tests.window import OpenWindow, opened_window
from ui.theme import Theme
from ui.view_models import places

LONGEST = "Bröderna Åkerströms Värme-, Sanitets- & Fastighetsservice i"
AMOUNT = "1234567.89"


@pytest.fixture
def opened(example_office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    """Open the window on the example, whose customers now have long names and owe millions."""
    connection = example_office.desk.database.connection
    connection.execute("UPDATE customer SET name = ? || ' ' || id", [LONGEST])
    ids = [row[0] for row in connection.execute("SELECT id FROM customer ORDER BY id LIMIT 30")]
    for customer_id in ids:
        example_office.invoice(
            CustomerId(customer_id), f"2026-{customer_id:06d}", AMOUNT, issued="2026-09-01", due="2026-10-01"
        )
    with opened_window(example_office, qtbot, places.Today()) as found:
        yield found


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_overlaps_is_cut_or_scrolls_sideways(opened: OpenWindow, look: Theme, scale: float) -> None:
    look.set_scale(scale)
    opened.window.resize(1024, 640)
    found = [
        f"{view.name}: {check.__name__}: {each}"
        for view in seen(opened)
        for check in (cut, overlapping, scrolled_sideways)
        for each in check(shown(opened))
    ]
    assert not found, "\n".join(dict.fromkeys(found))
    assert opened.window.width() == 1024
