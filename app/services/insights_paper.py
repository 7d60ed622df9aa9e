"""Answers on one A4 page, as the window shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import language
from app.services.desk import Desk
from app.services.insights_answer import Answer, Insights, Picture
from app.storage.firm import firm_name

if TYPE_CHECKING:
    from app.documents.insights_pdf import Block


def pdf(desk: Desk, title: str, found: Insights) -> bytes:
    """Return the page, in the language of the screen."""
    from app.documents.insights_pdf import InsightsPaper, render_insights

    with desk.database.reading() as connection:
        firm = firm_name(connection)
    blocks = tuple(_block(each) for each in found.answers)
    return render_insights(InsightsPaper(language(), firm, title, found.summary, blocks, found.advice))


def _block(answer: Answer) -> Block:
    from app.documents.insights_pdf import Block
    from app.documents.layout.chart import Chart, Point

    points = tuple(Point(each.label, each.words, each.parts) for each in answer.marks)
    chart = Chart(answer.picture.value, points, answer.legend)
    rows = () if answer.picture is Picture.RHYTHM else answer.rows  # names have no room in its table
    return Block(answer.title, answer.note, answer.heads, rows, chart)
