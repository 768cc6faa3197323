"""The history of a record as a person reads it: who, when, what was done to which row, from what to what, and why."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q

from accounts.scope import Scope, ScopedQuerySet
from agreements.models import (
    Agreement,
    Building,
    Centre,
    CentreRole,
    CentreSystem,
    ChangeRecord,
    CheckIn,
    Contact,
    Document,
    Enclosure,
    Evidence,
    FormerName,
    Invitation,
    Membership,
    Offer,
    Organisation,
    Party,
    Programme,
    ProgrammeUse,
    Reminder,
    RoundClosing,
    Space,
    Statement,
)
from agreements.standing.told import Key, Told, keys_in, moment, told_of

Model = type[models.Model]

# Whose changes belong to the history of a record, and the column by which they hang on it. An agreement is named by
# the change records themselves.
HANGING: dict[Model, tuple[tuple[Model, str], ...]] = {
    Organisation: (
        (FormerName, "organisation"),
        (Membership, "organisation"),
        (Membership, "member"),
        (Party, "organisation"),
        (Statement, "organisation"),
        (Contact, "organisation"),
        (Document, "organisation"),
        (CentreRole, "organisation"),
        (Offer, "organisation"),
        (ProgrammeUse, "organisation"),
    ),
    Building: ((Space, "building"), (Offer, "building")),
    Centre: ((CentreRole, "centre"), (CentreSystem, "centre")),
    Programme: ((ProgrammeUse, "programme"),),
}
# What the name of a row is made of beside its own columns.
NAMED_BY: dict[Model, tuple[str, ...]] = {
    Party: ("organisation",),
    CentreRole: ("organisation",),
    CentreSystem: ("centre",),
    CheckIn: ("round", "agreement", "party__organisation"),
    Enclosure: ("document",),
    Invitation: ("contact",),
    Reminder: ("round",),
    RoundClosing: ("round",),
    Evidence: ("document",),
    Membership: ("member",),
    Offer: ("building", "organisation"),
    ProgrammeUse: ("programme", "organisation"),
    Space: ("building",),
}
OWN_NAMES = ("name", "title", "words", "what", "publisher")
BEGINS = frozenset({"등록"})
ENDS = frozenset({"삭제", "거둠"})


@dataclass(frozen=True)
class Line:
    change: ChangeRecord
    noun: str
    name: str
    told: tuple[Told, ...]

    @property
    def when(self) -> str:
        return moment(self.change.at)

    @property
    def is_new(self) -> bool:
        """Nothing stood there before, so nothing is said of before."""
        return self.change.action in BEGINS

    @property
    def is_end(self) -> bool:
        return self.change.action in ENDS

    @property
    def is_kept_out(self) -> bool:
        """Details of a person to call are never noted."""
        return self.change.subject_model == Contact._meta.model_name


def changes_of(record: models.Model) -> Any:
    """The newest first: of the record and of the rows that hang on it, or did before they were removed."""
    found = Q(subject_model=record._meta.model_name, subject_id=record.pk)
    if isinstance(record, Agreement):
        found |= Q(agreement=record)
    for model, column in HANGING.get(type(record), ()):
        noted = Q(**{f"before__{column}": record.pk}) | Q(**{f"after__{column}": record.pk})
        there = Q(subject_id__in=model._base_manager.filter(**{column: record.pk}).values("pk"))
        found |= Q(subject_model=model._meta.model_name) & (noted | there)
    return ChangeRecord.objects.filter(found).select_related("by").order_by("-number", "-pk")


def history(changes: Iterable[ChangeRecord], scope: Scope, *, of: models.Model | None = None) -> list[Line]:
    """Of the record ``of``, else each of its own agreement.

    One query for each kind of record that is named, however many changes there are.
    """
    shown = list(changes)
    names = _names(shown, scope)
    key = (type(of), of.pk) if of else None
    return [_line(change, names, key or (Agreement, change.agreement_id or 0)) for change in shown]


def _line(change: ChangeRecord, names: dict[Key, str], of: Key) -> Line:
    model = change.model
    after = {} if change.action in ENDS else change.after
    own = next((str(change.before[name]) for name in OWN_NAMES if name in change.before), "")
    name = names.get((model, change.subject_id), own)
    return Line(change, str(model._meta.verbose_name), name, told_of(model, change.before, after, names, of))


def _names(changes: Sequence[ChangeRecord], scope: Scope) -> dict[Key, str]:
    """What lies outside the scope keeps its name to itself."""
    wanted: dict[Model, set[int]] = defaultdict(set)
    for change in changes:
        keys = {(change.model, change.subject_id)} if change.model is not Contact else set()
        for values in (change.before, change.after):
            keys.update(keys_in(change.model, values))
        for model, pk in keys:
            wanted[model].add(pk)
    return {(model, row.pk): str(row) for model, pks in wanted.items() for row in _rows(model, pks, scope)}


def _rows(model: Model, pks: set[int], scope: Scope) -> Any:
    """A record that was struck is still called by its name in its history."""
    rows = model._base_manager.filter(pk__in=pks).select_related(*NAMED_BY.get(model, ()))
    managed = model._default_manager.all()
    if scope.municipality_ids is None or not isinstance(managed, ScopedQuerySet):
        return rows
    return rows.filter(**{f"{managed.scope_path or 'pk'}__in": scope.municipality_ids})
