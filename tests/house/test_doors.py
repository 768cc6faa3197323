"""Doors that stay the only ones, and things the house does not do."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.source import APPS, PACKAGES, ROOT, Source, imported, sources

JUNK_DRAWERS = {"common", "core", "helpers", "misc", "shared", "signals", "util", "utils"}
VAGUE = re.compile(r"(Service|Manager|Helper|Handler|Util)s?$")


def is_view(source: Source) -> bool:
    return re.search(r"/views(/|\.py$)", str(source)) is not None


def unscoped(source: Source) -> Iterator[str]:
    """Uses of ``.objects`` that do not go through ``visible_to`` in the same breath."""
    attributes = [node for node in ast.walk(source.tree) if isinstance(node, ast.Attribute)]
    scoped = {id(node.value) for node in attributes if node.attr == "visible_to"}
    for node in attributes:
        if node.attr in {"objects", "_default_manager"} and id(node) not in scoped:
            yield f"{source}:{node.lineno}"


def lazy_imports(source: Source) -> list[str]:
    return [f"{source}: {name}" for function in source.functions() for name in imported(function)]


def saving(source: Source) -> list[str]:
    classes = (node for node in ast.walk(source.tree) if isinstance(node, ast.ClassDef))
    methods = ((one, part) for one in classes for part in one.body if isinstance(part, ast.FunctionDef))
    return [f"{source}:{one.name}.{part.name}" for one, part in methods if part.name in {"save", "delete"}]


def made(text: str) -> Source:
    return Source(ROOT / "agreements" / "views" / "made.py", text)


def test_views_reach_rows_through_a_scope_only():
    views = [source for source in sources(*APPS) if is_view(source)]
    assert views
    assert [place for source in views for place in unscoped(source)] == []


def test_there_are_no_signals():
    users = [
        str(s) for s in sources(*APPS) if any("signals" in name or "dispatch" in name for name in imported(s.tree))
    ]
    assert users == []


def test_no_model_hides_work_in_save():
    models = [source for source in sources(*APPS) if "/models" in str(source)]
    assert models
    assert [name for source in models for name in saving(source)] == []


def test_weasyprint_is_the_one_lazy_import():
    lazy = [name for source in sources(*PACKAGES) for name in lazy_imports(source)]
    assert {name for name in lazy if not re.fullmatch(r"briefs/pdf\.py: weasyprint(\..+)?", name)} == set()
    assert lazy, "WeasyPrint takes a second to import; the pages must not pay for it"


def test_there_is_no_junk_drawer():
    named = [
        str(source) for source in sources(*PACKAGES, "tests") if set(source.path.with_suffix("").parts) & JUNK_DRAWERS
    ]
    assert named == []


def test_a_class_is_named_for_what_it_is():
    nodes = (node for source in sources(*APPS) for node in ast.walk(source.tree))
    assert [node.name for node in nodes if isinstance(node, ast.ClassDef) and VAGUE.search(node.name)] == []


def test_nothing_is_marked_safe_by_hand():
    assert [str(source) for source in sources(*APPS) if re.search(r"\bmark_safe\b|\bSafeString\b", source.text)] == []


@pytest.mark.parametrize("text", ["Agreement.objects.all()", "get_object_or_404(Agreement.objects, pk=1)"])
def test_an_unscoped_view_is_found(text):
    assert list(unscoped(made(text)))


def test_a_scoped_view_is_left_alone():
    assert not list(unscoped(made("Agreement.objects.visible_to(scope).filter(pk=1)")))
    assert is_view(made(""))
