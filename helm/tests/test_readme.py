"""The table of values in the chart's README is what values.yaml says of itself."""

import os
import re

import yaml

from house import CHART

BEGIN, END = "<!-- values: written by SHIYU_GOLDEN=write .ci/cluster -->\n", "<!-- end of values -->\n"
KEY = re.compile(r"^( *)([A-Za-z][\w./-]*):(.*)$")


def explained():
    """Every value that is no map, in the order of the file, with its default and the comment above it."""
    path, comment, rows = [], [], []
    for line in (CHART / "values.yaml").read_text().splitlines()[3:]:
        key = KEY.match(line)
        if line.strip().startswith("#"):
            comment.append(line.strip(" #"))
        elif not line.strip():
            comment = []
        elif key and not line.strip().startswith("-"):
            depth = len(key[1]) // 2
            path = [*path[:depth], key[2]]
            if comment or key[3].strip():
                rows.append((".".join(path), key[3].strip(), " ".join(comment)))
            comment = []
    return rows


def table():
    cell = lambda text: text.replace("|", "\\|")
    lines = ["| value | default | what it is |\n", "|---|---|---|\n"]
    lines += [f"| `{name}` | {f'`{cell(default)}`' if default else ''} | {cell(what)} |\n" for name, default, what in explained()]
    return "".join(lines)


def test_the_readme_tells_every_value():
    file = CHART / "README.md"
    before, rest = file.read_text().split(BEGIN)
    kept, after = rest.split(END)
    if os.environ.get("SHIYU_GOLDEN") == "write":
        file.write_text(f"{before}{BEGIN}{table()}{END}{after}")
        kept = table()
    assert kept == table()


def test_every_value_that_can_be_set_is_in_the_table():
    names = {name for name, _, _ in explained()}
    values = yaml.safe_load((CHART / "values.yaml").read_text())
    for section, value in values.items():
        told = any(name == section or name.startswith(f"{section}.") for name in names)
        assert told, section
        for key in value if isinstance(value, dict) and section != "services" else []:
            assert any(name.startswith(f"{section}.{key}") for name in names), f"{section}.{key}"
