"""보고자료: the row is the brief, the queue only rings a bell for it."""

from briefs.models.batch import Batch
from briefs.models.brief import ATTEMPTS, LEASE, Brief
from briefs.models.saved_order import SavedOrder

__all__ = ["ATTEMPTS", "LEASE", "Batch", "Brief", "SavedOrder"]
