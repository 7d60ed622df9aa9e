"""The ways out of the window: a printer, a file, another program. Tests put their own in place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QStandardPaths, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import TroubleError
from app.i18n import _
from app.services.preview import Picture

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PRINT_DPI = 300.0
_COPY_TOP_MM = 8.0
_MM_PER_INCH = 25.4


class PrinterTroubleError(TroubleError):
    """The printer took nothing."""


class Outlets:
    """Dialogs and programs of the system."""

    def __init__(self) -> None:
        self._drafts = QTemporaryDir()

    def has_printer(self) -> bool:
        """Say whether the system knows a printer."""
        from PySide6.QtPrintSupport import QPrinterInfo

        return bool(QPrinterInfo.availablePrinterNames())

    def ask_printer(self, parent: QWidget, name: str) -> QPrinter | None:
        """Let the user choose a printer for a paper; `None` when they think better of it."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(name)
        dialog = QPrintDialog(printer, parent)
        return printer if dialog.exec() else None

    def ask_path(self, parent: QWidget, folder: str, name: str) -> Path | None:
        """Let the user choose where a file goes; `None` when they think better of it."""
        places = QStandardPaths.StandardLocation.DocumentsLocation
        start = Path(folder or QStandardPaths.writableLocation(places)) / name
        chosen, _kind = QFileDialog.getSaveFileName(
            parent, _("Save PDF"), str(start), _("PDF file ({pattern})").format(pattern="*.pdf")
        )
        return Path(chosen).with_suffix(".pdf") if chosen else None

    def ask_list_path(self, parent: QWidget, folder: str, name: str) -> Path | None:
        """Let the user choose where a list goes and in which kind of file; `None` for not at all."""
        places = QStandardPaths.StandardLocation.DocumentsLocation
        start = Path(folder or QStandardPaths.writableLocation(places)) / name
        kinds = {
            _("Excel workbook ({pattern})").format(pattern="*.xlsx"): ".xlsx",
            _("CSV file ({pattern})").format(pattern="*.csv"): ".csv",
            _("PDF file ({pattern})").format(pattern="*.pdf"): ".pdf",
        }
        chosen, kind = QFileDialog.getSaveFileName(parent, _("Save the list"), str(start), ";;".join(kinds))
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() in kinds.values() else path.with_name(path.name + kinds[kind])

    def ask_folder(self, parent: QWidget, folder: str) -> Path | None:
        """Let the user choose where several files go; `None` when they think better of it."""
        places = QStandardPaths.StandardLocation.DocumentsLocation
        start = folder or QStandardPaths.writableLocation(places)
        chosen = QFileDialog.getExistingDirectory(parent, _("Save one file each"), start)
        return Path(chosen) if chosen else None

    def ask_pack(self, parent: QWidget, folder: str) -> Path | None:
        """Let the user choose the ZIP file that a pack becomes; `None` when they think better of it."""
        places = QStandardPaths.StandardLocation.DocumentsLocation
        start = Path(folder or QStandardPaths.writableLocation(places)) / _("Evidence")
        chosen, _kind = QFileDialog.getSaveFileName(
            parent, _("Hand over"), f"{start}.zip", _("ZIP file ({pattern})").format(pattern="*.zip")
        )
        return Path(chosen).with_suffix(".zip") if chosen else None

    def draft_path(self, name: str) -> Path:
        """Return where a mail draft may lie until the program closes."""
        return Path(self._drafts.filePath(name))

    def open_file(self, path: Path) -> bool:
        """Open a file with the program the system has for it; `False` when it has none."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def as_image(picture: Picture) -> QImage:
    """Return a page as Qt paints it."""
    image = QImage(picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
    return image.copy()


def print_pages(printer: QPrinter, pages: Iterable[Picture], mark: str = "") -> None:
    """Paint pages on A4, edge to edge; `mark` is written above the text, on the paper alone.

    It may run on a worker. Raises `PrinterTroubleError` when the printer cannot be written to.
    """
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    printer.setFullPage(True)
    printer.setPageLayout(layout)
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterTroubleError
    try:
        for number, page in enumerate(pages):
            if number:
                printer.newPage()
            sheet = QRectF(printer.paperRect(printer.Unit.DevicePixel))
            painter.drawImage(sheet, as_image(page))
            if mark:
                _write_mark(painter, sheet, mark, printer.resolution())
    finally:
        painter.end()


def _write_mark(painter: QPainter, sheet: QRectF, mark: str, dots_per_inch: int) -> None:
    top = _COPY_TOP_MM / _MM_PER_INCH * dots_per_inch
    font = painter.font()
    font.setPointSizeF(9.0)
    painter.setFont(font)
    width = painter.fontMetrics().horizontalAdvance(mark)
    painter.drawText(int(sheet.center().x() - width / 2), int(sheet.top() + top), mark)
