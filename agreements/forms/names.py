"""Who is meant by the names on one page. Each name is found, asked or made once, however many lines say it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from agreements.forms.entry import NEW, Around
from agreements.models import Organisation
from agreements.rules.name import fold, tidy

ASK = "비슷한 이름이 있습니다. 아래에서 고르거나 새로 등록한다고 고르십시오."


@dataclass
class Question:
    """‘동부화재’ may be one of ``near``; ``answer`` is the number of the one picked, or 'new'."""

    typed: str
    key: str
    near: list[Organisation] = field(default_factory=list)
    answer: str = ""


class Names:
    def __init__(self, around: Around, picks: Mapping[str, str]) -> None:
        self.municipality = around.municipality
        rows = Organisation.objects.visible_to(around.user.scope)
        self.rows = rows.filter(municipality=around.municipality)
        self.picks = picks
        self.found: dict[str, Organisation] = {}
        self.questions: dict[str, Question] = {}

    def meant(self, typed: str, *, kind: str, picked: str = "") -> Organisation | None:
        """None where near names are known and nobody said which; the question then stands under the field."""
        key = fold(typed)
        if key not in self.found:
            organisation = self._known(typed, key, picked)
            if organisation is None and key in self.questions and self.questions[key].answer != NEW:
                return None
            new = Organisation(municipality=self.municipality, name=tidy(typed), kind=kind)
            self.found[key] = organisation or new
        return self.found[key]

    def _known(self, typed: str, key: str, picked: str) -> Organisation | None:
        """``picked`` comes from the list under the field, and counts only for who bears that very name."""
        called = list(self.rows.called(typed))
        answer = self.picks.get(key) or next((picked for one in called if str(one.pk) == picked), "")
        if len(called) == 1 and not answer:
            return called[0]
        near = called or self.rows.near(typed)
        if near:
            self.questions[key] = Question(typed, key, near, answer)
        return next((one for one in near if str(one.pk) == answer), None)

    def asked(self, names: Iterable[str]) -> list[Question]:
        keys = dict.fromkeys(fold(name) for name in names)
        return [self.questions[key] for key in keys if key in self.questions]

    def told(self, typed: str) -> str:
        """Beside a name, for whoever reads it over: known, or entered now for the first time."""
        found = self.found.get(fold(typed))
        if found is None:
            return ""
        return f"{found} (대장에 있음)" if found.pk else f"{found} (새로 등록: {found.get_kind_display()})"

    def city(self) -> Organisation | None:
        """The city whose register this is, as a party; the national register has none."""
        own = self.municipality
        if own.is_national:
            return None
        known = self.rows.filter(represents=own).first()
        known = known or self.rows.called(own.name).filter(kind=Organisation.Kind.MUNICIPALITY).first()
        kind = Organisation.Kind.MUNICIPALITY
        city = known or Organisation(municipality=own, name=own.name, kind=kind, represents=own)
        return self.found.setdefault(fold(own.name), city)

    def unanswered(self, picks: Mapping[str, str]) -> dict[str, str]:
        """Answers that no question on the page shows: they go along unseen."""
        return {key: answer for key, answer in picks.items() if key not in self.questions}
