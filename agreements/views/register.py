"""협약 대장: everything the person may see, as asked in the address."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import SignedIn
from agreements.filters import SORTS, AgreementFilter, sorted_by
from agreements.models import Agreement
from agreements.standing import Counted, Standing, lines, standings, total_of
from agreements.standing.money import Paid, paid

ON_A_PAGE = 50
ALL_ON_ONE_PAGE_UP_TO = 300


@dataclass(frozen=True)
class Row:
    number: int
    standing: Standing
    paid: Paid | None


@require_safe
def register(request: SignedIn) -> HttpResponse:
    today = timezone.localdate()
    rows = signed_by(today, Agreement.objects.visible_to(request.user.scope))
    question = AgreementFilter(request.GET, queryset=rows, request=request, today=today)
    counted = lines(sorted_by(question.qs, request.GET.get("sort", "")), today=today)
    page = page_of(counted, request.GET.get("page"))
    return render(
        request,
        "agreements/register.html",
        {
            "as_of": today,
            "question": question,
            "page": page,
            "rows": rows_of(page, rows, today),
            "total": total_of("계", counted),
            "is_empty": not counted and not rows.exists(),
            "heads": heads(request.GET),
            "query": kept(request.GET, "page"),
        },
    )


def signed_by(day: date, rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """As standings() counts them: what will be signed later is not there yet."""
    return rows.filter(Q(signed_on__isnull=True) | Q(signed_on__lte=day)).select_related(
        "municipality", "source", "district", "department", "officer", "summary"
    )


def page_of(found: list[Counted], asked: str | None) -> Page[Counted]:
    """A page that is not there is the last one; a word that is no number is the first."""
    size = ON_A_PAGE if len(found) > ALL_ON_ONE_PAGE_UP_TO else ALL_ON_ONE_PAGE_UP_TO
    return Paginator(found, size).get_page(asked)


def rows_of(page: Page[Counted], rows: QuerySet[Agreement], today: date) -> list[Row]:
    """Those of the page whole, as a list tells more of them than the total asks."""
    found = rows.in_bulk([line.agreement.pk for line in page])
    shown = [found[line.agreement.pk] for line in page]
    payments = paid(shown)
    first = page.start_index()
    told = standings(shown, as_of=today)
    return [Row(first + n, standing, payments.get(standing.agreement.pk)) for n, standing in enumerate(told)]


def heads(asked: QueryDict) -> dict[str, dict[str, str]]:
    """For each sortable head: the address that sorts by it (a second time turns it round) and how it sorts now."""
    now = asked.get("sort", "")
    now = now if now.removeprefix("-") in SORTS else "-signed"
    rest = kept(asked, "sort", "page")
    turned = {name: f"-{name}" if now == name else name for name in SORTS}
    order = {now.removeprefix("-"): "descending" if now.startswith("-") else "ascending"}
    return {name: {"query": f"{rest}sort={turned[name]}", "order": order.get(name, "")} for name in SORTS}


def kept(asked: QueryDict, *leave_out: str) -> str:
    rest = asked.copy()
    for name in leave_out:
        rest.pop(name, None)
    return f"{rest.urlencode()}&" if rest else ""
