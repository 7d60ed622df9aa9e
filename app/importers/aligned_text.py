"""Reports that keep their columns apart by blanks alone, as they are copied out of an online bank."""

from __future__ import annotations

import re
from itertools import dropwhile, groupby

AlignedRow = tuple[int, list[str]]

_GAP = re.compile(r"\S {2,}(?=\S)")
_LEAST_GAPS = 2
_MOST_LINES = 20_000
_LONGEST_LINE = 500


def aligned_rows(lines: list[str]) -> list[AlignedRow]:
    """Return the rows with their line (from 1), each cut where blanks run through all of the report.

    Lines outside the report, such as a title, are rows of one cell. Empty where nothing is aligned: there are
    fewer than three columns, or more lines or longer ones than anybody copies.
    """
    if len(lines) > _MOST_LINES or max(map(len, lines), default=0) > _LONGEST_LINE:
        return []
    texts = [line.rstrip().expandtabs() for line in lines]
    report = _report(texts)
    cuts = _cuts([texts[place] for place in report])
    if len(cuts) <= _LEAST_GAPS:
        return []
    inside = frozenset(report)
    return [
        (place + 1, _cells(text, cuts) if place in inside else [text.strip()])
        for place, text in enumerate(texts)
        if text.strip()
    ]


def _report(texts: list[str]) -> list[int]:
    """Return the places of the longest run of lines with gaps, the first having two: the header."""
    gaps = [len(_GAP.findall(text)) for text in texts]
    runs = (
        list(run)
        for has_gaps, run in groupby(range(len(texts)), key=lambda place: gaps[place] > 0)
        if has_gaps
    )
    headed = (list(dropwhile(lambda place: gaps[place] < _LEAST_GAPS, run)) for run in runs)
    longest = max(headed, key=len, default=[])
    return longest if len(longest) > 1 else []


def _cuts(texts: list[str]) -> list[int]:
    """Return where columns begin: behind two blanks or more that stand in every line."""
    width = max(map(len, texts), default=0)
    is_filled = [False] * width
    for text in texts:
        for place, character in enumerate(text):
            if character != " ":
                is_filled[place] = True
    return [
        place
        for place in range(width)
        if is_filled[place] and not any(is_filled[max(place - 2, 0) : place]) and (place != 1)
    ]


def _cells(text: str, cuts: list[int]) -> list[str]:
    return [text[start:end].strip() for start, end in zip(cuts, [*cuts[1:], None], strict=True)]
