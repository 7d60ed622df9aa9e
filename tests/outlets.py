"""The ways out of the window for tests: a printer that prints into a file, and answers instead of dialogs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.pages.outlets import Outlets

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class SetOutlets(Outlets):
    """Everything goes into one folder; `opened` lists what was handed to another program."""

    def __init__(self, folder: Path, *, printer: bool = True, mail_program: bool = True) -> None:
        super().__init__()
        self._folder, self._printer, self._mail_program = folder, printer, mail_program
        self.printed = folder / "printed.pdf"
        self.opened: list[Path] = []
        self.list_suffix = ".csv"

    def has_printer(self) -> bool:
        return self._printer

    def ask_printer(self, parent: QWidget, name: str) -> QPrinter | None:
        from PySide6.QtPrintSupport import QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.printed))
        return printer

    def ask_path(self, parent: QWidget, folder: str, name: str) -> Path | None:
        return self._folder / name

    def ask_list_path(self, parent: QWidget, folder: str, name: str) -> Path | None:
        return (self._folder / name).with_suffix(self.list_suffix)

    def ask_folder(self, parent: QWidget, folder: str) -> Path | None:
        return self._folder

    def ask_pack(self, parent: QWidget, folder: str) -> Path | None:
        return self._folder / "pack.zip"

    def open_file(self, path: Path) -> bool:
        self.opened.append(path)
        return self._mail_program
