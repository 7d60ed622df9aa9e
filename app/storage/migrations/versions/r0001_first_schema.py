"""The first schema: parties, invoices, two append-only lists, and what is made from them."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE firm (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        name TEXT NOT NULL, country TEXT NOT NULL, identifier TEXT NOT NULL,
        street TEXT NOT NULL, postcode TEXT NOT NULL, city TEXT NOT NULL,
        phone TEXT NOT NULL, email TEXT NOT NULL, vat_note TEXT NOT NULL, agency TEXT NOT NULL,
        show_identifier INTEGER NOT NULL CHECK (show_identifier IN (0, 1)),
        logo BLOB
    ) STRICT
    """,
    """
    CREATE TABLE own_account (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('bankgiro', 'plusgiro', 'account', 'iban', 'swish')),
        number TEXT NOT NULL, position INTEGER NOT NULL,
        UNIQUE (kind, number)
    ) STRICT
    """,
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """
    CREATE TABLE import_batch (
        id INTEGER PRIMARY KEY,
        file_name TEXT NOT NULL, sha256 TEXT NOT NULL, importer TEXT NOT NULL,
        read_on TEXT NOT NULL CHECK (read_on GLOB '????-??-??'),
        covered_through TEXT CHECK (covered_through GLOB '????-??-??'),
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
    ) STRICT
    """,
    """
    CREATE TABLE import_mapping (
        name TEXT PRIMARY KEY, shape TEXT NOT NULL, mapping TEXT NOT NULL CHECK (json_valid(mapping)),
        used_on TEXT NOT NULL CHECK (used_on GLOB '????-??-??')
    ) STRICT
    """,
    """
    CREATE TABLE customer (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL CHECK (name <> ''),
        kind TEXT CHECK (kind IN ('business', 'consumer', 'public')),
        kind_confirmed INTEGER NOT NULL DEFAULT 0 CHECK (kind_confirmed IN (0, 1)),
        country TEXT NOT NULL, identifier TEXT NOT NULL, number TEXT NOT NULL,
        language TEXT NOT NULL CHECK (language IN ('', 'sv', 'nb', 'en')),
        tone TEXT CHECK (tone IN ('warm', 'plain', 'firm')), channel TEXT NOT NULL,
        street TEXT NOT NULL, postcode TEXT NOT NULL, city TEXT NOT NULL, address_country TEXT NOT NULL,
        contact_name TEXT NOT NULL, contact_role TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL,
        best_time TEXT NOT NULL, remember TEXT NOT NULL, endpoint TEXT NOT NULL,
        address_form TEXT NOT NULL DEFAULT '' CHECK (address_form IN ('', 'informal', 'formal')),
        invoices_to TEXT NOT NULL DEFAULT '', terms TEXT NOT NULL DEFAULT '', erased_on TEXT,
        fee_agreed_on TEXT CHECK (fee_agreed_on GLOB '????-??-??'), fee_source TEXT NOT NULL,
        since TEXT NOT NULL CHECK (since GLOB '????-??-??'),
        search TEXT NOT NULL,
        batch_id INTEGER REFERENCES import_batch (id),
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
    ) STRICT
    """,
    """
    CREATE UNIQUE INDEX customer_identifier ON customer (country, identifier)
    WHERE identifier <> '' AND withdrawn = 0
    """,
    "CREATE INDEX customer_search ON customer (search) WHERE withdrawn = 0",
    "CREATE TABLE contact_person (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), "
    "name TEXT NOT NULL, role TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL, best_time TEXT NOT NULL, "
    "language TEXT NOT NULL, withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))) STRICT",
    "CREATE INDEX contact_of_customer ON contact_person (customer_id)",
    """
    CREATE TABLE invoice (
        id INTEGER PRIMARY KEY,
        customer_id INTEGER NOT NULL REFERENCES customer (id),
        kind TEXT NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
        number TEXT NOT NULL CHECK (number <> ''),
        currency TEXT NOT NULL CHECK (length(currency) = 3),
        total_minor INTEGER NOT NULL, amount_due_minor INTEGER NOT NULL,
        issued_on TEXT NOT NULL CHECK (issued_on GLOB '????-??-??'),
        due_on TEXT CHECK (due_on GLOB '????-??-??'),
        law TEXT CHECK (law IN ('SE', 'NO')),
        payment_reference TEXT NOT NULL, subject TEXT NOT NULL, terms TEXT NOT NULL,
        origin TEXT NOT NULL CHECK (origin IN ('ordinary', 'interest', 'fee')),
        credits TEXT NOT NULL,
        due_agreed INTEGER CHECK (due_agreed IN (0, 1)),
        fee_agreed INTEGER CHECK (fee_agreed IN (0, 1)),
        fee_agreed_on TEXT CHECK (fee_agreed_on GLOB '????-??-??'), fee_source TEXT NOT NULL,
        interest_notice_given INTEGER CHECK (interest_notice_given IN (0, 1)),
        delivered INTEGER CHECK (delivered IN (0, 1)),
        delivered_on TEXT CHECK (delivered_on GLOB '????-??-??'),
        supplied_on TEXT CHECK (supplied_on GLOB '????-??-??'),
        agreed_rate TEXT, agreed_margin TEXT CHECK (agreed_rate IS NULL OR agreed_margin IS NULL),
        search TEXT NOT NULL,
        batch_id INTEGER REFERENCES import_batch (id),
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX invoice_identity ON invoice (customer_id, kind, number) WHERE withdrawn = 0",
    "CREATE INDEX invoice_number ON invoice (number)",
    "CREATE INDEX invoice_reference ON invoice (payment_reference) WHERE payment_reference <> ''",
    "CREATE INDEX invoice_search ON invoice (search) WHERE withdrawn = 0 AND kind = 'invoice'",
    "CREATE INDEX invoice_fee ON invoice (customer_id) WHERE origin = 'fee'",
    "CREATE INDEX invoice_batch ON invoice (batch_id) WHERE batch_id IS NOT NULL",
    """
    CREATE TABLE payment (
        id INTEGER PRIMARY KEY,
        movement TEXT NOT NULL DEFAULT 'payment' CHECK (movement IN ('payment', 'reversal', 'lump_sum')),
        received_on TEXT NOT NULL CHECK (received_on GLOB '????-??-??'),
        amount_minor INTEGER NOT NULL, currency TEXT NOT NULL CHECK (length(currency) = 3),
        customer_id INTEGER REFERENCES customer (id),
        payer TEXT NOT NULL, reference TEXT NOT NULL, message TEXT NOT NULL,
        account TEXT NOT NULL, payer_account TEXT NOT NULL, payer_identifier TEXT NOT NULL,
        details TEXT NOT NULL CHECK (json_valid(details)),
        bank_id TEXT,
        read_on TEXT NOT NULL CHECK (read_on GLOB '????-??-??'),
        aside TEXT NOT NULL CHECK (aside IN ('', 'explained', 'not_ours', 'returned')),
        reverses_id INTEGER REFERENCES payment (id),
        repaid_minor INTEGER NOT NULL, repaid_on TEXT CHECK (repaid_on GLOB '????-??-??'),
        provisional INTEGER NOT NULL DEFAULT 0 CHECK (provisional IN (0, 1)),
        batch_id INTEGER REFERENCES import_batch (id),
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX payment_identity ON payment (bank_id) WHERE withdrawn = 0",
    """
    CREATE INDEX payment_waiting ON payment (received_on)
    WHERE customer_id IS NULL AND aside = '' AND withdrawn = 0
    """,
    "CREATE INDEX payment_received ON payment (received_on)",
    "CREATE INDEX payment_customer ON payment (customer_id) WHERE customer_id IS NOT NULL",
    """
    CREATE TABLE payment_suggestion (
        payment_id INTEGER NOT NULL REFERENCES payment (id),
        invoice_id INTEGER NOT NULL REFERENCES invoice (id),
        amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
        PRIMARY KEY (payment_id, invoice_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX payment_suggested ON payment_suggestion (invoice_id)",
    """
    CREATE TABLE payer_alias (
        id INTEGER PRIMARY KEY,
        customer_id INTEGER NOT NULL REFERENCES customer (id),
        kind TEXT NOT NULL CHECK (kind IN ('name', 'account')), value TEXT NOT NULL CHECK (value <> ''),
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX payer_alias_identity ON payer_alias (kind, value, customer_id) WHERE withdrawn = 0",
    """
    CREATE TABLE letter (
        id INTEGER PRIMARY KEY,
        number TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
        customer_id INTEGER NOT NULL REFERENCES customer (id),
        language TEXT NOT NULL, made_on TEXT NOT NULL CHECK (made_on GLOB '????-??-??'),
        sent_on TEXT CHECK (sent_on GLOB '????-??-??'), pay_by TEXT CHECK (pay_by GLOB '????-??-??'),
        total_minor INTEGER NOT NULL, currency TEXT NOT NULL CHECK (length(currency) = 3),
        content TEXT NOT NULL CHECK (json_valid(content)),
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
    ) STRICT
    """,
    """
    CREATE TABLE letter_case (
        letter_id INTEGER NOT NULL REFERENCES letter (id),
        invoice_id INTEGER NOT NULL REFERENCES invoice (id),
        PRIMARY KEY (letter_id, invoice_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE TABLE letter_file (letter_id INTEGER PRIMARY KEY REFERENCES letter (id), "
    "file_name TEXT NOT NULL, pdf BLOB NOT NULL) STRICT",
    """
    CREATE TABLE plan (
        id INTEGER PRIMARY KEY,
        customer_id INTEGER NOT NULL REFERENCES customer (id),
        letter_id INTEGER REFERENCES letter (id),
        state TEXT NOT NULL CHECK (state IN ('draft', 'printed', 'signed', 'done', 'broken')),
        interest TEXT NOT NULL CHECK (interest IN ('none', 'statutory')),
        currency TEXT NOT NULL CHECK (length(currency) = 3),
        made_on TEXT NOT NULL CHECK (made_on GLOB '????-??-??'),
        signed_on TEXT CHECK (signed_on GLOB '????-??-??'),
        ended_on TEXT CHECK (ended_on GLOB '????-??-??'),
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
    ) STRICT
    """,
    """
    CREATE TABLE plan_case (
        plan_id INTEGER NOT NULL REFERENCES plan (id),
        invoice_id INTEGER NOT NULL REFERENCES invoice (id),
        PRIMARY KEY (plan_id, invoice_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX plan_case_invoice ON plan_case (invoice_id)",
    """
    CREATE TABLE plan_instalment (
        plan_id INTEGER NOT NULL REFERENCES plan (id),
        position INTEGER NOT NULL,
        due_on TEXT NOT NULL CHECK (due_on GLOB '????-??-??'),
        amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
        PRIMARY KEY (plan_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE ledger_entry (
        id INTEGER PRIMARY KEY,
        invoice_id INTEGER NOT NULL REFERENCES invoice (id),
        kind TEXT NOT NULL CHECK (kind IN ('principal', 'late_interest', 'reminder_fee', 'collection_fee',
            'plan_fee', 'late_compensation', 'credit', 'payment', 'write_off')),
        amount_minor INTEGER NOT NULL,
        booked_on TEXT NOT NULL CHECK (booked_on GLOB '????-??-??'),
        effective_on TEXT NOT NULL CHECK (effective_on GLOB '????-??-??'),
        reverses_id INTEGER UNIQUE REFERENCES ledger_entry (id),
        first_day TEXT CHECK (first_day GLOB '????-??-??'),
        last_day TEXT CHECK (last_day GLOB '????-??-??'),
        calculation TEXT NOT NULL,
        payment_id INTEGER REFERENCES payment (id), letter_id INTEGER REFERENCES letter (id),
        hash BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX ledger_of_invoice ON ledger_entry (invoice_id)",
    "CREATE INDEX ledger_of_payment ON ledger_entry (payment_id) WHERE payment_id IS NOT NULL",
    """
    CREATE TABLE history_entry (
        id INTEGER PRIMARY KEY,
        invoice_id INTEGER NOT NULL REFERENCES invoice (id),
        kind TEXT NOT NULL, version INTEGER NOT NULL,
        payload TEXT NOT NULL CHECK (json_valid(payload)),
        happened_on TEXT NOT NULL CHECK (happened_on GLOB '????-??-??'),
        recorded_at TEXT NOT NULL, occasion TEXT NOT NULL,
        retracts_id INTEGER UNIQUE REFERENCES history_entry (id),
        hash BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX history_of_invoice ON history_entry (invoice_id)",
    "CREATE TABLE history_note (history_id INTEGER PRIMARY KEY REFERENCES history_entry (id), "
    "note TEXT NOT NULL) STRICT",
    "CREATE TABLE draft (name TEXT PRIMARY KEY, payload TEXT NOT NULL CHECK (json_valid(payload)), "
    "saved_at TEXT NOT NULL) STRICT",
    """
    CREATE TABLE statute_row (
        id INTEGER PRIMARY KEY, country TEXT NOT NULL, name TEXT NOT NULL,
        valid_from TEXT NOT NULL CHECK (valid_from GLOB '????-??-??'), value TEXT NOT NULL,
        known_through TEXT CHECK (known_through GLOB '????-??-??'), source TEXT NOT NULL CHECK (source <> ''),
        added_on TEXT NOT NULL CHECK (added_on GLOB '????-??-??'),
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
    ) STRICT
    """,
    """
    CREATE TABLE procedure (
        id INTEGER PRIMARY KEY, law TEXT NOT NULL, kind TEXT NOT NULL,
        content TEXT NOT NULL CHECK (json_valid(content)),
        withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
    ) STRICT
    """,
    """
    CREATE TABLE action (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL, about TEXT NOT NULL, done_on TEXT NOT NULL CHECK (done_on GLOB '????-??-??'),
        done_at TEXT NOT NULL, source TEXT NOT NULL,
        parts TEXT NOT NULL CHECK (json_valid(parts)),
        undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1, 2))
    ) STRICT
    """,
    "CREATE INDEX action_day ON action (done_on)",
    "CREATE INDEX action_undone ON action (undone) WHERE undone = 1",
    """
    CREATE TABLE case_summary (
        invoice_id INTEGER PRIMARY KEY REFERENCES invoice (id),
        customer_id INTEGER NOT NULL, currency TEXT NOT NULL,
        open_minor INTEGER NOT NULL,
        due_on TEXT, on_its_way_until TEXT, act_on TEXT,
        next_step TEXT NOT NULL, next_formal INTEGER NOT NULL, reason TEXT NOT NULL, rank INTEGER NOT NULL,
        reason_on TEXT, reason_minor INTEGER, usual_first INTEGER, usual_last INTEGER,
        names_on TEXT, call_back_at TEXT NOT NULL, level TEXT NOT NULL,
        disputed_minor INTEGER, answer_on TEXT,
        promised_by TEXT, promised_minor INTEGER, promise_lapses_on TEXT,
        plan_id INTEGER, plan_done INTEGER NOT NULL, plan_parts INTEGER NOT NULL, missed_on TEXT,
        paused_until TEXT, handed_over_on TEXT, unconfirmed_minor INTEGER,
        closed_as TEXT NOT NULL, closed_on TEXT, limitation_on TEXT
    ) STRICT
    """,
    "CREATE INDEX summary_open ON case_summary (act_on, customer_id) WHERE open_minor > 0",
    "CREATE INDEX summary_customer ON case_summary (customer_id)",
)


def _append_only(table: str) -> tuple[str, str]:
    return tuple(  # type: ignore[return-value]
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for verb in ("update", "delete")
    )


def upgrade() -> None:
    for statement in (*STATEMENTS, *_append_only("ledger_entry"), *_append_only("history_entry")):
        op.execute(statement)
