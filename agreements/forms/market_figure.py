from agreements.forms.count import CountField
from agreements.forms.entry import SourcedForm
from agreements.forms.fields import DayField
from agreements.models import MarketFigure


class MarketFigureForm(SourcedForm):
    """Published counts of a place. Kept as they were published: a later figure is a new line."""

    more = ("region",)
    at = {"market_figure_counts_something": "centres", "market_figure_names_its_count_basis": "count_basis"}
    field_order = ("place", "as_of", "centres", "seats", "agents", "count_basis", "source")

    as_of = DayField(label="기준일", required=False)
    centres = CountField(label="센터(개)", unit="개")
    seats = CountField(label="상담석(석)", unit="석")
    agents = CountField(label="상담사(명)", unit="명")

    class Meta(SourcedForm.Meta):
        model = MarketFigure
        fields = ("region", "place", "centres", "seats", "agents", "count_basis", "source")
        help_texts = {"count_basis": "무엇을 센 것인지 적습니다. 예: 운영 중, 누적 유치"}
