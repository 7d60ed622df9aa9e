"""Table classes; they mirror the schema of the migrations and never leave `app.storage`.

They validate nothing (`table=True`): the schema's own CHECKs and the domain do that.
"""

from __future__ import annotations

from sqlmodel import Field, SQLModel

from app.storage.bank_tables import PayerAliasRow as PayerAliasRow
from app.storage.bank_tables import PaymentRow as PaymentRow
from app.storage.bank_tables import PaymentSuggestionRow as PaymentSuggestionRow
from app.storage.case_tables import AttachmentRow as AttachmentRow
from app.storage.case_tables import CreditRow as CreditRow
from app.storage.case_tables import PartnerRow as PartnerRow
from app.storage.contact_tables import ContactPersonRow as ContactPersonRow
from app.storage.rule_tables import ProcedureRow as ProcedureRow
from app.storage.rule_tables import StatuteRow as StatuteRow


class FirmRow(SQLModel, table=True):
    __tablename__ = "firm"
    id: int | None = Field(default=1, primary_key=True)
    name: str
    country: str
    identifier: str
    street: str
    postcode: str
    city: str
    phone: str
    email: str
    vat_note: str
    agency: str
    show_identifier: int
    logo: bytes | None = None


class OwnAccountRow(SQLModel, table=True):
    __tablename__ = "own_account"
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    number: str
    position: int


class SettingRow(SQLModel, table=True):
    __tablename__ = "setting"
    name: str = Field(primary_key=True)
    value: str


class ImportBatchRow(SQLModel, table=True):
    __tablename__ = "import_batch"
    id: int | None = Field(default=None, primary_key=True)
    file_name: str
    sha256: str
    importer: str
    read_on: str
    covered_through: str | None = None
    withdrawn: int = 0


class ImportMappingRow(SQLModel, table=True):
    __tablename__ = "import_mapping"
    name: str = Field(primary_key=True)
    shape: str
    mapping: str
    used_on: str


class CustomerRow(SQLModel, table=True):
    __tablename__ = "customer"
    id: int | None = Field(default=None, primary_key=True)
    name: str
    kind: str | None = None
    kind_confirmed: int = 0
    country: str = ""
    identifier: str = ""
    number: str = ""
    language: str = ""
    tone: str | None = None
    channel: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    address_country: str = ""
    contact_name: str = ""
    contact_role: str = ""
    phone: str = ""
    email: str = ""
    best_time: str = ""
    remember: str = ""
    endpoint: str = ""
    address_form: str = ""
    invoices_to: str = ""
    terms: str = ""
    erased_on: str | None = None
    fee_agreed_on: str | None = None
    fee_source: str = ""
    since: str
    search: str
    batch_id: int | None = None
    withdrawn: int = 0


class InvoiceRow(SQLModel, table=True):
    __tablename__ = "invoice"
    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    kind: str
    number: str
    currency: str
    total_minor: int
    amount_due_minor: int
    issued_on: str
    due_on: str | None = None
    law: str | None = None
    payment_reference: str = ""
    subject: str = ""
    terms: str = ""
    origin: str = "ordinary"
    credits: str = ""
    due_agreed: int | None = None
    fee_agreed: int | None = None
    fee_agreed_on: str | None = None
    fee_source: str = ""
    interest_notice_given: int | None = None
    delivered: int | None = None
    delivered_on: str | None = None
    supplied_on: str | None = None
    agreed_rate: str | None = None
    agreed_margin: str | None = None
    search: str = ""
    batch_id: int | None = None
    withdrawn: int = 0


class LetterRow(SQLModel, table=True):
    __tablename__ = "letter"
    id: int | None = Field(default=None, primary_key=True)
    number: str
    kind: str
    customer_id: int
    language: str
    made_on: str
    sent_on: str | None = None
    pay_by: str | None = None
    total_minor: int
    currency: str
    content: str
    withdrawn: int = 0


class LetterCaseRow(SQLModel, table=True):
    __tablename__ = "letter_case"
    letter_id: int = Field(primary_key=True)
    invoice_id: int = Field(primary_key=True)


class LetterFileRow(SQLModel, table=True):
    __tablename__ = "letter_file"
    letter_id: int = Field(primary_key=True)
    file_name: str
    pdf: bytes


class PlanRow(SQLModel, table=True):
    __tablename__ = "plan"
    id: int | None = Field(default=None, primary_key=True)
    customer_id: int
    letter_id: int | None = None
    state: str
    interest: str
    currency: str
    made_on: str
    signed_on: str | None = None
    ended_on: str | None = None
    withdrawn: int = 0


class PlanCaseRow(SQLModel, table=True):
    __tablename__ = "plan_case"
    plan_id: int = Field(primary_key=True)
    invoice_id: int = Field(primary_key=True)


class PlanInstalmentRow(SQLModel, table=True):
    __tablename__ = "plan_instalment"
    plan_id: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    due_on: str
    amount_minor: int


class LedgerRow(SQLModel, table=True):
    __tablename__ = "ledger_entry"
    id: int | None = Field(default=None, primary_key=True)
    invoice_id: int
    kind: str
    amount_minor: int
    booked_on: str
    effective_on: str
    reverses_id: int | None = None
    first_day: str | None = None
    last_day: str | None = None
    calculation: str = ""
    payment_id: int | None = None
    letter_id: int | None = None
    hash: bytes


class HistoryRow(SQLModel, table=True):
    __tablename__ = "history_entry"
    id: int | None = Field(default=None, primary_key=True)
    invoice_id: int
    kind: str
    version: int
    payload: str
    happened_on: str
    recorded_at: str
    occasion: str = ""
    retracts_id: int | None = None
    hash: bytes


class HistoryNoteRow(SQLModel, table=True):
    __tablename__ = "history_note"
    history_id: int = Field(primary_key=True)
    note: str


class DraftRow(SQLModel, table=True):
    __tablename__ = "draft"
    name: str = Field(primary_key=True)
    payload: str
    saved_at: str


STANDS, UNDONE, PASSED_BY = 0, 1, 2
"""Of an action: it stands; it was undone and can be redone; something else was done since it was undone."""


class ActionRow(SQLModel, table=True):
    __tablename__ = "action"
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    about: str
    done_on: str
    done_at: str
    source: str
    parts: str
    undone: int = 0


class SummaryRow(SQLModel, table=True):
    __tablename__ = "case_summary"
    invoice_id: int = Field(primary_key=True)
    customer_id: int
    currency: str
    open_minor: int
    due_on: str | None
    on_its_way_until: str | None
    act_on: str | None
    next_step: str
    next_formal: int
    reason: str
    rank: int
    reason_on: str | None
    reason_minor: int | None
    usual_first: int | None
    usual_last: int | None
    names_on: str | None
    call_back_at: str
    level: str
    disputed_minor: int | None
    answer_on: str | None
    promised_by: str | None
    promised_minor: int | None
    promise_lapses_on: str | None
    plan_id: int | None
    plan_done: int
    plan_parts: int
    missed_on: str | None
    paused_until: str | None
    handed_over_on: str | None
    unconfirmed_minor: int | None
    closed_as: str
    closed_on: str | None
    limitation_on: str | None


PARENTS_FIRST: tuple[type[SQLModel], ...] = (
    FirmRow, OwnAccountRow, SettingRow, ImportBatchRow, ImportMappingRow, CustomerRow, ContactPersonRow,
    InvoiceRow, PaymentRow, PaymentSuggestionRow, PayerAliasRow,
    LetterRow, LetterCaseRow, LetterFileRow, PlanRow, PlanCaseRow, PlanInstalmentRow, LedgerRow, HistoryRow,
    HistoryNoteRow, DraftRow, ActionRow, SummaryRow, StatuteRow, ProcedureRow,
    PartnerRow, AttachmentRow, CreditRow,
)  # fmt: skip
