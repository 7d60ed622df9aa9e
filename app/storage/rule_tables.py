"""Table classes of the rules that the user adds: rows of law, and how unpaid invoices are followed up."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class StatuteRow(SQLModel, table=True):
    __tablename__ = "statute_row"
    id: int | None = Field(default=None, primary_key=True)
    country: str
    name: str
    valid_from: str
    value: str
    known_through: str | None = None
    source: str
    added_on: str
    withdrawn: int = 0


class ProcedureRow(SQLModel, table=True):
    __tablename__ = "procedure"
    id: int | None = Field(default=None, primary_key=True)
    law: str
    kind: str
    content: str
    withdrawn: int = 0
