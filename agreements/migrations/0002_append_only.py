from django.db import migrations

from accounts.append_only import AppendOnly

FACTS = (
    "Version",
    "Pledge",
    "ObligationCheck",
    "Statement",
    "Step",
    "Actual",
    "Evidence",
    "Review",
    "Outcome",
    "SubsidyPayment",
    "Round",
    "MarketFigure",
    "ChangeRecord",
)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]

    operations = [AppendOnly(name) for name in FACTS]
