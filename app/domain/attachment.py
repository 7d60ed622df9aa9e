"""A file kept with an invoice: what it shows, and a name that every system takes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.invoice import CaseId


class AttachmentKind(StrEnum):
    """What a file is about."""

    INVOICE = "invoice"
    AGREEMENT = "agreement"
    ORDER = "order"
    DELIVERY = "delivery"
    PROOF = "proof"
    DISPUTE = "dispute"
    ANSWER = "answer"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file without its bytes; `size` counts them."""

    id: int
    case_id: CaseId
    kind: AttachmentKind
    file_name: str
    media_type: str
    size: int
    sha256: str
    added_on: date

    @property
    def only_shows(self) -> bool:
        """Say whether opening the file shows something and can start no program."""
        return self.media_type != UNKNOWN_TYPE


UNKNOWN_TYPE = "application/octet-stream"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_TYPES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".heic": "image/heic",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".eml": "message/rfc822",
    ".docx": f"{_OFFICE}wordprocessingml.document",
    ".xlsx": f"{_OFFICE}spreadsheetml.sheet",
    ".odt": f"{_OPEN}text",
    ".ods": f"{_OPEN}spreadsheet",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
}
_LONGEST = 100
_SUFFIX_LONGEST = 12
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_NAMELESS = "file"


def media_type(file_name: str) -> str:
    """Return the media type by the end of the name; `UNKNOWN_TYPE` for one that might start a program."""
    return _TYPES.get(_suffix(file_name).lower(), UNKNOWN_TYPE)


def clean_name(found: str) -> str:
    """Return the name of a file as any system can store it: no folders, no signs that steer, 100 at most.

    Signs that turn the direction of writing are left out, so that a name ends as it seems to.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", found))[-1]
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    plain = " ".join(_FORBIDDEN.sub("-", seen).split()).strip(". ")
    if _RESERVED.fullmatch(plain):
        plain = f"-{plain}"
    return _shortened(plain) or _NAMELESS


def _suffix(name: str) -> str:
    before, dot, after = name.rpartition(".")
    return dot + after if before else ""


def _shortened(name: str) -> str:
    if len(name) <= _LONGEST:
        return name
    suffix = _suffix(name)[:_SUFFIX_LONGEST]
    return name[: _LONGEST - len(suffix)].strip(". ") + suffix
