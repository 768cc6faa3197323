from agreements.admin import agreement, fact, organisation, place, record

__all__ = ["agreement", "fact", "organisation", "place", "record"]
