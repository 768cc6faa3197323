"""The house's own source, read as text and as syntax trees."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("accounts", "agreements", "briefs")
PACKAGES = (*APPS, "siting")
TEMPLATES = ROOT / "templates"


@dataclass(frozen=True)
class Source:
    path: Path
    text: str

    def __str__(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


@cache
def sources(*packages: str) -> list[Source]:
    """Written by hand: no migrations."""
    paths = (path for package in packages for path in sorted((ROOT / package).rglob("*.py")))
    return [Source(path, path.read_text()) for path in paths if "migrations" not in path.parts]


@cache
def templates() -> list[Source]:
    return [Source(path, path.read_text()) for path in sorted(TEMPLATES.rglob("*.html"))]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def imported(tree: ast.AST) -> Iterator[str]:
    """The dotted names of modules that a tree imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
