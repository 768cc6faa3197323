from typing import Any

from django import template

from accounts.models import User
from agreements.models import Draft

register = template.Library()


@register.inclusion_tag("agreements/_draft_count.html")
def drafts_of(user: User) -> dict[str, Any]:
    """A way to what one's department has begun to type, where there is any."""
    return {"count": Draft.objects.visible_to(user.scope).private_to(user).count()}
