"""What every model of the house keeps to."""

import re
from itertools import chain
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from accounts.scope import Scope
from agreements import models as m
from tests.agreements.rows import valid, world

OURS = [model for label in ("accounts", "agreements", "briefs") for model in apps.get_app_config(label).get_models()]
CONSTRAINTS = [(model, constraint) for model in OURS for constraint in model._meta.constraints]
APPEND_ONLY = [
    m.Version,
    m.Pledge,
    m.ObligationCheck,
    m.Statement,
    m.Step,
    m.Actual,
    m.Evidence,
    m.Review,
    m.Outcome,
    m.SubsidyPayment,
    m.Round,
    m.RoundClosing,
    m.Receipt,
    m.Enclosure,
    m.ActualPart,
    m.ReceiptReview,
    m.Reply,
    m.MarketFigure,
    m.ChangeRecord,
]
ENDINGS = ("_correction_gives_a_reason", "_does_not_replace_itself", "_voids_only_what_it_replaces")


@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS, ids=[c.name for _, c in CONSTRAINTS])
def test_a_constraint_speaks_korean(model, constraint):
    assert re.search("[가-힣]", str(constraint.violation_error_message))


def test_each_constraint_is_provoked_by_a_test():
    told = "".join(path.read_text() for path in Path(__file__).parents[1].rglob("test_*.py"))
    silent = [c.name for _, c in CONSTRAINTS if f'"{c.name}"' not in told and not c.name.endswith(ENDINGS)]
    assert silent == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_who_and_when_are_both_or_neither(model):
    names = {field.name for field in model._meta.fields}
    moments = {name[:-3] for name in names if name.endswith("_at")}
    persons = {name[:-3] for name in names if name.endswith("_by")}
    assert persons <= moments, f"{model}: {persons - moments} by someone, at no moment"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_model_is_named_in_korean_and_reached_through_a_scope(model):
    assert re.search("[가-힣]", str(model._meta.verbose_name))
    if model._meta.label != "accounts.User":
        assert hasattr(model._default_manager.all(), "visible_to")


@pytest.mark.django_db
@pytest.mark.parametrize("model", [x for x in OURS if x._meta.label != "accounts.User"], ids=lambda x: x._meta.label)
def test_an_empty_scope_sees_nothing(model):
    world()
    assert not model._default_manager.visible_to(Scope(frozenset())).exists()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_nothing_disappears_with_its_neighbour(model):
    """A row that others hang on cannot be deleted; only the derived summary goes with its agreement."""
    keys = [f for f in model._meta.fields if isinstance(f, models.ForeignKey)]
    rules = {f.name: f.remote_field.on_delete for f in keys}
    loose = {name for name, rule in rules.items() if rule is not models.PROTECT}
    assert loose <= ({"agreement"} if model is m.StandingSummary else set())


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_nobody_overrides_save(model):
    own = [vars(cls) for cls in model.__mro__ if cls.__module__.split(".")[0] in {"accounts", "agreements", "briefs"}]
    assert not {"save", "delete"} & set(chain.from_iterable(own))


def kept(model):
    w = world()
    row = model(**valid(model, w))
    model._base_manager.bulk_create([row])
    return model._base_manager.get(pk=row.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("model", APPEND_ONLY, ids=lambda model: model._meta.label)
@pytest.mark.parametrize("sql", ["UPDATE {table} SET id = id", "DELETE FROM {table}"])
def test_the_database_keeps_facts_as_they_are(model, sql):
    row = kept(model)
    with pytest.raises(IntegrityError, match="고치거나 지울 수 없습니다"), transaction.atomic():
        connection.cursor().execute(sql.format(table=connection.ops.quote_name(model._meta.db_table)))
    assert model._base_manager.filter(pk=row.pk).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("model", APPEND_ONLY, ids=lambda model: model._meta.label)
def test_no_way_around_by_replacing_or_truncating(model):
    row = kept(model)
    table = connection.ops.quote_name(model._meta.db_table)
    if connection.vendor == "sqlite":
        sql = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE id = {row.pk}"
    else:
        sql = f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {table} CASCADE"
    with pytest.raises(IntegrityError, match="고치거나 지울 수 없습니다"), transaction.atomic():
        connection.cursor().execute(sql)


def test_facts_are_all_append_only():
    facts = {model for model in OURS if any(f.name == "replaces" for f in model._meta.fields)}
    assert facts <= set(APPEND_ONLY)
