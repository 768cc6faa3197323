"""Setting papers, beside plain WeasyPrint given the same HTML in the same run, taken in turns. Read the ratios."""

import gc
import math
import re
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import pytest
from django.contrib.staticfiles import finders
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from briefs.models import Brief
from briefs.pdf import STYLESHEET, VARIANT, make_pdf
from briefs.rendering import html_of, warm_up
from tests.bench.papers import brief, ledger, portfolio

SIZES = (500, 1000, 2000, 5000)
PLAIN_SHEET = re.sub(r"table-layout: fixed; ?", "", Path(str(finders.find(STYLESHEET))).read_text())


@pytest.fixture(scope="module", autouse=True)
def warm():
    """As a worker is before its first job."""
    warm_up()
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def plain(html: str) -> bytes:
    """As anybody would: fonts and sheet anew, the agent's sheet whole, widths found from the cells."""
    fonts = FontConfiguration()
    sheet = CSS(string=PLAIN_SHEET, font_config=fonts)
    made: bytes = HTML(string=html).write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant=VARIANT)
    return made


def ours(html: str) -> bytes:
    return make_pdf([lambda: html]).data


def cpu(what: Callable[[], object]) -> float:
    gc.collect()
    began = time.process_time()
    what()
    return time.process_time() - began


def beside(paper: Brief, rounds: int) -> tuple[float, float]:
    """CPU seconds, medians: ours and plain, in turns."""
    html = html_of(paper)
    taken = [(cpu(partial(ours, html)), cpu(partial(plain, html))) for _ in range(rounds)]
    return median(one for one, _ in taken), median(other for _, other in taken)


@pytest.mark.parametrize(
    ("name", "paper", "rounds"),
    [("brief", brief(), 15), ("portfolio", portfolio(), 3), ("ledger 1,000", ledger(1000), 1)],
    ids=["brief", "portfolio", "ledger"],
)
def test_beside_plain_weasyprint(name, paper, rounds):
    mine, theirs = beside(paper, rounds)
    print(f"\n{name:<14} ours {mine * 1000:8.0f} ms, plain {theirs * 1000:8.0f} ms CPU, {mine / theirs:.2f} x plain")


def test_long_tables_grow_no_worse_than_linear():
    taken = []
    for size in SIZES:
        html = html_of(ledger(size))
        taken.append(cpu(partial(ours, html)))
        print(f"\nledger {size:>5} rows {taken[-1]:7.2f} s CPU", end="")
    exponent = math.log(taken[-1] / taken[0]) / math.log(SIZES[-1] / SIZES[0])
    print(f"\ngrowth exponent from {SIZES[0]} to {SIZES[-1]:,} rows {exponent:.2f}")
