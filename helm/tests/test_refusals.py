"""Values that are wrong, and what is said about each: refused before anything is installed, by both versions of helm."""

import pytest
import yaml

from house import CHART, HELMS, HERE, files, helm, template

REFUSED = yaml.safe_load((HERE / "refused.yaml").read_text())


def test_there_are_enough_of_them():
    assert len(REFUSED) >= 20
    assert len({case["what"] for case in REFUSED}) == len(REFUSED)


@pytest.mark.parametrize("version", HELMS)
@pytest.mark.parametrize("case", REFUSED, ids=[case["what"] for case in REFUSED])
def test_it_is_refused_with_its_message(case, version, tmp_path):
    file = tmp_path / "values.yaml"
    file.write_text(yaml.safe_dump(case["values"], allow_unicode=True))
    given = [*files(case.get("over", "production")), file]
    for done in [
        template(version, given, check=False),
        helm(version, "lint", CHART, *[word for one in given for word in ("-f", one)], check=False),
    ]:
        said = done.stdout + done.stderr
        assert done.returncode, f"{case['what']}: it was taken"
        # The older one writes a.b where the newer one writes /a/b.
        assert case["said"] in said.replace("/", "."), said


def test_what_is_told_and_what_may_be_told_are_the_same():
    """Every key of values.yaml is in the schema, and every key of the schema is explained in values.yaml."""
    import json

    values = yaml.safe_load((CHART / "values.yaml").read_text())
    schema = json.loads((CHART / "values.schema.json").read_text())
    free = {"config", "ways", "spread", "labels", "matchLabels", "requests", "limits", "services", "resources", "nodeSelector", "affinity"}

    def compare(path, value, known):
        known = schema["definitions"][known["$ref"].rpartition("/")[2]] if "$ref" in known else known
        if not isinstance(value, dict) or not known.get("properties") or path.rpartition(".")[2] in free:
            return
        allowed = set(known["properties"]) - ({"global"} if not path else set())
        assert set(value) == allowed, f"{path}: {set(value) ^ allowed}"
        for key, inner in value.items():
            compare(f"{path}.{key}" if path else key, inner, known["properties"][key])

    compare("", values, schema)
