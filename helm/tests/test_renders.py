"""What the chart renders to, with both versions of helm, twice, and over the range of clusters it is for."""

import os
import subprocess

import kubernetes_validate
import pytest
import yaml

from house import CASES, CHART, HELMS, HERE, OVERLAYS, PROFILES, ROOT, built, files, helm, objects, rendered, template

VERSIONS = ["1.30", "1.34", "1.37"]
# Not the API server's own: their operators' definitions are not at hand.
FOREIGN = {"ServiceMonitor", "PodMonitor", "PrometheusRule", "ScaledObject", "Cluster", "Database"}


def plain(text):
    """Without what the two versions of helm space differently."""
    return "".join(line for line in text.splitlines(keepends=True) if line.strip())


@pytest.mark.parametrize("version", HELMS)
@pytest.mark.parametrize("case", CASES)
def test_lint_finds_nothing(case, version):
    given = [word for file in files(case) for word in ("-f", file)]
    helm(version, "lint", "--strict", CHART, *given)


@pytest.mark.parametrize("case", PROFILES)
def test_a_profile_renders_to_what_was_reviewed(case):
    """SHIYU_GOLDEN=write .ci/cluster writes the files anew: look at the difference before committing it."""
    golden = HERE / "golden" / f"{case}.yaml"
    texts = {version: plain(template(version, files(case)).stdout) for version in HELMS}
    if os.environ.get("SHIYU_GOLDEN") == "write":
        golden.write_text(texts["4.3"])
    for version, text in texts.items():
        assert text == golden.read_text(), f"helm {version} renders {case} to something else"


@pytest.mark.parametrize("case", CASES)
def test_rendering_twice_gives_the_same(case):
    assert template("4.3", files(case)).stdout == template("4.3", files(case)).stdout
    assert rendered(case, "3.17") == rendered(case, "4.3")


@pytest.mark.parametrize("cluster", ["1.30.0", "1.32.1", "1.34.0", "1.37.1"])
def test_the_clusters_it_is_for_take_it(cluster):
    template("4.3", files("ha"), "--kube-version", cluster)
    template("3.17", files("ha"), "--kube-version", cluster)


def test_an_older_cluster_is_refused():
    refused = template("4.3", files("ha"), "--kube-version", "1.29.9", check=False)
    assert refused.returncode and "kubeVersion" in refused.stderr


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", [*CASES, *(f"k8s/{overlay}" for overlay in OVERLAYS)])
def test_the_api_server_knows_every_field(name, version):
    found = built(name.removeprefix("k8s/")) if name.startswith("k8s/") else rendered(name)
    for one in found:
        if one["kind"] not in FOREIGN:
            kubernetes_validate.validate(one, version, strict=True)


def test_the_notes_say_what_to_do_next():
    notes = helm("4.3", "install", "shiyu", CHART, "-n", "county-330602", "--dry-run=client", *[w for f in files("ha") for w in ("-f", f)])
    for words in ["越城区 330602", "helm -n county-330602 test shiyu", "shiyu-petition.county-330602.svc:50051"]:
        assert words in notes.stdout


def test_two_counties_stand_beside_each_other():
    """Nothing is cluster-wide, and nothing is in another's namespace."""
    for found in objects(template("4.3", files("ha"), namespace="county-330681").stdout):
        assert found["metadata"]["namespace"] == "county-330681"
        assert found["kind"] not in {"Namespace", "ClusterRole", "ClusterRoleBinding", "PersistentVolume", "PriorityClass"}


def test_files_are_written_in_good_order():
    lint = ["yamllint", "--strict", "-c", HERE / "yamllint.yaml", ROOT / "k8s", CHART / "Chart.yaml", *CHART.glob("values*.yaml"), HERE]
    done = subprocess.run(list(map(str, lint)), capture_output=True, text=True, check=False)
    assert not done.returncode, done.stdout


def test_the_chart_is_of_the_version_of_the_code():
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text())
    code = next(line.split('"')[1] for line in (ROOT / "Cargo.toml").read_text().splitlines() if line.startswith("version = "))
    assert chart["appVersion"] == code and chart["version"].startswith(code)
