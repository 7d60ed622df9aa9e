"""The SQL twin of `app.domain.attention.attention`: the same lines in the same order.

Parameters: `:today`, and `:bank_read_through`, the last day that bank files read so far cover (or NULL).
"""

from app.domain.attention import URGENT_DAYS_LATE, State
from app.domain.step import Reason

STATE = f"""
CASE
    WHEN open_minor <= 0 THEN 'paid'
    WHEN handed_over_on IS NOT NULL THEN 'handed_over'
    WHEN unconfirmed_minor >= open_minor THEN 'almost_done'
    WHEN act_on <= :today
        AND (answer_on < :today OR promise_lapses_on <= :today OR missed_on <= :today) THEN 'act_now'
    WHEN answer_on IS NOT NULL THEN 'disputed'
    WHEN missed_on IS NOT NULL THEN 'plan'
    WHEN :today < promise_lapses_on THEN 'promised'
    WHEN :today < paused_until THEN 'paused'
    WHEN due_on IS NULL OR :today <= due_on THEN 'not_due'
    WHEN (:bank_read_through IS NULL OR :bank_read_through <= due_on)
        AND :today <= on_its_way_until THEN 'not_due'
    WHEN act_on <= :today AND reason <> '{Reason.LIMITATION_NEAR}'
        AND (next_formal OR julianday(:today) - julianday(due_on) >= {URGENT_DAYS_LATE}) THEN 'act_now'
    ELSE 'overdue'
END
"""

JUDGED = f"SELECT *, {STATE} AS state FROM case_summary"
"""Every case with its `state`; a reader of it pays only for the rows it asks for."""

# Named, because SQLite without statistics would rather group by an index over every case there ever was.
OPEN_CASES = "case_summary INDEXED BY summary_open WHERE open_minor > 0"

SECTION = """
CASE
    WHEN state = 'paid' THEN NULL
    WHEN state = 'act_now' THEN 0
    WHEN act_on <= :today THEN CASE WHEN reason = 'call_back' THEN 0 ELSE 1 END
    WHEN due_on < :today
        OR state IN ('promised', 'disputed', 'plan', 'paused', 'handed_over', 'almost_done') THEN 2
END
"""

SEVERITY = "CASE state " + " ".join(f"WHEN '{state}' THEN {n}" for n, state in enumerate(State)) + " END"
