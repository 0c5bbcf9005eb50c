"""Names that stand in two places, the code and the cluster: metrics, consumers, streams, ports, the accounts' prefixes."""

import json
import re

import promql_parser

from house import CHART, ROOT, built, of_kind, rendered

GAUGE = re.compile(r'Gauge = Gauge \{\s*name: "([^"]+)",\s*unit: "([^"]+)"')
UNITS = {"s": "_seconds", "ms": "_milliseconds", "1": "_ratio"}


def shown(name, unit):
    """How the collector's Prometheus exporter names it: dots to underscores, the unit in words, a share as a ratio."""
    return name.replace(".", "_") + UNITS.get(unit, "" if unit.startswith("{") else "?")


def measured():
    kit = ROOT / "services" / "kit" / "src" / "telemetry"
    names = {shown(name, unit) for name, unit in GAUGE.findall((kit / "gauge.rs").read_text())}
    call = re.search(r'f64_histogram\("([^"]+)"\)\s*\.with_unit\("([^"]+)"\)', (kit / "observe.rs").read_text())
    return names, shown(*call.groups())


def asked(text):
    text = re.sub(r"\[\[|\]\]", "", text)
    return set(re.findall(r"\b(shiyu_[a-z_]+|rpc_[a-z_]+)(?=\{)", text))


def parsed(expression):
    """As Prometheus reads it; what Grafana puts in is an interval."""
    return promql_parser.parse(expression.replace("$__rate_interval", "5m"))


LABELS = {"shiyu_county", "shiyu_service", "shiyu_consumer"}


def known(names):
    gauges, call = measured()
    return names <= gauges | {f"{call}_{part}" for part in ("count", "sum", "bucket")}


def test_alarms_ask_for_what_is_measured():
    rule = of_kind(rendered("ha"), "PrometheusRule")[0]
    names = set()
    for group in rule["spec"]["groups"]:
        for alarm in group["rules"]:
            found = asked(alarm["expr"])
            assert found and known(found), alarm["alert"]
            assert parsed(alarm["expr"])
            assert 'shiyu_county="330602"' in alarm["expr"], "an alarm is of one county"
            assert {"summary", "description"} <= alarm["annotations"].keys() and alarm["labels"]["severity"]
            names |= found
    gauges, _ = measured()
    assert gauges <= names | {"shiyu_relay_pending"}, "every gauge has an alarm"


def test_the_dashboard_shows_what_is_measured():
    board = json.loads((CHART / "files" / "dashboard.json").read_text())
    names = set()
    for panel in board["panels"]:
        for target in panel["targets"]:
            found = asked(target["expr"])
            assert found and known(found), panel["title"]
            assert parsed(target["expr"])
            names |= found
    gauges, _ = measured()
    assert gauges <= names, gauges - names
    held = next(one for one in of_kind(rendered("ha"), "ConfigMap") if one["metadata"]["name"].endswith("-dashboard"))
    assert json.loads(held["data"]["shiyu.json"]) == board
    ids = [panel["id"] for panel in board["panels"]]
    assert len(set(ids)) == len(ids)


def test_the_labels_are_those_of_the_code():
    kit = ROOT / "services" / "kit" / "src" / "telemetry"
    code = "".join(file.read_text() for file in kit.glob("*.rs"))
    for label in LABELS:
        assert f'"{label.replace("_", ".")}"' in code, label


def test_a_consumer_that_scales_a_service_is_one_of_its_own():
    scalers = of_kind(rendered("keda"), "ScaledObject")
    assert scalers
    for scaler in scalers:
        service = scaler["metadata"]["labels"]["app.kubernetes.io/component"]
        trigger = next(one["metadata"] for one in scaler["spec"]["triggers"] if one["type"] == "nats-jetstream")
        code = "".join(file.read_text() for file in (ROOT / "services" / service / "src").rglob("facts*.rs"))
        assert f'"{trigger["consumer"]}"' in code
        streams = (ROOT / "services" / "kit" / "src" / "nats" / "streams.rs").read_text()
        assert f'COUNTY_STREAM: &str = "{trigger["stream"]}"' in streams
        assert trigger["account"] == "330602"
        host, port = trigger["natsServerMonitoringEndpoint"].split(":")
        service = next(one for one in of_kind(built("city"), "Service") if host.startswith(f"{one['metadata']['name']}."))
        assert service["spec"]["clusterIP"] == "None" and int(port) in {one["port"] for one in service["spec"]["ports"]}


def test_the_cluster_is_where_the_chart_looks_for_it():
    """The defaults of the chart name services that the manifests make, and their policies let each other through."""
    import yaml

    values = yaml.safe_load((CHART / "values.yaml").read_text())
    services = {f"{one['metadata']['name']}.{one['metadata']['namespace']}" for one in of_kind(built("city"), "Service")}
    for address in (values["nats"]["url"], values["telemetry"]["endpoint"]):
        host = address.split("//")[1].split(":")[0].removesuffix(".svc.cluster.local")
        assert host in services, address
    roles = {one["metadata"]["labels"]["shiyu.dev/role"] for one in of_kind(built("city"), "Namespace")}
    ways = values["networkPolicy"]["ways"]
    for way in ("database", "nats", "telemetry"):
        assert ways[way]["to"][0]["namespaceSelector"]["matchLabels"]["shiyu.dev/role"] in roles


def test_probes_ask_under_the_names_of_the_code():
    code = (ROOT / "services" / "kit" / "src" / "server" / "standing.rs").read_text()
    plain = (ROOT / "services" / "kit" / "src" / "server" / "http.rs").read_text()
    for case in ("ha", "tls"):
        for one in of_kind(rendered(case), "Deployment"):
            for container in one["spec"]["template"]["spec"]["containers"]:
                for probe in ("readinessProbe", "livenessProbe"):
                    if "grpc" in container[probe]:
                        assert f'"{container[probe]["grpc"]["service"]}"' in code
                    else:
                        assert f'"{container[probe]["httpGet"]["path"]}"' in plain
