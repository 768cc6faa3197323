"""The four things that happen to a row: recorded, changed, corrected, removed. Whole or not at all, and noted.

Every action of the house comes down to these, so that whatever a page, an importer or the admin does leaves the same
trace. They raise ValidationError with the sentences of the constraints, and ConflictError where somebody was faster.
"""

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from accounts.models import Municipality, User
from agreements.actions.change import differing, hold, note_change, refuse_reason, values_of
from agreements.actions.summary import refresh_summaries, refresh_summary
from agreements.models import Agreement, Organisation
from agreements.models.fact import Fact

Row = TypeVar("Row", bound=models.Model)
AnyFact = TypeVar("AnyFact", bound=Fact)


class ConflictError(Exception):
    """Somebody else changed the row since it was read. ``row`` is as it stands now."""

    def __init__(self, row: models.Model) -> None:
        super().__init__(f"{row._meta.verbose_name}: 그 사이 다른 사람이 고쳤습니다.")
        self.row = row


def home_path(model: type[models.Model]) -> str:
    """From a row to its register: the scope path of its QuerySet. A published figure is kept where its source is."""
    return getattr(model._default_manager.all(), "scope_path", "source__municipality")


def home_of(row: models.Model) -> tuple[Municipality, Agreement | None]:
    """The register a row belongs to, and the agreement it hangs on if it does."""
    found: Any = row
    agreement = row if isinstance(row, Agreement) else getattr(row, "agreement", None)
    for name in home_path(type(row)).split("__"):
        found = getattr(found, name)
        agreement = found if isinstance(found, Agreement) else agreement
    return found, agreement


@transaction.atomic
def record(row: Row, *, municipality: Municipality | None = None, agreement: Agreement | None = None, by: User) -> Row:
    """Adds a row, and before it the new rows that it names: a source or a company typed for the first time.

    A loader of many rows says where they belong, holds the register and refreshes the summary itself; else all follow
    from the row.
    """
    home, belongs_to = (municipality, agreement) if municipality else home_of(row)
    if municipality is None:
        hold(home)
        _refuse_struck(belongs_to)
    _record_what_it_names(row, by=by)
    row.full_clean()
    row.save(force_insert=True)
    note_change("등록", row, municipality=home, agreement=belongs_to, after=values_of(row), by=by)
    _refresh(row, agreement=None if municipality else belongs_to)
    return row


@transaction.atomic
def change(row: Row, values: dict[str, Any], *, version: int, reason: str = "", by: User) -> Row:
    """Sets ``values`` on an editable row that is still at ``version``. Nothing different, nothing noted."""
    refuse_reason(reason)
    current = _held(row)
    if current.version != version:
        raise ConflictError(current)
    before = values_of(current)
    for name, value in values.items():
        setattr(current, name, value)
    _record_what_it_names(current, by=by)
    current.full_clean()
    after = values_of(current)
    if after == before:
        return current
    current.version += 1
    current.save(force_update=True)
    home, agreement = home_of(current)
    told = dict(zip(("before", "after"), differing(before, after), strict=True))
    note_change("수정", current, municipality=home, agreement=agreement, reason=reason, by=by, **told)
    _refresh(current, agreement=agreement)
    return current


@transaction.atomic
def correct(fact: AnyFact, values: dict[str, Any], *, reason: str, by: User) -> AnyFact:
    """A new row in the place of ``fact``, which stays as what was known until now. The second of two waits here."""
    refuse_reason(reason)
    _held(fact)
    if replaced := type(fact)._base_manager.filter(replaces=fact).first():
        raise ConflictError(replaced)
    kept = {
        field.name: getattr(fact, field.name)
        for field in fact._meta.concrete_fields
        if not field.primary_key and field.name != "recorded_at"
    }
    row = type(fact)(**{**kept, **values, "replaces": fact, "reason": reason, "recorded_by": by})
    _record_what_it_names(row, by=by)
    row.full_clean()
    row.save(force_insert=True)
    home, agreement = home_of(row)
    told = {"before": values_of(fact), "after": values_of(row)}
    verb = "거둠" if row.is_void else "정정"
    note_change(verb, row, municipality=home, agreement=agreement, reason=reason, by=by, **told)
    _refresh(row, agreement=agreement)
    return row


def void(fact: AnyFact, *, reason: str, by: User) -> AnyFact:
    """Takes back a fact that was recorded by mistake: the row that replaces it says that there is nothing."""
    return correct(fact, {"is_void": True}, reason=reason, by=by)


def strike(row: Row, *, version: int, reason: str, by: User) -> Row:
    """Takes an agreement or a company out of every list and total; what hangs on it stays as it was known."""
    if not reason.strip():
        raise ValidationError({"reason": "말소하는 이유를 적으십시오."})
    told = {"struck_at": timezone.now(), "struck_by": by, "strike_reason": reason}
    return change(row, told, version=version, reason=reason, by=by)


@transaction.atomic
def remove(row: models.Model, *, version: int, reason: str, by: User) -> None:
    """Removes a row that is no fact and on which nothing hangs; the change record keeps what it said."""
    current = _held(row)
    if current.version != version:
        raise ConflictError(current)
    if not reason.strip():
        raise ValidationError({"reason": "지우는 이유를 적으십시오."})
    home, agreement = home_of(current)
    before = values_of(current)
    pk = current.pk
    try:
        current.delete()
    except models.ProtectedError as error:
        raise ValidationError("이 기록에 딸린 자료가 있어 지울 수 없습니다. 딸린 자료를 먼저 정리하십시오.") from error
    current.pk = pk
    note_change("삭제", current, municipality=home, agreement=agreement, before=before, reason=reason, by=by)
    _refresh(current, agreement=agreement)


def _held(row: models.Model) -> Any:
    """The row as it stands, for oneself: its register first, in the order in which everybody takes them."""
    hold(home_of(row)[0])
    return type(row)._base_manager.select_for_update(no_key=True).get(pk=row.pk)


def _refuse_struck(agreement: Agreement | None) -> None:
    """Asked while the register is held: a page that was opened before may still send what belongs to it."""
    if agreement is not None and Agreement.objects.filter(pk=agreement.pk, struck_at__isnull=False).exists():
        raise ValidationError("그 사이 말소한 협약입니다. 협약 목록에서 확인하십시오.")


def _record_what_it_names(row: models.Model, *, by: User) -> None:
    """Sets each link again, as the key of one that was saved meanwhile is not yet on the row."""
    for field in row._meta.concrete_fields:
        if not isinstance(field, models.ForeignKey) or not field.is_cached(row):
            continue
        linked = getattr(row, field.name)
        if linked is not None:
            setattr(row, field.name, linked if linked.pk else record(linked, by=by))


def _refresh(row: models.Model, *, agreement: Agreement | None) -> None:
    """Whatever hangs on an agreement may alter where it stands; lists sort agreements by the name of a company."""
    if agreement is not None and agreement.pk:
        refresh_summary(agreement)
    elif isinstance(row, Organisation):
        named = Agreement.objects.filter(parties__organisation=row).distinct()
        refresh_summaries(list(named.select_related("municipality", "source", "district")))
