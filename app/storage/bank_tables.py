"""Table classes of what banks bring: payments, what they seem to pay, and who pays under which name."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class PaymentRow(SQLModel, table=True):
    __tablename__ = "payment"
    id: int | None = Field(default=None, primary_key=True)
    movement: str = "payment"
    received_on: str
    amount_minor: int
    currency: str
    customer_id: int | None = None
    payer: str = ""
    reference: str = ""
    message: str = ""
    account: str = ""
    payer_account: str = ""
    payer_identifier: str = ""
    details: str = "{}"
    bank_id: str | None = None
    read_on: str
    aside: str = ""
    reverses_id: int | None = None
    repaid_minor: int = 0
    repaid_on: str | None = None
    provisional: int = 0
    batch_id: int | None = None
    withdrawn: int = 0


class PaymentSuggestionRow(SQLModel, table=True):
    __tablename__ = "payment_suggestion"
    payment_id: int = Field(primary_key=True)
    invoice_id: int = Field(primary_key=True)
    amount_minor: int


class PayerAliasRow(SQLModel, table=True):
    __tablename__ = "payer_alias"
    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    kind: str
    value: str
    withdrawn: int = 0
