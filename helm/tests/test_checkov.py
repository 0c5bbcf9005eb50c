"""An auditor's list over everything that is rendered."""

import subprocess
import sys
import pathlib

import yaml

from house import HERE, everything


def test_checkov_finds_nothing_that_was_not_argued_for(tmp_path):
    for name, found in everything().items():
        file = tmp_path / f"{name.replace('/', '-')}.yaml"
        file.write_text(yaml.safe_dump_all(found, allow_unicode=True))
    checkov = pathlib.Path(sys.executable).with_name("checkov")
    done = subprocess.run([checkov, "--config-file", HERE / "checkov.yaml", "-d", tmp_path], capture_output=True, text=True, check=False)
    assert not done.returncode, done.stdout[-4000:] + done.stderr[-1000:]
