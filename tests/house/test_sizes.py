from statistics import median

from tests.house.source import PACKAGES, ROOT, Source, length, sources, templates

LONGEST_FUNCTION = 40
LONGEST_FILE = 350
LONGEST_TEMPLATE = 150
MEDIAN_FUNCTION = 8


def long_functions(source: Source) -> list[str]:
    return [f"{source}:{node.name}" for node in source.functions() if length(node) > LONGEST_FUNCTION]


def test_no_function_is_longer_than_a_screen():
    assert [name for source in sources(*PACKAGES) for name in long_functions(source)] == []


def test_a_function_is_short_as_a_rule():
    lengths = [length(node) for source in sources(*PACKAGES) for node in source.functions()]
    assert median(lengths) <= MEDIAN_FUNCTION


def test_no_file_is_long():
    long = [str(source) for source in sources(*PACKAGES, "tests") if len(source.text.splitlines()) > LONGEST_FILE]
    assert long == []


def test_no_template_is_long():
    assert templates()
    assert [str(page) for page in templates() if len(page.text.splitlines()) > LONGEST_TEMPLATE] == []


def test_the_measure_measures():
    body = "\n".join("    pass" for _ in range(LONGEST_FUNCTION))
    assert long_functions(Source(ROOT / "made.py", f"def long():\n{body}\n"))
    assert not long_functions(Source(ROOT / "made.py", "def short():\n    pass\n"))
