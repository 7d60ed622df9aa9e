"""Organisation and personal numbers in the forms that files bring them.

The valid numbers are those of the python-stdnum documentation and of public bodies.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importers.identifier import Identifier, normalise


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("556036-0793", "", Identifier("5560360793", "SE", True)),
        ("165560360793", "", Identifier("5560360793", "SE", True)),
        ("SE556036079301", "", Identifier("5560360793", "SE", True)),
        ("Org.nr: 556036-0793", "", Identifier("5560360793", "SE", True)),
        ("556036 0793", "SE", Identifier("5560360793", "SE", True)),
        ("880320-0016", "SE", Identifier("8803200016", "SE", True)),
        ("19880320-0016", "", Identifier("8803200016", "SE", True)),
        ("556036-0794", "", Identifier("5560360794", "SE", False)),
        ("974 760 673", "", Identifier("974760673", "NO", True)),
        ("NO 974 760 673 MVA", "", Identifier("974760673", "NO", True)),
        ("974760674", "NO", Identifier("974760674", "NO", False)),
        ("13585628", "DK", Identifier("13585628", "DK", True)),
        ("FI 2077474-0", "", Identifier("20774740", "FI", True)),
        ("20774740", "FI", Identifier("20774740", "FI", True)),
        ("HRB 1234", "DE", Identifier("HRB1234", "DE", None)),
        ("", "", Identifier("", "", None)),
    ],
)
def test_a_number_is_written_one_way(text: str, country: str, expected: Identifier) -> None:
    assert normalise(text, country) == expected


@given(st.text(max_size=30), st.sampled_from(["", "SE", "NO", "DK", "FI", "DE"]))
def test_no_number_is_ever_refused(text: str, country: str) -> None:
    assert normalise(text, country).country in (country, "SE", "NO", "DK", "FI", "")
