"""`betalt hand-over`: the pack, the refusals, and the same figures as `show`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli_shell import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Return a shell with the worked example of a Swedish business, its demand of 7 December expired."""
    shell = Shell(tmp_path, "2026-12-21")
    shell.done("firm", "name=Tallkotten", "country=SE", "bankgiro=5050-1055")
    shell.done("add", "customer", "Acme AB", "kind=business", "identifier=5560360793", "email=a@example.se")
    shell.done("add", "invoice", "10412", "--customer", "Acme AB", "--total", "29860",
               "--issued", "2026-09-28", "--due", "2026-10-28")  # fmt: skip
    shell.done("set", "10412", "due_agreed=yes")
    shell.on("2026-11-02").done("pay", "10412", "5000")
    demand = ("letter", "10412", "--kind", "collection_demand", "--fee", "--out", str(tmp_path), "--sent")
    shell.on("2026-12-07").done(*demand, "2026-12-07")
    return shell


def test_the_pack_is_written_and_its_sum_is_that_of_show(shell: Shell, tmp_path: Path) -> None:
    total = shell.done("show", "10412")["total"]
    done = shell.done("hand-over", "10412", "--to", "Kronofogden", "--kind", "enforcement_authority",
                      "--out", str(tmp_path / "pack"), "--checked")  # fmt: skip
    assert done["partner"] == "Kronofogden"
    assert done["total"] == total
    assert done["place"] == str(tmp_path / "pack")
    assert {"Sammanfattning.pdf", "Fordran.csv", "Betalningsforelaggande.txt"} < set(done["files"])
    assert all((tmp_path / "pack" / name).is_file() for name in done["files"])
    assert shell.done("show", "10412")["state"] == "handed_over"
    assert shell.done("undo")
    assert shell.done("show", "10412")["state"] != "handed_over"


def test_it_is_refused_until_the_account_has_been_looked_at(shell: Shell, tmp_path: Path) -> None:
    words = (
        "hand-over",
        "10412",
        "--to",
        "Byrån",
        "--kind",
        "collection_agency",
        "--out",
        str(tmp_path / "p"),
    )
    assert "Read in the latest payments first" in shell.refused(*words)
    assert not (tmp_path / "p").exists()


def test_a_partner_that_nobody_knows_is_refused(shell: Shell, tmp_path: Path) -> None:
    said = shell.refused("hand-over", "10412", "--to", "Byrån", "--out", str(tmp_path / "p"))
    assert said.startswith("There is no partner called Byrån yet.")
    assert shell.run("hand-over", "10412", "--to", "B", "--kind", "friend", "--out", "p").code == 2


def test_people_read_what_was_made_and_what_is_missing(shell: Shell, tmp_path: Path) -> None:
    end = shell.run("hand-over", "10412", "--to", "Byrån", "--kind", "collection_agency", "--checked",
                    "--pack-language", "en", "--out", str(tmp_path / "pack.zip"))  # fmt: skip
    assert end.code == 0, end.err
    assert "Summary.pdf" in end.out
    assert "There is no copy of invoice 10412." in end.out
    assert end.out.rstrip().endswith("handed over to Byrån.")


def test_a_disputed_part_is_left_out_and_said_so(shell: Shell, tmp_path: Path) -> None:
    shell.done("dispute", "10412", "--amount", "1000")
    found = {step["step"]: step["reason"] for step in shell.done("show", "10412")["allowed"]}
    to = ("--to", "Kronofogden", "--kind", "enforcement_authority", "--checked")
    end = shell.run("hand-over", "10412", *to, "--out", str(tmp_path / "pack"))
    assert end.code == 0, end.err
    assert found["hand_over"].startswith("Read in the latest payments first")
    assert "is disputed. It stays with you and is not part of the claim." in end.out
