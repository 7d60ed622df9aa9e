"""Partners, files kept with a case, credit limits; and a customer may be written to in nynorsk."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE partner (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('reminder_service', 'service_of_process', 'collection_agency',
            'mediator', 'credit_insurer', 'e_invoice_network', 'enforcement_authority')),
        name TEXT NOT NULL CHECK (name <> ''), country TEXT NOT NULL,
        contact_name TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL, website TEXT NOT NULL,
        terms TEXT NOT NULL,
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
    ) STRICT
    """,
    """
    CREATE TABLE attachment (
        id INTEGER PRIMARY KEY,
        invoice_id INTEGER NOT NULL REFERENCES invoice (id),
        kind TEXT NOT NULL CHECK (kind IN ('invoice', 'agreement', 'order', 'delivery', 'proof', 'dispute',
            'answer', 'other')),
        file_name TEXT NOT NULL CHECK (file_name <> ''), media_type TEXT NOT NULL,
        sha256 TEXT NOT NULL, content BLOB NOT NULL,
        added_on TEXT NOT NULL CHECK (added_on GLOB '????-??-??'),
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX attachment_of_invoice ON attachment (invoice_id)",
    """
    CREATE TABLE credit (
        id INTEGER PRIMARY KEY,
        customer_id INTEGER NOT NULL REFERENCES customer (id),
        currency TEXT NOT NULL, limit_minor INTEGER CHECK (limit_minor >= 0),
        insurer_id INTEGER REFERENCES partner (id), insured_minor INTEGER CHECK (insured_minor >= 0),
        extension_days INTEGER CHECK (extension_days >= 0), report_days INTEGER CHECK (report_days >= 0),
        set_on TEXT NOT NULL CHECK (set_on GLOB '????-??-??'),
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX credit_of_customer ON credit (customer_id)",
    """
    INSERT INTO partner (kind, name, country, contact_name, phone, email, website, terms)
        SELECT 'collection_agency', agency, country, '', '', '', '', '' FROM firm WHERE agency <> ''
    """,
    "UPDATE firm SET agency = '' WHERE agency <> ''",
    "UPDATE case_summary SET rank = 23 WHERE reason = 'none'",  # three reasons came before it
)

_LANGUAGES = "language IN ('', 'sv', 'nb', 'en')"


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
    _allow_nynorsk()


def _allow_nynorsk() -> None:
    """Widen a CHECK in place, the way SQLite documents for changes that leave the stored rows as they are."""
    version = op.get_bind().exec_driver_sql("PRAGMA schema_version").scalar_one()
    widened = _LANGUAGES.replace("'nb'", "'nb', 'nn'").replace("'", "''")
    kept = _LANGUAGES.replace("'", "''")
    op.execute("PRAGMA writable_schema = ON")
    op.execute(
        f"UPDATE sqlite_schema SET sql = replace(sql, '{kept}', '{widened}') "
        "WHERE type = 'table' AND name = 'customer'"
    )
    op.execute(f"PRAGMA schema_version = {version + 1}")
    op.execute("PRAGMA writable_schema = OFF")
