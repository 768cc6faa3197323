from django.core.exceptions import ValidationError
from django.db import models

from agreements.rules.name import fold, is_name, tidy


class Named(models.Model):
    """A name kept as written and folded beside it, so that search and order ignore (주), spaces and Unicode forms."""

    name = models.CharField("이름", max_length=100)
    folded_name = models.CharField("정렬·검색 이름", max_length=100, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def clean_fields(self, exclude: set[str] | None = None) -> None:  # type: ignore[override]
        self.name = tidy(self.name)
        self.folded_name = fold(self.name)
        super().clean_fields(exclude=exclude)
        if self.name and not is_name(self.name):
            raise ValidationError({"name": "이름을 글자로 적으십시오."})
