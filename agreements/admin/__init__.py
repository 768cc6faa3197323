from agreements.admin import agreement, fact, organisation, person, place, record, region, round

__all__ = ["agreement", "fact", "organisation", "person", "place", "record", "region", "round"]
