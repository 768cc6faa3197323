"""The register as a sheet, exactly as it is filtered, in a person's own columns."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import note_access
from accounts.models import AccessLog
from accounts.permissions import SignedIn
from agreements.actions.sheet import save_layout
from agreements.filters import AgreementFilter, sorted_by
from agreements.forms.sheet import LayoutForm
from agreements.models import Agreement, SheetLayout
from agreements.rules.sheet.writing import in_csv, in_xlsx
from agreements.standing import standings
from agreements.standing.columns import Column, chosen
from agreements.views.register import signed_by

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def register_sheet(request: SignedIn, form: str) -> HttpResponse:
    """``form`` is xlsx or csv. Who took it out, and with which question, is noted."""
    today = timezone.localdate()
    rows = signed_by(today, Agreement.objects.visible_to(request.user.scope))
    question = AgreementFilter(request.GET, queryset=rows, request=request, today=today)
    found = standings(list(sorted_by(question.qs, request.GET.get("sort", ""))), as_of=today)
    columns = chosen(_layout(request))
    table = [[column.heading for column in columns], *_lines(columns, found)]
    numbers = [column.is_number for column in columns]
    content = in_xlsx("협약", table, numbers) if form == "xlsx" else in_csv(table)
    told = request.GET.urlencode()[:150]
    note_access(
        request,
        AccessLog.Act.EXPORT,
        username=request.user.username,
        user=request.user,
        subject=f"협약 {len(found)}건 {told}".strip(),
    )
    answer = HttpResponse(content, content_type=XLSX if form == "xlsx" else "text/csv; charset=utf-8")
    name = quote(f"협약_{today:%Y%m%d}.{form}")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


def _lines(columns: list[Column], found: list[Any]) -> Iterator[list[Any]]:
    for standing in found:
        yield [column.value(standing) for column in columns]


@require_http_methods(["GET", "HEAD", "POST"])
def layout(request: SignedIn) -> HttpResponse:
    form = LayoutForm(request.POST or None, columns=_layout(request))
    if request.method == "POST" and form.is_valid():
        save_layout(form.columns(), by=request.user)
        messages.success(request, "내보내기 열을 저장했습니다.")
        return redirect("agreements:register")
    return render(request, "agreements/sheet_layout.html", {"form": form})


def _layout(request: SignedIn) -> list[str]:
    found = SheetLayout.objects.visible_to(request.user.scope).filter(by=request.user).first()
    return found.columns if found else []
