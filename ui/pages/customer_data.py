"""What can be done with the data of a customer: all of it saved to a file, or erased for good."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.i18n import _
from app.services import erasing, register_extract
from app.services.erasing import Erasure
from ui.pages.erase_dialog import EraseDialog
from ui.view_models.workplace import Subject, Workplace


def ask_extract_path(parent: QWidget, folder: str, name: str) -> Path | None:
    """Let the user choose where the extract goes, as PDF or JSON; `None` when they think better of it."""
    kinds = {_("PDF file ({pattern})").format(pattern="*.pdf"): ".pdf", "JSON (*.json)": ".json"}
    chosen, kind = QFileDialog.getSaveFileName(
        parent, _("Save all that is kept about them"), str(Path(folder) / name), ";;".join(kinds)
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() in kinds.values() else path.with_name(path.name + kinds[kind])


class CustomerData:
    """`ask_path` is the system's dialog; tests put their own in place."""

    def __init__(self, workplace: Workplace, page: QWidget) -> None:
        self._workplace, self._page = workplace, page
        self.ask_path = ask_extract_path
        self.dialog: EraseDialog | None = None

    def save_extract(self, person: Subject) -> None:
        """Save everything that is kept about a customer."""
        who, chosen = person.customer_id, self._workplace.preferences
        name = register_extract.file_name(self._workplace.desk, who)
        path = self.ask_path(self._page, chosen.last_folder, name)
        if path is None:
            return
        self._workplace.prefer(last_folder=str(path.parent))
        self._workplace.read(
            lambda desk: register_extract.save_extract(desk, who, path),
            lambda _none: self._workplace.notices.say(_("Saved as {name}.").format(name=path.name)),
        )

    def ask_erasure(self, person: Subject) -> None:
        """Say what would go and what the law keeps, and erase after a yes."""
        who = person.customer_id

        def show(known: Erasure) -> None:
            title = _("Erase what is kept about {name}").format(name=known.name)
            self.dialog = EraseDialog(title, known, self._page)
            self.dialog.accepted.connect(lambda: self._workplace.act(lambda desk: erasing.erase(desk, who)))
            self.dialog.open()

        self._workplace.read(lambda desk: erasing.erasure(desk, who), show)
