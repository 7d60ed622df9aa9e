"""A list on its way out of the window: saved as CSV, XLSX or PDF, or printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.services.listing import Query
from ui.pages.ask_bar import AskBar
from ui.pages.paper_out import PaperOut
from ui.view_models.workplace import Workplace

Asked = Callable[[], tuple[Query, Sequence[int]]]


class ListOut:
    """Marked rows go out where there are any, else the list as it is narrowed and ordered."""

    def __init__(self, workplace: Workplace, page: QWidget, what: str, asked: Asked) -> None:
        self._workplace, self._page, self._what, self._asked = workplace, page, what, asked
        self.ask = AskBar()
        self.out = PaperOut(workplace, page, self.ask)

    def save(self) -> None:
        """Let the user say where to, and in which kind of file."""
        from app.services import exporting

        name = exporting.file_name(self._workplace.desk, self._what, ".xlsx")
        folder = self._workplace.preferences.last_folder
        path = self.out.outlets.ask_list_path(self._page, folder, name)
        if path is None:
            return
        self._workplace.prefer(last_folder=str(path.parent))
        query, ids = self._asked()
        what = self._what
        self._workplace.read(
            lambda desk: exporting.export(desk, what, path, query, ids), lambda _rows: self._tell(path)
        )

    def print(self) -> None:
        """Print the list as its PDF has it."""
        from app.services import exporting

        what, (query, ids) = self._what, self._asked()

        def make(then: Callable[[bytes], None]) -> None:
            self._workplace.read(
                lambda desk: exporting.as_file(exporting.list_table(desk, what, query, ids), ".pdf"), then
            )

        name = exporting.file_name(self._workplace.desk, what, ".pdf")
        self.out.print(name, make, _nothing)

    def _tell(self, path: Path) -> None:
        self._workplace.notices.say(_("Saved as {name}.").format(name=path.name))


def _nothing() -> None:
    """A list on paper changes nothing."""
