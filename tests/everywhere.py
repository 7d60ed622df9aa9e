"""Every page and every side panel of the window on the example's data, to be looked at one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from app.domain.invoice import CaseId
from ui.main_window import MainWindow
from ui.models.rows import WorkRow
from ui.pages.registry import PAGES, PANELS
from ui.pages.today_page import TodayPage
from ui.view_models import places
from ui.view_models.places import Place
from ui.view_models.workplace import Subject

if TYPE_CHECKING:
    from tests.window import OpenWindow

FIRST_LETTER = 1


@dataclass(frozen=True, slots=True)
class View:
    """Something to look at: a page, and the panel beside it if it is one."""

    name: str
    place: Place
    panel: str = ""
    subject: Subject | None = None

    def show(self, window: MainWindow) -> None:
        """Bring it to the front; what it reads arrives later."""
        window.go(self.place)
        if self.panel and self.subject:
            window.open_panel(self.panel, self.subject)


def subjects(window: MainWindow) -> list[Subject]:
    """Return whom the rows of Today are about, from the top; Today is in front and has been read."""
    page = window.page()
    assert isinstance(page, TodayPage)
    found = [page.model.subject(row) for row in page.model.rows() if isinstance(row, WorkRow)]
    assert found
    return [each for each in found if each]


def views(known: Sequence[Subject]) -> list[View]:
    """Return all there is to see about these customers: one view of every page, then one of every panel."""
    pages = [View(module.removesuffix("_page"), _place(kind, known)) for kind, (module, _) in PAGES.items()]
    panels = [View(f"{name}_panel", places.Today(), name, known[0]) for name in PANELS]
    return [*pages, *panels]


def _place(kind: type, known: Sequence[Subject]) -> Place:
    """Return where a page is opened; a page that needs nothing, or names what it needs as usual, is known."""
    first = known[0]
    needs = {
        "case_id": first.case_ids[0],
        "case_ids": first.case_ids,
        "customer_id": first.customer_id,
        "letter_id": FIRST_LETTER,
    }
    if kind is places.BatchPlace:
        needs["case_ids"] = tuple(CaseId(case_id) for each in known[:4] for case_id in each.case_ids)
    fields = getattr(kind, "__dataclass_fields__", {})
    return cast(Place, kind(**{name: needs[name] for name in fields if name in needs}))


def seen(opened: OpenWindow) -> Iterator[View]:
    """Bring every view to the front, one after the other; Today has been read."""
    for view in views(subjects(opened.window)):
        view.show(opened.window)
        opened.settle()
        yield view


def shown(opened: OpenWindow) -> QWidget:
    """Return what is in front: the panel, or else the page."""
    return opened.window.panel() or opened.window.page()
