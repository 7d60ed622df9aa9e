"""Places in an XML document, written as short paths; the prefixes are ours and the same for all formats."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

NAMESPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "sfti": "urn:sfti:documents:BasicInvoice:1:0",
    "sac": "urn:sfti:CommonAggregateComponents:1:0",
    "sbc": "urn:oasis:names:tc:ubl:CommonBasicComponents:1:0",
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
    "sie": "http://www.sie.se/sie5",
}


def elements(parent: etree._Element, path: str) -> Iterator[etree._Element]:
    """Yield the elements below a parent by a path such as `cac:Party/cbc:Name`."""
    yield from parent.iterfind(path, NAMESPACES)


def text(parent: etree._Element, path: str) -> str:
    """Return the first text at a path, without blanks around it; empty when there is none."""
    return next(iter(texts(parent, path)), "")


def texts(parent: etree._Element, path: str) -> tuple[str, ...]:
    """Return every text at a path that is not empty, without blanks around it."""
    found = ((each.text or "").strip() for each in elements(parent, path))
    return tuple(value for value in found if value)


def line_of(element: etree._Element) -> int:
    """Return the line of the file on which an element stands, counted from 1."""
    found: object = element.sourceline
    return found if isinstance(found, int) else 1
