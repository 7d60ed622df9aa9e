"""The rhythms of a plan by name; kept apart so that a page may list them at once."""

from __future__ import annotations

from app.domain.payment_plan import Rhythm
from app.i18n import N_

RHYTHMS = (
    (Rhythm.WEEKLY.value, N_("every week")),
    (Rhythm.FORTNIGHTLY.value, N_("every second week")),
    (Rhythm.MONTHLY.value, N_("the same day each month")),
    (Rhythm.LAST_BANK_DAY.value, N_("the last bank day")),
)
