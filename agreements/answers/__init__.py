"""What officials, councillors and auditors ask. Every file of ``questions/`` holds one QUESTION; no list names them."""

from importlib import import_module
from pkgutil import iter_modules

from agreements.answers import questions
from agreements.answers.answer import Answer, Cell, Chart, Column, Nil, Proof, Row, Table
from agreements.answers.asked import Asked, Span
from agreements.answers.question import Group, Question, Takes

__all__ = [
    "QUESTIONS",
    "Answer",
    "Asked",
    "Cell",
    "Chart",
    "Column",
    "Group",
    "Nil",
    "Proof",
    "Question",
    "Row",
    "Span",
    "Table",
    "Takes",
]

QUESTIONS: dict[str, Question] = {}
for _module in iter_modules(questions.__path__):
    _question: Question = import_module(f"{questions.__name__}.{_module.name}").QUESTION
    QUESTIONS[_question.key] = _question
