import subprocess
import sys
from pathlib import Path

from tests.house.source import ROOT


def test_imports_run_one_way(tmp_path):
    program = Path(sys.executable).with_name("lint-imports")
    command = [program, "--no-logo", "--cache-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "No matches for ignored import" not in done.stdout, "an exception that nobody uses"
