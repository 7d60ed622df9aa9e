"""Check digits of references, accounts and identifiers, against the numbers of the fact sheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.party import CustomerKind
from app.domain.references import (
    ReferenceFault,
    Scheme,
    check_reference,
    implied_kind,
    is_organisation_number,
    is_personal_number,
    is_valid_account_no,
    is_valid_bankgiro,
    is_valid_iban,
    is_valid_plusgiro,
)

OCR, OCR_LENGTH, MOD10, MOD11 = Scheme.OCR, Scheme.OCR_LENGTH, Scheme.KID_MOD10, Scheme.KID_MOD11


@pytest.mark.parametrize(
    ("text", "scheme", "source"),
    [
        ("1018966492531", OCR, "law 2.9, bankgirot.se"),
        ("1202951008", OCR, "law 2.9, bankgirot.se"),
        ("1636976", OCR, "law 2.9, bankgirot.se"),
        ("100164", OCR_LENGTH, "law 2.9, base 1001"),
        ("201912193", OCR_LENGTH, "law 2.9, base 2019121"),
        ("133", OCR_LENGTH, "law 2.9, base 1"),
        ("2026123402", OCR_LENGTH, "law 2.9, base 20261234, ten digits end in 0"),
        ("20 2612 3402", OCR_LENGTH, "as people write it"),
        ("123456782", MOD10, "law 3.8"),
        ("2345676", MOD10, "law 3.8"),
        ("0010017", MOD10, "law 3.8"),
        ("12345678903", MOD11, "law 3.8"),
        ("310", MOD11, "law 3.8"),
        ("40-", MOD11, "law 3.8, a remainder of 10"),
        ("123456785", MOD11, "law 3.8"),
    ],
)
def test_a_sound_reference_passes_its_scheme(text: str, scheme: Scheme, source: str) -> None:
    assert check_reference(text, scheme) is None, source


@pytest.mark.parametrize(
    ("text", "scheme", "fault"),
    [
        ("1202951009", OCR, ReferenceFault.CHECK_DIGIT),
        ("1202951008", OCR_LENGTH, None),
        ("1018966492531", OCR_LENGTH, None),
        ("1636976", OCR_LENGTH, None),
        ("0000201912136", OCR_LENGTH, None),
        ("10017", OCR_LENGTH, ReferenceFault.LENGTH_DIGIT),
        ("123456785", MOD10, ReferenceFault.CHECK_DIGIT),
        ("123456782", MOD11, ReferenceFault.CHECK_DIGIT),
        ("40-", MOD10, ReferenceFault.NOT_DIGITS),
        ("4-0", MOD11, ReferenceFault.NOT_DIGITS),
        ("", OCR, ReferenceFault.NOT_DIGITS),
        ("-", MOD11, ReferenceFault.NOT_DIGITS),
        ("0", OCR, ReferenceFault.LENGTH),
        ("F-1001", OCR, ReferenceFault.NOT_DIGITS),
        ("²²", OCR, ReferenceFault.NOT_DIGITS),
        ("0" * 26, OCR, ReferenceFault.LENGTH),
    ],
)
def test_a_reference_is_judged_by_the_scheme_alone(
    text: str, scheme: Scheme, fault: ReferenceFault | None
) -> None:
    assert check_reference(text, scheme) == fault


def test_an_agreed_length_must_be_kept() -> None:
    assert check_reference("0000201912136", OCR, lengths={13}) is None  # law 2.9, fixed length
    assert check_reference("0000201912136", OCR, lengths={10, 12}) is ReferenceFault.LENGTH


@given(
    base=st.from_regex(r"\A[0-9]{1,24}\Z"),
    scheme=st.sampled_from([OCR, MOD10, MOD11]),
)
def test_every_base_has_exactly_one_control_character(base: str, scheme: Scheme) -> None:
    sound = [control for control in "0123456789-" if check_reference(base + control, scheme) is None]
    assert len(sound) == 1


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("5050-1055", True),  # law 2.9
        ("991-2346", True),  # law 2.9
        ("50501055", True),
        ("5050-1054", False),
        ("900800-4", True),  # a plusgiro of seven digits has the same form
        ("505-10", False),
        ("", False),
        ("5050 105X", False),
    ],
)
def test_a_bankgiro_number_has_seven_or_eight_digits_by_luhn(text: str, valid: bool) -> None:
    assert is_valid_bankgiro(text) is valid


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("900800-4", True),  # law 2.9
        ("901950-6", True),  # law 2.9
        ("901950-7", False),
        ("1-8", True),
        ("8", False),
        ("123456789-7", False),
        ("", False),
    ],
)
def test_a_plusgiro_number_has_two_to_eight_digits_by_luhn(text: str, valid: bool) -> None:
    assert is_valid_plusgiro(text) is valid


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("12345678903", True),  # law 3.8
        ("8601 11 17947", True),  # law 3.8
        ("8601.11.17947", True),
        ("86011117949", False),
        ("4090403", False),  # a postgiro number is no account number
        ("", False),
    ],
)
def test_a_norwegian_account_number_has_eleven_digits_by_mod11(text: str, valid: bool) -> None:
    assert is_valid_account_no(text) is valid


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("NO93 8601 1117 947", True),
        ("NO9386011117948", False),
        ("SE3550000000054910000003", True),
        ("", False),
    ],
)
def test_an_iban_is_checked_whole(text: str, valid: bool) -> None:
    assert is_valid_iban(text) is valid


@pytest.mark.parametrize(
    ("identifier", "country", "kind"),
    [
        ("556036-0793", "SE", CustomerKind.BUSINESS),  # law 2.9
        ("202100-5489", "SE", CustomerKind.BUSINESS),  # law 2.9
        ("165560360793", "SE", CustomerKind.BUSINESS),
        ("SE556036079301", "SE", CustomerKind.BUSINESS),  # law 2.9, VAT number
        ("556036-0794", "SE", None),
        ("811218-9876", "SE", None),  # law 2.9, a personal number
        ("974760673", "NO", CustomerKind.BUSINESS),  # law 3.8
        ("889640782", "NO", CustomerKind.BUSINESS),  # law 3.8
        ("923 609 016", "NO", CustomerKind.BUSINESS),  # law 3.8
        ("NO 974 760 673 MVA", "NO", CustomerKind.BUSINESS),  # law 3.8, VAT number
        ("974760674", "NO", None),
        ("123456785", "NO", None),  # MOD11 holds, but no organisation number begins with 1
        ("15108695088", "NO", None),
        ("556036-0793", "NO", None),
        ("974760673", "SE", None),
        ("974760673", "DK", None),
        ("", "SE", None),
        ("", "NO", None),
    ],
)
def test_only_an_organisation_number_implies_a_business(
    identifier: str, country: str, kind: CustomerKind | None
) -> None:
    assert implied_kind(identifier, country) is kind
    assert is_organisation_number(identifier, country) is (kind is not None)


@pytest.mark.parametrize(
    ("identifier", "country", "expected"),
    [
        ("811218-9876", "SE", True),  # law 2.9
        ("19811218-9876", "SE", True),
        ("811218+9876", "SE", True),  # from the year one turns a hundred
        ("8112189876", "SE", True),
        ("811278-9873", "SE", True),  # coordination number: day + 60
        ("811218-9877", "SE", False),
        ("17811218-9876", "SE", False),
        ("811318-9875", "SE", False),  # no thirteenth month
        ("000229-0005", "SE", True),  # 2000 had a 29 February
        ("19000229-0005", "SE", False),  # 1900 had none
        ("556036-0793", "SE", False),
        ("15108695088", "NO", True),  # python-stdnum
        ("151086 95088", "NO", True),
        ("15108695077", "NO", False),
        ("974760673", "NO", False),
        ("811218-9876", "NO", False),
        ("811218-9876", "DK", False),
        ("", "SE", False),
    ],
)
def test_a_personal_number_is_recognised_by_date_and_check_digits(
    identifier: str, country: str, expected: bool
) -> None:
    assert is_personal_number(identifier, country) is expected
