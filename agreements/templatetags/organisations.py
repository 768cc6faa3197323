"""Numbers of companies as they are written, and of persons only as much as may be shown."""

from django import template

from agreements.rules.mask import masked_email, masked_telephone
from agreements.rules.number import corporate_number_is_usual, shown_corporate_number

register = template.Library()

register.filter("masked_telephone", masked_telephone)
register.filter("masked_email", masked_email)
register.filter("corporate_number", shown_corporate_number)
register.filter("is_usual", corporate_number_is_usual)
