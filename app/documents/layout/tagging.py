"""The reading order inside the file, for screen readers, and what the file says about itself."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from app.documents.layout.sheet import Path


def tagged(
    data: bytes, reading: Sequence[Sequence[Path]], *, title: str, author: str, language: str
) -> bytes:
    """Return the document with a structure tree, its language and its title.

    `reading` holds, page by page, where each piece of marked content belongs, in the order of its number.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as file:
        _structure(file, reading)
        file.Root.Lang = pikepdf.String(language)
        file.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        file.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        file.trailer.Info = file.make_indirect(
            pikepdf.Dictionary(Title=title, Author=author, Producer="Betalt")
        )
        out = io.BytesIO()
        file.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _structure(file: Any, reading: Sequence[Sequence[Path]]) -> None:
    from pikepdf import Array, Dictionary, Name

    root = file.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
    document = file.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array()))
    root.K.append(document)
    elements: dict[Path, Any] = {(): document}
    numbers: list[Any] = []
    for number, (page, paths) in enumerate(zip(file.pages, reading, strict=True)):
        page.obj.StructParents = number
        page.obj.Tabs = Name.S
        owners = [_element(file, elements, path) for path in paths]
        for content, owner in enumerate(owners):
            owner.K.append(Dictionary(Type=Name.MCR, Pg=page.obj, MCID=content))
        numbers += [number, file.make_indirect(Array(owners))]
    root.ParentTree = file.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = len(reading)
    file.Root.StructTreeRoot = root


def _element(file: Any, elements: dict[Path, Any], path: Path) -> Any:
    """Return the element at the end of the path, made with its parents on first sight."""
    from pikepdf import Array, Dictionary, Name

    if path not in elements:
        parent = _element(file, elements, path[:-1])
        role = Name("/" + path[-1][0])
        made = file.make_indirect(Dictionary(Type=Name.StructElem, S=role, P=parent, K=Array()))
        parent.K.append(made)
        elements[path] = made
    return elements[path]
