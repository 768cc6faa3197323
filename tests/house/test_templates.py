"""Every template is used, and none brings script, style or an event handler of its own."""

import ast
import re

from django.template import engines

from tests.house.source import PACKAGES, TEMPLATES, Source, sources, templates

ASKED_FOR_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
INLINE = re.compile(
    r"""<style\b|\sstyle\s*=|<script\b(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*["']|javascript:|\|\s*safe\b|autoescape\s+off""",
    re.IGNORECASE,
)


def names_in_templates() -> set[str]:
    return {name for page in templates() for name in re.findall(r"""["']([\w./-]+\.html)["']""", page.text)}


def patterns_in_python() -> list[re.Pattern[str]]:
    """Names as they stand in the code; the holes of an f-string stand for one word."""
    found = []
    for source in sources(*PACKAGES):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.JoinedStr):
                found.append("".join(piece(part) for part in node.values))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(re.escape(node.value))
    return [re.compile(text) for text in found if text.endswith("html")]


def piece(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w-]+"


def overrides_another(name: str) -> bool:
    """A template of Django's or of a package's under the same name."""
    loaders = engines["django"].engine.template_loaders
    origins = [
        origin
        for loader in loaders
        for inner in getattr(loader, "loaders", [loader])
        for origin in inner.get_template_sources(name)
    ]
    return any(TEMPLATES not in path_of(origin).parents and path_of(origin).exists() for origin in origins)


def path_of(origin):
    return TEMPLATES.__class__(origin.name)


def inline(page: Source) -> list[str]:
    return [f"{page}: {match.group().strip()}" for match in INLINE.finditer(page.text)]


def test_every_template_is_used():
    names = {str(page.path.relative_to(TEMPLATES)) for page in templates()}
    assert names
    in_templates, in_python = names_in_templates(), patterns_in_python()
    unused = {
        name
        for name in names - in_templates - ASKED_FOR_BY_DJANGO
        if not any(pattern.fullmatch(name) for pattern in in_python) and not overrides_another(name)
    }
    assert unused == set()


def test_every_named_template_exists():
    ours = {str(page.path.relative_to(TEMPLATES)) for page in templates()}
    assert {name for name in names_in_templates() - ours if not overrides_another(name)} == set()


def test_no_template_has_inline_script_style_or_handler():
    assert [found for page in templates() for found in inline(page)] == []


def test_inline_things_are_found():
    bad = [
        '<p style="x">',
        "<style>",
        "<script>1</script>",
        '<a onclick="x()">',
        '<a href="javascript:x">',
        "{{ x|safe }}",
    ]
    assert all(inline(Source(TEMPLATES / "made.html", text)) for text in bad)
    good = [
        '<script src="/static/site.js" defer></script>',
        "<p>onset = 3</p>",
        '<div data-style="x">',
        "<svg stroke='x'>",
    ]
    assert not any(inline(Source(TEMPLATES / "made.html", text)) for text in good)
