"""Table classes of what a case brings with it: partners, files kept with an invoice, limits of credit."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class PartnerRow(SQLModel, table=True):
    __tablename__ = "partner"
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    name: str
    country: str
    contact_name: str
    phone: str
    email: str
    website: str
    terms: str
    withdrawn: int = 0


class AttachmentRow(SQLModel, table=True):
    __tablename__ = "attachment"
    id: int | None = Field(default=None, primary_key=True)
    invoice_id: int
    kind: str
    file_name: str
    media_type: str
    sha256: str
    content: bytes
    added_on: str
    withdrawn: int = 0


class CreditRow(SQLModel, table=True):
    __tablename__ = "credit"
    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    currency: str
    limit_minor: int | None = None
    insurer_id: int | None = None
    insured_minor: int | None = None
    extension_days: int | None = None
    report_days: int | None = None
    set_on: str
    withdrawn: int = 0
