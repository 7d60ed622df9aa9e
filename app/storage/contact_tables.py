"""The table class of the people to talk to at a customer, beside the one on the customer's own row."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class ContactPersonRow(SQLModel, table=True):
    __tablename__ = "contact_person"
    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    name: str
    role: str
    phone: str
    email: str
    best_time: str
    language: str
    withdrawn: int = 0
