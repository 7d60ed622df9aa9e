"""Files that nothing can be read from, as facts."""

from __future__ import annotations

from app.domain.errors import TroubleError


class UnreadableFileError(TroubleError):
    """The file gives nothing at all. Nothing changed.

    `reason` is a key of `problems.REASONS`: `missing`, `not_allowed`, `not_a_file`, `cannot_open`, `empty`,
    `too_large`, `broken_xml`, `has_doctype`, `broken_workbook`, `locked_workbook`, `binary` or `broken_text`.
    `limit_bytes` goes with `too_large`, `line` (from 1) with `broken_xml` where it is known.
    """

    def __init__(self, reason: str, *, limit_bytes: int = 0, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.limit_bytes = limit_bytes
        self.line = line
