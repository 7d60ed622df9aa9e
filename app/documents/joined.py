"""Several papers as one file, in the order in which they are to be printed."""

from __future__ import annotations

import io
from collections.abc import Sequence


def joined(papers: Sequence[bytes], *, title: str, language: str) -> bytes:
    """Return the pages of all papers in one PDF; the same papers always give the same bytes.

    It is made for the printer: the order of reading for a screen reader stays in the papers themselves.
    """
    import pikepdf

    with pikepdf.new() as whole:
        for paper in papers:
            with pikepdf.open(io.BytesIO(paper)) as part:
                whole.pages.extend(part.pages)
        whole.Root.Lang = pikepdf.String(language)
        whole.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        whole.trailer.Info = whole.make_indirect(pikepdf.Dictionary(Title=title, Producer="Betalt"))
        out = io.BytesIO()
        whole.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
