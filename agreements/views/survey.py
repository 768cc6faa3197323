"""이행실적 조사표: out as sheets, one or all of a round; back as files, looked at first."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import note_access
from accounts.capabilities import Capability
from accounts.models import AccessLog
from accounts.permissions import SignedIn, needs
from agreements.actions.survey import Refused, hand_in_survey, survey_in, take_surveys
from agreements.forms.survey import HandInForm, Looked, SurveysForm
from agreements.models import CheckIn, Document, Round
from agreements.rules.sheet.bundle import named, zipped
from agreements.rules.sheet.grid import MOST_BYTES
from agreements.rules.sheet.survey_leaf import survey_leaf
from agreements.rules.sheet.writing import in_csv, in_leaf
from agreements.standing.check_in import check_in_standings
from agreements.standing.survey import addressed, asked, marked, survey_of
from agreements.views.register_sheet import XLSX

ONCE = 25  # check-ins whose figures are read together


@require_safe
def survey(request: SignedIn, pk: int) -> HttpResponse:
    """The sheet of one check-in."""
    check_in = check_in_asked(request, pk)
    [one] = addressed([check_in])
    note_export(request, f"조사표 {check_in}")
    answer = HttpResponse(in_leaf(survey_leaf(survey_of(one))), content_type=XLSX)
    return attached(answer, named("이행실적 조사표", one.short, str(check_in.round), extension="xlsx"))


@require_safe
def surveys_zip(request: SignedIn, pk: int) -> HttpResponseBase:
    """Every sheet of a round and a list of them, streamed."""
    round = round_of(request, pk)
    check_ins = check_ins_of(request, round)
    note_export(request, f"조사표 {round} {len(check_ins)}건")
    answer = StreamingHttpResponse(zipped(_entries(check_ins)), content_type="application/zip")
    return attached(answer, named("이행실적 조사표", str(round), extension="zip"))


def _entries(check_ins: list[CheckIn]) -> Iterator[tuple[str, bytes]]:
    table = [["연번", "기업명", "협약명", "제출기한", "파일"]]
    for at in range(0, len(check_ins), ONCE):
        for number, one in enumerate(addressed(check_ins[at : at + ONCE]), start=at + 1):
            name = named(f"{number:03}", one.short, "이행실적 조사표", extension="xlsx")
            due = f"{one.check_in.round.due_on:%Y-%m-%d}"
            table.append([str(number), one.company, str(one.agreement), due, name])
            yield name, in_leaf(survey_leaf(survey_of(one)))
    yield "목록.csv", in_csv(table)


@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def surveys(request: SignedIn, pk: int) -> HttpResponse:
    """Takes files in, and shows what stands in the drafts by sheets; nothing is handed in yet."""
    round = round_of(request, pk)
    form = SurveysForm(request.POST, request.FILES) if request.method == "POST" else SurveysForm()
    refused: list[Refused] = []
    if request.method == "POST" and form.is_valid():
        refused = _taken(request, round, form.cleaned_data["surveys"])
        if not refused:
            return redirect("agreements:surveys", round.pk)
    looked = _looked(request, round)
    hand_in = HandInForm(looked=[one for one in looked if one.is_clean])
    return _page(request, round, looked, form=form, refused=refused, hand_in=hand_in)


def _taken(request: SignedIn, round: Round, files: list[Any]) -> list[Refused]:
    """No more is read of a file than shows that it is too large."""
    taken, refused = take_surveys(round, ((file.name, file.read(MOST_BYTES + 1)) for file in files), by=request.user)
    new = sum(one.is_new for one in taken)
    if new:
        messages.success(request, f"조사표 {new}건을 읽었습니다. 아직 제출하지 않았습니다.")
    if same := len(taken) - new:
        messages.info(request, f"{same}건은 전에 올린 파일이라 바뀐 것이 없습니다.")
    return refused


@needs(Capability.ENTER)
@require_POST
def surveys_hand_in(request: SignedIn, pk: int) -> HttpResponse:
    """Every picked sheet that is clean; each whole or not at all."""
    round = round_of(request, pk)
    looked = _looked(request, round)
    clean = {one.key: one for one in looked if one.is_clean}
    form = HandInForm(request.POST, looked=list(clean.values()))
    if not form.is_valid():
        return _page(request, round, looked, form=SurveysForm(), refused=[], hand_in=form)
    told = form.cleaned_data
    made = [_handed_in(request, clean[key], told) for key in told["picked"]]
    if count := sum(made):
        messages.success(request, f"조사표 {count}건을 제출했습니다.")
    return redirect("agreements:surveys", round.pk)


def _handed_in(request: SignedIn, one: Looked, told: dict[str, Any]) -> bool:
    try:
        receipt = hand_in_survey(one.one.check_in, one.document, one.submitted(told), by=request.user)
    except ValidationError as error:
        messages.error(request, f"{one.one.short}: {' '.join(error.messages)}")
        return False
    if receipt is None:
        messages.error(request, f"{one.one.short}: 그 사이 다른 값으로 바뀌었거나 제출되었습니다. 다시 확인하십시오.")
    return receipt is not None


def _looked(request: SignedIn, round: Round) -> list[Looked]:
    """The check-ins whose drafts were filled by a sheet that is still there."""
    filled = [one for one in check_ins_of(request, round) if marked(one)]
    rows = Document.objects.visible_to(request.user.scope).filter(pk__in=map(marked, filled))
    documents = {row.pk: row for row in rows}
    filled = [one for one in filled if marked(one) in documents]
    states = [one.state for one in check_in_standings(filled, today=timezone.localdate())]
    found = []
    for one, state in zip(addressed(filled), states, strict=True):
        document = documents[marked(one.check_in) or 0]
        try:
            found.append(Looked(one, document, survey_in(document), state))
        except ValidationError as error:
            messages.error(request, f"{document.original_name}: {' '.join(error.messages)}")
    return [one for one in found if one.draft]


def _page(request: SignedIn, round: Round, looked: list[Looked], **told: Any) -> HttpResponse:
    clean = [one for one in looked if one.is_clean]
    shown = {"round": round, "clean": clean, "held": [one for one in looked if not one.is_clean]}
    return render(request, "agreements/survey_list.html", {**shown, **told})


def round_of(request: SignedIn, pk: int) -> Round:
    found: Round = get_object_or_404(Round.objects.visible_to(request.user.scope).select_related("municipality"), pk=pk)
    return found


def check_ins_of(request: SignedIn, round: Round) -> list[CheckIn]:
    return list(asked(CheckIn.objects.visible_to(request.user.scope).filter(round=round)))


def check_in_asked(request: SignedIn, pk: int) -> CheckIn:
    found: CheckIn = get_object_or_404(asked(CheckIn.objects.visible_to(request.user.scope)), pk=pk)
    return found


def note_export(request: SignedIn, subject: str) -> None:
    person = request.user
    note_access(request, AccessLog.Act.EXPORT, username=person.username, user=person, subject=subject)


def attached(answer: Any, name: str) -> Any:
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer
