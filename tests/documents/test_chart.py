"""Pictures on paper: lengths in proportion, planned money hatched, all inside their room."""

from __future__ import annotations

import pytest

from app.documents.layout.chart import Chart, Point, draw
from app.documents.layout.sheet import LEFT, Filled, Rule, Sheet, Text

ROOM = 81.0


def drawn(chart: Chart) -> Sheet:
    sheet = Sheet(1.0, lambda _sheet: None, y=50.0)
    draw(sheet, chart, LEFT, ROOM)
    return sheet


def bars(*values: int) -> Chart:
    return Chart("bars", tuple(Point(f"Bar {value}", str(value), (value,)) for value in values))


def test_bars_are_as_long_as_their_figures_and_carry_them() -> None:
    sheet = drawn(bars(40, 10, 0))
    long, short = (mark for mark in sheet.pages[0] if isinstance(mark, Filled))
    assert long.width == pytest.approx(4 * short.width)
    said = [mark.text for mark in sheet.pages[0] if isinstance(mark, Text)]
    assert said == ["Bar 40", "40", "Bar 10", "10", "Bar 0", "0"]


def test_planned_money_is_hatched_inside_its_column() -> None:
    sheet = drawn(Chart("columns", (Point("w. 47", "30", (10, 20, 0)), Point("w. 48", "0", (0, 0, 0)))))
    (solid,) = (mark for mark in sheet.pages[0] if isinstance(mark, Filled))
    hatches = [mark for mark in sheet.pages[0] if isinstance(mark, Rule)][:-1]
    assert hatches
    for line in hatches:
        assert solid.x <= min(line.x0, line.x1) + 1e-9
        assert max(line.x0, line.x1) <= solid.x + solid.width + 1e-9
        assert max(line.y0, line.y1) <= solid.y + 1e-9


def test_a_line_leaves_out_months_of_which_nothing_is_known() -> None:
    points = (Point("maj", "2", (2,)), Point("jun", "", ()), Point("jul", "4 days", (4,)))
    sheet = drawn(Chart("line", points))
    assert sum(isinstance(mark, Filled) for mark in sheet.pages[0]) == 2
    assert "4 days" in [mark.text for mark in sheet.pages[0] if isinstance(mark, Text)]


def test_the_later_an_invoice_was_paid_the_longer_its_bar() -> None:
    sheet = drawn(Chart("rhythm", (Point("Norrskärs Båtvarv HB", "day 0–20", (0, 14, 15)),)))
    in_time, late, very_late = (mark for mark in sheet.pages[0] if isinstance(mark, Filled))
    assert in_time.height < late.height < very_late.height
    assert len({in_time.colour, late.colour, very_late.colour}) == 3


@pytest.mark.parametrize("kind", ["bars", "columns", "line", "rhythm"])
def test_everything_stays_in_its_room(kind: str) -> None:
    label = "A very long label of a reason that nobody would ever choose to write in full"
    points = tuple(
        Point(label if kind in ("bars", "rhythm") else "nov", "12 345", (each,)) for each in range(9)
    )
    sheet = drawn(Chart(kind, points))
    for mark in sheet.pages[0]:
        if isinstance(mark, Filled):
            assert mark.x >= LEFT
            assert mark.x + mark.width <= LEFT + ROOM
    assert sheet.y > 50


def test_no_figures_are_no_picture() -> None:
    sheet = drawn(Chart("bars", ()))
    assert (sheet.y, sheet.pages) == (50.0, [[]])
