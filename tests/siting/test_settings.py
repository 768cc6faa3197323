"""The settings, as another process would read them."""

import json
import os
import subprocess
import sys

from tests.house.source import ROOT

PRODUCTION = {
    "SECRET_KEY": "nB7-a-long-one-of-more-than-fifty-characters-with-50-different-ones-xyz-QWERT-09",
    "ALLOWED_HOSTS": "siting.example",
    "DATABASE_URL": "postgres://siting:secret@db.example/siting",
    "CELERY_BROKER_URL": "redis://redis.example:6379/0",
}


def manage(tmp_path, *words, **environment):
    clean = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "VAR_DIR": str(tmp_path), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=clean | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def value(tmp_path, expression, **environment):
    code = f"import json; from django.conf import settings; print(json.dumps({expression}))"
    return json.loads(manage(tmp_path, "shell", "--verbosity=0", "--command", code, **environment).stdout)


def test_production_passes_the_deployment_check(tmp_path):
    done = manage(tmp_path, "check", "--deploy", "--fail-level=WARNING", **PRODUCTION)
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout


def test_plain_http_does_not_pass_it(tmp_path):
    done = manage(tmp_path, "check", "--deploy", "--fail-level=WARNING", PLAIN_HTTP="1", **PRODUCTION)
    assert done.returncode == 1


def test_a_missing_key_is_one_clear_line(tmp_path):
    done = manage(tmp_path, "check", ALLOWED_HOSTS="siting.example")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "SECRET_KEY" in done.stderr


def test_production_listens_to_nobody_by_default(tmp_path):
    assert value(tmp_path, "settings.ALLOWED_HOSTS", SECRET_KEY="x") == []
    assert value(tmp_path, "settings.DEBUG", SECRET_KEY="x") is False


def test_without_a_broker_nobody_elses_is_asked(tmp_path):
    assert value(tmp_path, "settings.CELERY_BROKER_URL", SECRET_KEY="x") == f"redis+socket://{tmp_path}/no-broker.sock"


def test_mails_are_files_until_a_server_is_named(tmp_path):
    names = "EMAIL_BACKEND", "EMAIL_FILE_PATH", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS"
    asked = f"[getattr(settings, name) for name in {names}]"
    backends = "django.core.mail.backends"
    files = [f"{backends}.filebased.EmailBackend", f"{tmp_path}/mail", None, 25, "", False]
    assert value(tmp_path, asked, SECRET_KEY="x", EMAIL_URL="") == files
    server = [f"{backends}.smtp.EmailBackend", "", "mail.example", 587, "p@ss", True]
    assert value(tmp_path, asked, SECRET_KEY="x", EMAIL_URL="smtp+tls://u:p%40ss@mail.example:587") == server


def test_the_address_in_links_ends_without_a_stroke(tmp_path):
    told = value(tmp_path, "settings.SITE_ADDRESS", SECRET_KEY="x", SITE_ADDRESS="https://siting.example/")
    assert told == "https://siting.example"


def test_a_bucket_replaces_the_folder(tmp_path):
    bucket = {"FILES_BUCKET": "papers", "FILES_ACCESS_KEY": "a", "FILES_SECRET_KEY": "b"}
    assert value(tmp_path, "settings.STORAGES['default']['BACKEND']", SECRET_KEY="x", **bucket).startswith("storages.")
    assert value(tmp_path, "settings.STORAGES['default']['BACKEND']", SECRET_KEY="x").endswith("FileSystemStorage")


def test_the_papers_fonts_are_this_process_own(tmp_path):
    assert value(tmp_path, "__import__('os').environ['FONTCONFIG_FILE']", SECRET_KEY="x") == str(
        ROOT / "briefs/fonts.conf"
    )


def test_sqlite_keeps_its_promises(tmp_path):
    wanted = {
        "journal_mode": "wal",
        "busy_timeout": 20000,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "synchronous": 1,
    }
    asked = f"{{name: connection.cursor().execute('PRAGMA ' + name).fetchone()[0] for name in {list(wanted)}}}"
    code = f"import json; from django.db import connection; print(json.dumps({asked}))"
    done = manage(tmp_path, "shell", "--verbosity=0", "--command", code, SECRET_KEY="x")
    assert json.loads(done.stdout) == wanted
    mode = "settings.DATABASES['default']['OPTIONS']['transaction_mode']"
    assert value(tmp_path, mode, SECRET_KEY="x") == "IMMEDIATE"
