"""What must hold of every object that is rendered, whichever profile: the things an API server, a kubelet or an auditor would find."""

import ipaddress
import tomllib

import pytest

from house import ROOT, built, called, everything, files, merged, objects, of_kind, pod, rendered, selects, template, workloads

ALL = everything()
SERVICES = {"petition", "mediation", "enforcement", "grid", "assessment"}
# Who keeps a way to whom: those whose `start` opens peers, and whom they ask.
WHO_ASKS = {
    "mediation": {"petition", "grid", "enforcement"},
    "enforcement": {"petition", "grid", "mediation"},
    "grid": {"petition"},
    "assessment": {"petition", "mediation", "grid"},
}


@pytest.fixture(params=ALL)
def found(request):
    return ALL[request.param]


def containers(spec):
    return spec.get("initContainers", []) + spec["containers"]


def test_a_pod_is_restricted(found):
    for one in workloads(found):
        _, spec = pod(one)
        whole = spec["securityContext"]
        assert whole["runAsNonRoot"] is True and whole["runAsUser"] > 0, called(one)
        assert whole["seccompProfile"] == {"type": "RuntimeDefault"}, called(one)
        assert not {"hostNetwork", "hostPID", "hostIPC"} & spec.keys(), called(one)
        assert {next(iter(volume.keys() - {"name"})) for volume in spec.get("volumes", [])} <= {"emptyDir", "configMap", "secret"}, called(one)
        for container in containers(spec):
            own = container["securityContext"]
            assert own["allowPrivilegeEscalation"] is False and own["readOnlyRootFilesystem"] is True, called(one)
            assert own["capabilities"] == {"drop": ["ALL"]} and not own.get("privileged"), called(one)
            assert all("hostPort" not in port for port in container.get("ports", [])), called(one)


def test_what_is_written_has_a_limit(found):
    for one in workloads(found):
        for volume in pod(one)[1].get("volumes", []):
            assert "sizeLimit" in volume.get("emptyDir", {"sizeLimit": ""}), called(one)


def test_nobody_is_given_a_token_of_the_cluster(found):
    for account in of_kind(found, "ServiceAccount"):
        assert account["automountServiceAccountToken"] is False
    own = {called(account) for account in of_kind(found, "ServiceAccount")}
    for one in workloads(found):
        _, spec = pod(one)
        assert spec["automountServiceAccountToken"] is False and spec["enableServiceLinks"] is False, called(one)
        assert f"ServiceAccount/{one['metadata']['namespace']}/{spec['serviceAccountName']}" in own, called(one)


def test_no_secret_is_rendered_nor_written_into_a_variable(found):
    assert not of_kind(found, "Secret")
    for one in workloads(found):
        for container in containers(pod(one)[1]):
            for variable in container.get("env", []):
                named = any(word in variable["name"].upper() for word in ("PASSWORD", "TOKEN", "SEED", "SECRET"))
                assert not (named and "value" in variable), called(one)


def test_what_a_pod_needs_is_said_and_its_memory_has_an_end(found):
    for one in workloads(found):
        for container in containers(pod(one)[1]):
            resources = container["resources"]
            assert resources["requests"].keys() >= {"cpu", "memory"} and "memory" in resources["limits"], called(one)
            assert "cpu" not in resources["limits"], "a limit of the processor delays calls for nothing"


def test_an_image_is_named_for_good(found):
    for one in workloads(found):
        for container in containers(pod(one)[1]):
            _, _, tag = container["image"].rpartition(":")
            assert tag and "/" not in tag and tag != "latest", called(one)


def test_a_selector_finds_its_own_pods_and_can_stay_as_it_is(found):
    for one in of_kind(found, "Deployment", "StatefulSet"):
        selector = one["spec"]["selector"]["matchLabels"]
        labels, spec = pod(one)
        assert selects(labels, one["spec"]["selector"]), called(one)
        assert selector.keys() <= {"app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/component"}
        others = [other for other in workloads(found) if other is not one and other["metadata"]["namespace"] == one["metadata"]["namespace"]]
        assert not [other for other in others if selects(pod(other)[0], one["spec"]["selector"])], called(one)
        for rule in spec.get("topologySpreadConstraints", []):
            assert selects(labels, rule["labelSelector"]), called(one)


def test_nothing_selects_by_what_an_upgrade_changes(found):
    for one in of_kind(found, "Service", "PodDisruptionBudget", "NetworkPolicy"):
        selector = one["spec"].get("selector", one["spec"].get("podSelector", {}))
        keys = selector.get("matchLabels", selector if one["kind"] == "Service" else {}).keys()
        assert not keys & {"helm.sh/chart", "app.kubernetes.io/version", "app.kubernetes.io/managed-by"}, called(one)


def test_a_service_leads_to_a_port_of_one_workload(found):
    for service in of_kind(found, "Service"):
        behind = [
            one
            for one in workloads(found)
            if one["metadata"]["namespace"] == service["metadata"]["namespace"]
            and selects(pod(one)[0], {"matchLabels": service["spec"]["selector"]})
        ]
        assert len(behind) == 1, called(service)
        named = {port["name"] for container in containers(pod(behind[0])[1]) for port in container["ports"]}
        assert {port["targetPort"] for port in service["spec"]["ports"]} <= named, called(service)
        assert all(len(port["name"]) <= 15 for port in service["spec"]["ports"])


def test_a_budget_guards_more_than_one_replica_and_one_replica_has_none(found):
    for one in of_kind(found, "Deployment", "StatefulSet"):
        if one["metadata"].get("labels", {}).get("app.kubernetes.io/name") not in ("shiyu", "nats"):
            continue
        budgets = [
            budget
            for budget in of_kind(found, "PodDisruptionBudget")
            if budget["metadata"]["namespace"] == one["metadata"]["namespace"] and selects(pod(one)[0], budget["spec"]["selector"])
        ]
        scaled = [
            scaler["spec"].get("minReplicas", scaler["spec"].get("minReplicaCount"))
            for scaler in of_kind(found, "HorizontalPodAutoscaler", "ScaledObject")
            if scaler["spec"]["scaleTargetRef"]["name"] == one["metadata"]["name"]
        ]
        assert ("replicas" in one["spec"]) != bool(scaled), "who scales it owns the number"
        least = scaled[0] if scaled else one["spec"]["replicas"]
        assert len(budgets) == (1 if least > 1 else 0), called(one)
        for budget in budgets:
            assert budget["spec"]["unhealthyPodEvictionPolicy"] == "AlwaysAllow" and budget["spec"]["maxUnavailable"] == 1


def test_probes_ask_three_different_things(found):
    for one in of_kind(found, "Deployment", "StatefulSet"):
        for container in containers(pod(one)[1]):
            ready, live = container["readinessProbe"], container["livenessProbe"]
            if one["metadata"].get("labels", {}).get("app.kubernetes.io/name") == "otel-collector":
                continue  # It has nothing behind it that it could wait for.
            assert "startupProbe" in container, called(one)
            asked = [{key: probe[key] for key in probe.keys() & {"grpc", "httpGet", "exec", "tcpSocket"}} for probe in (ready, live)]
            assert asked[0] != asked[1], called(one)
            assert container["startupProbe"]["failureThreshold"] * container["startupProbe"].get("periodSeconds", 10) >= 120


def seconds(text):
    return int(text.removesuffix("s"))


def config(found, service):
    held = [one for one in of_kind(found, "ConfigMap") if one["metadata"]["name"] == f"shiyu-{service}"]
    return tomllib.loads(held[0]["data"]["config.toml"])


def running(found):
    return {one["metadata"]["labels"]["app.kubernetes.io/component"]: one for one in of_kind(found, "Deployment") if "shiyu.dev/county" in one["metadata"]["labels"]}


def test_a_stop_has_the_time_its_drain_takes(found):
    for service, one in running(found).items():
        server = config(found, service)["server"]
        _, spec = pod(one)
        sleep = spec["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"]
        # Ten seconds for what is behind the doors (kit::service), and something over.
        needed = sleep + seconds(server["drain_delay"]) + seconds(server["drain_timeout"]) + 10
        assert needed < spec["terminationGracePeriodSeconds"] <= needed + 10, service
        assert one["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0


def documented(service):
    """Every key that a service's own default files explain."""
    texts = [(ROOT / "services" / room / "config" / "default.toml") for room in ("kit", service)]
    keys = set()

    def walk(prefix, table):
        for key, value in table.items():
            walk(f"{prefix}{key}.", value) if isinstance(value, dict) else keys.add(prefix + key)

    for text in texts:
        if text.exists():
            walk("", tomllib.loads(text.read_text()))
    return keys


def test_a_service_is_told_only_what_it_knows(found):
    for service in running(found):

        def walk(prefix, table):
            for key, value in table.items():
                if isinstance(value, dict):
                    walk(f"{prefix}{key}.", value)
                else:
                    assert prefix + key in documented(service), f"{service} knows no {prefix}{key}"

        walk("", config(found, service))


def test_every_file_a_service_is_told_of_is_mounted(found):
    for service, one in running(found).items():
        _, spec = pod(one)
        mounts = {mount["mountPath"]: mount["name"] for mount in spec["containers"][0]["volumeMounts"]}
        volumes = {volume["name"]: volume for volume in spec["volumes"]}
        assert set(mounts.values()) == set(volumes), service
        told = [value for table in config(found, service).values() for value in table.values() if isinstance(value, str)]
        for path in [text for text in told if text.startswith(("/run/", "/etc/"))]:
            folder, _, name = path.rpartition("/")
            source = volumes[mounts[folder]]
            items = source.get("secret", source.get("configMap")).get("items")
            assert items is None or name in {item["path"] for item in items}, path


def test_what_a_service_keeps_of_files_has_a_place(found):
    """Without one it does not start; nothing of a pod may be written, so that it is the object store of the bus."""
    for service in running(found):
        keeps = ".files()" in (ROOT / "services" / service / "src" / "lib.rs").read_text()
        assert (config(found, service).get("files", {}).get("store") == "jetstream") == keeps, service


def test_who_asks_another_is_told_where_it_is_and_shows_a_token(found):
    """assessment has the others count what is asked for; who was offered a case reads what it was granted, and who asks of their data."""
    services = {one["metadata"]["name"]: one for one in of_kind(found, "Service")}
    doors = running(found)
    for service in doors:
        peers = config(found, service).get("peers", {"addresses": []})
        asked = dict(address.split("=", 1) for address in peers["addresses"])
        assert set(asked) == WHO_ASKS.get(service, set()) & doors.keys(), service
        for name, address in asked.items():
            scheme, _, rest = address.partition("://")
            host, port = rest.split(":")
            found_at = services[host.split(".")[0]]
            assert host == f"{found_at['metadata']['name']}.{found_at['metadata']['namespace']}.svc" and name != service
            assert selects(pod(doors[name])[0], {"matchLabels": found_at["spec"]["selector"]}), address
            assert int(port) in {one["port"] for one in found_at["spec"]["ports"]}
            assert scheme == ("https" if "server" in config(found, name) and "tls" in config(found, name)["server"] else "http")
            mutual = "client_ca_file" in config(found, name)["server"].get("tls", {})
            assert ("certificate_file" in peers) == mutual and ("ca_file" in peers) == (scheme == "https")
        assert bool(asked) == ("peers" in [volume["name"] for volume in pod(doors[service])[1]["volumes"]]), service


def test_whoever_asks_about_their_data_is_answered_by_the_services_that_run(found):
    """A service that does not run answers nobody, and the reply waits for all that are asked."""
    rights = (ROOT / "services" / "petition" / "src" / "rights" / "mod.rs").read_text()
    named = rights.split("pub const SERVICES", 1)[1].split(";", 2)[1]
    doors = running(found)
    if "petition" in doors:
        holding = {name for name in doors if f'"{name}"' in named}
        assert holding and set(config(found, "petition")["rights"]["services"]) == holding


def test_without_a_token_no_service_asks_another():
    silent = objects(template("4.3", [*files("production"), merged({"peers": {"secret": ""}})]).stdout)
    assert not [service for service in running(silent) if "peers" in config(silent, service)]


def test_nothing_gets_in_or_out_unnamed(found):
    policies = of_kind(found, "NetworkPolicy")
    if not policies:
        return
    for one in workloads(found):
        here = [policy for policy in policies if policy["metadata"]["namespace"] == one["metadata"]["namespace"]]
        assert [policy for policy in here if policy["spec"]["podSelector"] == {} and len(policy["spec"]["policyTypes"]) == 2], called(one)
        named = [policy for policy in here if policy["spec"]["podSelector"] and selects(pod(one)[0], policy["spec"]["podSelector"])]
        assert len(named) == 1, called(one)
        for policy in named:
            for rule in policy["spec"].get("ingress", []) + policy["spec"].get("egress", []):
                assert rule.get("ports"), "a way has its ports"
                for peer in rule.get("from", []) + rule.get("to", []):
                    assert "ipBlock" not in peer or ipaddress.ip_network(peer["ipBlock"]["cidr"])


def test_the_tables_are_brought_up_to_date_before_anything_that_needs_them(found):
    for job in of_kind(found, "Job"):
        annotations = job["metadata"]["annotations"]
        assert annotations["helm.sh/hook"] == "pre-install,pre-upgrade"
        assert "hook-failed" not in annotations["helm.sh/hook-delete-policy"], "a failure is looked at"
        _, spec = pod(job)
        needed = {("ServiceAccount", spec["serviceAccountName"])} | {
            ("ConfigMap", volume["configMap"]["name"]) for volume in spec["volumes"] if "configMap" in volume
        }
        for kind, name in needed:
            before = [one for one in of_kind(found, kind) if one["metadata"]["name"] == name]
            weight = int(before[0]["metadata"]["annotations"]["helm.sh/hook-weight"])
            assert weight < int(annotations["helm.sh/hook-weight"]), f"{kind} {name} is there before the job"
    if of_kind(found, "Job"):
        for service in running(found):
            assert config(found, service)["database"]["migrate"] is False


def test_what_a_hook_leaves_is_gone_when_it_went_well(found):
    """Helm does not take hooks away with the release."""
    for one in found:
        annotations = one["metadata"].get("annotations", {})
        if "helm.sh/hook" in annotations:
            assert annotations["helm.sh/hook-delete-policy"] == "before-hook-creation,hook-succeeded", called(one)


def test_only_the_pods_whose_settings_changed_are_started_anew():
    changed = merged({"services": {"grid": {"config": {"telemetry": {"log_filter": "debug"}}}}})
    before = running(rendered("production"))
    after = running(objects(template("4.3", [*files("production"), changed]).stdout))
    different = {name for name in before if pod(before[name]) != pod(after[name])}
    sums = {name for name in before if checksum(before[name]) != checksum(after[name])}
    assert sums == {"grid"}
    assert different == set(), "the pods differ in the checksum alone"


def checksum(one):
    return one["spec"]["template"]["metadata"]["annotations"]["checksum/config"]


def test_every_service_of_the_house_is_in_the_chart():
    assert set(running(rendered("ha"))) == SERVICES


def test_the_services_that_ask_are_those_of_the_code():
    crates = ROOT / "services"
    asking = {name for name in SERVICES if "Peers::open(" in (crates / name / "src" / "lib.rs").read_text()}
    assert asking == WHO_ASKS.keys()
    counted = (crates / "assessment" / "src" / "demand" / "mod.rs").read_text().split("pub const SERVICES", 1)[1].split(";", 2)[1]
    assert WHO_ASKS["assessment"] == {name for name in SERVICES if f'"{name}"' in counted}


def test_nats_is_a_cluster_with_accounts():
    text = next(one for one in of_kind(built("city"), "ConfigMap") if one["metadata"]["name"].startswith("nats-") and "nats.conf" in one["data"])
    servers = built("city")
    nats = next(one for one in of_kind(servers, "StatefulSet") if one["metadata"]["name"] == "nats")
    for number in range(nats["spec"]["replicas"]):
        assert f"nats-{number}.nats-headless.shiyu-nats" in text["data"]["nats.conf"]
    assert 'include "accounts/accounts.conf"' in text["data"]["nats.conf"]
