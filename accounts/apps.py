from django.apps import AppConfig
from django.contrib.admin import apps as admin


class AccountsConfig(AppConfig):
    default = True
    name = "accounts"
    verbose_name = "사용자·지자체"


class HouseAdminConfig(admin.AdminConfig):
    default = False
    default_site = "accounts.site.House"
