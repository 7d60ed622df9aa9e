"""XML without entities, without DTD, without network: the only way a foreign document is parsed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from app.importers.trouble import UnreadableFileError

_CHUNK_BYTES = 4096


def parse(data: bytes) -> etree._Element:
    """Return the root of a document.

    Raises:
        UnreadableFileError: It is not well-formed, nests too deeply, or brings a DOCTYPE.
    """
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError(_reason(data), line=error.lineno) from error
    _refuse_doctype(root)
    return root


def peek(head: bytes) -> list[tuple[str, str]]:
    """Return the elements that the beginning of a document shows: qualified name and text, at least one.

    A document that breaks off or breaks down gives what stands before that.

    Raises:
        UnreadableFileError: Not even the first element can be read, or the document brings a DOCTYPE.
    """
    parser = etree.XMLPullParser(
        events=("start",), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    started = list(_started(parser, head))
    if not started:
        raise UnreadableFileError(_reason(head))
    _refuse_doctype(started[0])
    return [(str(element.tag), element.text or "") for element in started]


def stream_all(chunks: Iterable[bytes], tags: Sequence[str] | None = None) -> Iterator[etree._Element]:
    """Yield each element of a document of any size when it ends; the reader clears what it has read.

    With `tags` only those come, which is many times faster where most are of no use.

    Raises:
        UnreadableFileError: As for `parse`, when the place that is wrong has been reached.
    """
    parser = etree.XMLPullParser(
        events=("end",),
        tag=tags,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        yield from _ended(parser, chunks)
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError("broken_xml", line=error.lineno) from error


def _ended(parser: etree.XMLPullParser, chunks: Iterable[bytes]) -> Iterator[etree._Element]:
    is_first = True
    for chunk in chunks:
        parser.feed(chunk)
        for _event, element in parser.read_events():
            if isinstance(element, etree._Element):
                if is_first:
                    _refuse_doctype(element)
                    is_first = False
                yield element
    parser.close()


def _started(parser: etree.XMLPullParser, head: bytes) -> Iterator[etree._Element]:
    for start in range(0, len(head), _CHUNK_BYTES):
        try:
            parser.feed(head[start : start + _CHUNK_BYTES])
            for _event, element in parser.read_events():
                if isinstance(element, etree._Element):
                    yield element
        except etree.XMLSyntaxError:
            return


def _refuse_doctype(element: etree._Element) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFileError("has_doctype")


def _reason(data: bytes) -> str:
    return "has_doctype" if b"<!DOCTYPE" in data[:_CHUNK_BYTES] else "broken_xml"
