"""Printing a paper and saving it: first where to, then the paper is made, then its bytes go out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.domain.errors import BetaltError
from app.i18n import _
from app.services import paper_file, preview
from app.services.desk import Desk
from ui.pages.ask_bar import Answer, AskBar
from ui.pages.outlets import PRINT_DPI, Outlets, PrinterTroubleError, print_pages
from ui.view_models.workplace import Workplace, words_for

Bytes = Callable[[Callable[[bytes], None]], None]
"""Makes a paper where it is not made yet, and hands its bytes on."""


class PaperOut:
    """What the pages with a paper share. Nothing is made before the user has said where it goes."""

    def __init__(self, workplace: Workplace, page: QWidget, ask: AskBar) -> None:
        self._workplace, self._page, self._ask = workplace, page, ask
        self.outlets = Outlets()

    def print(self, name: str, make: Bytes, done: Callable[[], None], mark: str = "") -> None:
        """Print a paper; without a printer the file is offered."""
        if not self.outlets.has_printer():
            self._ask.ask(
                _("There is no printer on this computer. The paper can be saved as a file."),
                (Answer(_("Save PDF"), lambda: self.save(name, make, done), "↵"),
                 Answer(_("Not now"), _nothing, "Esc")),
            )  # fmt: skip
            return
        printer = self.outlets.ask_printer(self._page, name)
        if printer is None:
            return

        def paint(pdf: bytes) -> None:
            def work(_desk: Desk) -> None:
                print_pages(printer, preview.each_page(pdf, PRINT_DPI), mark)

            self._workplace.read(
                work, lambda _none: self._tell(_("Handed to the printer."), done), self._fail
            )

        make(paint)

    def save(self, name: str, make: Bytes, done: Callable[[], None]) -> None:
        """Save a paper as a file."""
        path = self.outlets.ask_path(self._page, self._workplace.preferences.last_folder, name)
        if path is None:
            return
        self._workplace.prefer(last_folder=str(path.parent))

        def write(pdf: bytes) -> None:
            def saved(_none: None) -> None:
                self._tell(_("Saved as {name}.").format(name=path.name), done)

            self._workplace.read(lambda _desk: paper_file.write(path, pdf), saved)

        make(write)

    def open_draft(self, name: str, content: bytes, done: Callable[[], None]) -> None:
        """Open a mail draft in the user's mail program."""
        path = self.outlets.draft_path(Path(name).with_suffix(".eml").name)

        def written(_none: None) -> None:
            if self.outlets.open_file(path):
                done()
            else:
                said = _("No mail program answered. Save the letter as a PDF and attach it yourself.")
                self._workplace.notices.trouble(said)

        self._workplace.read(lambda _desk: paper_file.write(path, content), written)

    def _tell(self, words: str, done: Callable[[], None]) -> None:
        self._workplace.notices.say(words)
        done()

    def _fail(self, error: BetaltError) -> None:
        if isinstance(error, PrinterTroubleError):
            words = _("The printer took nothing. See that it is on, or save the paper as a PDF.")
            self._workplace.notices.trouble(words)
        else:
            self._workplace.notices.trouble(words_for(error))


def _nothing() -> None:
    """The question is gone, and that is all."""
