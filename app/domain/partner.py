"""Those who help to get paid: which kinds there are, which of them take a case over, what they answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

PartnerId = NewType("PartnerId", int)


class PartnerKind(StrEnum):
    """What somebody outside the firm does about a claim."""

    REMINDER_SERVICE = "reminder_service"
    SERVICE_OF_PROCESS = "service_of_process"
    COLLECTION_AGENCY = "collection_agency"
    MEDIATOR = "mediator"
    CREDIT_INSURER = "credit_insurer"
    E_INVOICE_NETWORK = "e_invoice_network"
    ENFORCEMENT_AUTHORITY = "enforcement_authority"

    @property
    def takes_over(self) -> bool:
        """Say whether the case is theirs afterwards; the others do one errand, and the case stays ours."""
        return self in _TAKE_OVER

    @property
    def collects(self) -> bool:
        """Say whether they send the demand that the law asks for; before an authority it is ours to send."""
        return self is not PartnerKind.ENFORCEMENT_AUTHORITY


_TAKE_OVER = frozenset(
    {
        PartnerKind.REMINDER_SERVICE,
        PartnerKind.COLLECTION_AGENCY,
        PartnerKind.CREDIT_INSURER,
        PartnerKind.ENFORCEMENT_AUTHORITY,
    }
)


class PartnerAnswer(StrEnum):
    """What a partner says about a case, in the order in which it usually goes."""

    RECEIVED = "received"
    WORKING = "working"
    INSTALMENTS = "instalments"
    CONTESTED = "contested"
    DECIDED = "decided"
    NOTHING_TO_GET = "nothing_to_get"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Partner:
    """One partner of the firm.

    Attributes:
        country: ISO code, empty where it does not matter.
        terms: What was agreed with them, what they charge, in the trader's own words.
    """

    id: PartnerId
    kind: PartnerKind
    name: str
    country: str = ""
    contact_name: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    terms: str = ""
