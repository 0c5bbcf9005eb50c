"""What the tests stand on: the programs `.ci/cluster` found, what the chart and the manifests render to, and how to look at it."""

import functools
import os
import pathlib
import subprocess
import tempfile

import yaml

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
CHART = ROOT / "helm" / "county"
OVERLAYS = ["dev", "city"]
HELMS = {"3.17": os.environ["SHIYU_HELM_3"], "4.3": os.environ["SHIYU_HELM_4"]}
KUBECTL = os.environ["SHIYU_KUBECTL"]

# A case is what an operator would pass, in this order: the chart's own profiles, then a file of ours.
CASES = {
    "dev": ["dev"],
    "production": ["production"],
    "ha": ["production", "ha"],
    "city": ["production", "city"],
    "keda": [],
    "tls": [],
    "minimal": [],
}
PROFILES = ["dev", "production", "ha", "city"]


def files(case):
    given = [CHART / f"values-{profile}.yaml" for profile in CASES[case]]
    return given + [HERE / "cases" / f"{case}.yaml"]


def helm(version, *words, check=True):
    done = subprocess.run([HELMS[version], *map(str, words)], capture_output=True, text=True, check=False)
    if check and done.returncode:
        raise AssertionError(done.stderr)
    return done


def template(version, values, *words, release="shiyu", namespace="county-330602", check=True):
    given = [word for file in values for word in ("-f", file)]
    return helm(version, "template", release, CHART, "-n", namespace, *given, *words, check=check)


def objects(text):
    return [found for found in yaml.safe_load_all(text) if found]


@functools.cache
def rendered(case, version="4.3"):
    return objects(template(version, files(case)).stdout)


@functools.cache
def built(overlay):
    done = subprocess.run([KUBECTL, "kustomize", ROOT / "k8s" / "overlays" / overlay], capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return objects(done.stdout)


def everything():
    """Every set of objects that is installed together, by name."""
    return {**{case: rendered(case) for case in CASES}, **{f"k8s/{overlay}": built(overlay) for overlay in OVERLAYS}}


def called(found):
    return f"{found['kind']}/{found['metadata'].get('namespace', '-')}/{found['metadata']['name']}"


def of_kind(found, *kinds):
    return [one for one in found if one["kind"] in kinds]


def pod(found):
    """The pod an object makes: its labels and its spec."""
    if found["kind"] == "Pod":
        return found["metadata"].get("labels", {}), found["spec"]
    if found["kind"] in ("Deployment", "StatefulSet", "DaemonSet", "Job"):
        template = found["spec"]["template"]
        return template["metadata"].get("labels", {}), template["spec"]
    return None


def workloads(found):
    return [one for one in found if pod(one)]


def selects(labels, selector):
    return all(labels.get(key) == value for key, value in (selector or {}).get("matchLabels", {}).items())


def merged(*values):
    """A file of values: maps laid over each other."""

    def over(one, other):
        if isinstance(one, dict) and isinstance(other, dict):
            return {key: over(one.get(key), other[key]) if key in other else one[key] for key in {**one, **other}}
        return other

    whole = {}
    for value in values:
        whole = over(whole, value)
    file = tempfile.NamedTemporaryFile("w", suffix=".yaml", delete=False)
    yaml.safe_dump(whole, file, allow_unicode=True)
    file.close()
    return pathlib.Path(file.name)
