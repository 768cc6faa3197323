"""A question that can be asked: its words, what it is asked with, and how it is answered. One small file each."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from agreements.answers.answer import Answer
from agreements.answers.asked import Asked


class Group(StrEnum):
    FULFILMENT = "이행"
    JOBS = "고용"
    MONEY = "보조금"
    PLACE = "장소·시장"
    REGISTER = "대장·자료"


class Takes(StrEnum):
    """What may be chosen beside the base day and the day of knowledge."""

    SPAN = "span"
    DISTRICT = "district"
    DEFINITION = "definition"


ALL = frozenset(Takes)


@dataclass(frozen=True)
class Question:
    """``key`` stands in the address and in the register of requests: it never changes."""

    key: str
    title: str
    group: Group
    answer: Callable[[Asked], Answer]
    takes: frozenset[Takes] = ALL
    words: str = ""
