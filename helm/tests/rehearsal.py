"""An installation without a cluster: what `shiyu county new` writes and the chart renders is run on this machine. A pod is a process of nobody's
rights that may write to its /tmp alone (where root does not run this, of one's own rights), a volume a folder with what the secret or the
ConfigMap has in it, a service's name a port. The jobs run first, probes are asked as the kubelet asks them, and `helm test` is the pod
that the chart renders for it.

    .ci/services run -- .ci/cluster rehearse
"""

import base64
import contextlib
import datetime
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest
import yaml

from house import CHART, ROOT, merged, of_kind, objects, pod, template

PROGRAM = pathlib.Path(os.environ.get("SHIYU_E2E_PROGRAM") or pathlib.Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target") / "debug" / "shiyu")
POSTGRES = os.environ["SHIYU_TEST_POSTGRES"]
NATS = os.environ["SHIYU_TEST_NATS_SERVER"]
DESK, COUNTY, OTHER = "330600", "330602", "330681"
NOBODY = 65532
# Nobody but root may run a process as somebody else, and give that one what it reads and writes.
AS_NOBODY = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
ISSUER = "https://id.example"


def done(*words, **more):
    ran = subprocess.run([str(word) for word in words], capture_output=True, check=False, **more)
    assert not ran.returncode, f"{words[:3]}: {ran.stderr.decode(errors='replace')}"
    return ran.stdout


def free():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def until(what, patience=60):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.1)
    return False


class Issuer:
    """Who signs tokens: an Ed25519 key of openssl's."""

    def __init__(self, folder):
        self.key = folder / "issuer.pem"
        done("openssl", "genpkey", "-algorithm", "ed25519", "-out", self.key)
        public = done("openssl", "pkey", "-in", self.key, "-pubout", "-outform", "DER")[-32:]
        key = {"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": "one", "x": self.text(public)}
        self.keys = json.dumps({"keys": [key]})

    @staticmethod
    def text(data):
        return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

    def token(self, county, subject, role, unit=None):
        now = int(time.time())
        claims = {"iss": ISSUER, "aud": "shiyu", "sub": subject, "iat": now, "exp": now + 3600, "shiyu_county": county, "shiyu_roles": [role]}
        claims |= {"shiyu_kind": "person", "shiyu_unit": unit} if unit else {"shiyu_kind": "service"}
        signed = ".".join(self.text(json.dumps(part).encode()) for part in ({"alg": "EdDSA", "kid": "one"}, claims))
        file = self.key.with_name("signed")
        file.write_text(signed)
        return f"{signed}.{self.text(done('openssl', 'pkeyutl', '-sign', '-rawin', '-inkey', self.key, '-in', file))}"


def certificate(folder):
    """A secret as cert-manager leaves it: of an authority of its own, for the doors as they are called here."""
    ca, own = folder / "ca", folder / "tls"
    drawn = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=rehearsal"]
    done(*drawn, "-keyout", f"{ca}.key", "-out", f"{ca}.crt")
    signed = ["-CA", f"{ca}.crt", "-CAkey", f"{ca}.key", "-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:false"]
    done(*drawn, *signed, "-keyout", f"{own}.key", "-out", f"{own}.crt")
    return {name: (folder / name).read_text() for name in ("ca.crt", "tls.crt", "tls.key")}


class Machine:
    """The nodes, the network's names, and the two that are there before any county: PostgreSQL and the bus."""

    def __init__(self, folder):
        self.folder, self.running, self.ports = folder, [], {}
        self.issuer, self.certificate = Issuer(folder), certificate(folder)
        self.counties = folder / "counties"
        for code in (DESK, COUNTY, OTHER):
            done(PROGRAM, "county", "new", code, "--into", self.counties, "--database", "plain")
        self.server = POSTGRES.rsplit("@", 1)[1].split("/")[0]
        for code in (DESK, COUNTY, OTHER):
            done("psql", "-v", "ON_ERROR_STOP=1", "-qf", self.counties / code / "databases.sql", POSTGRES)
        self.bus, self.monitor = free(), free()
        file = folder / "nats.conf"
        doors = f'listen: "127.0.0.1:{self.bus}"\nhttp: "127.0.0.1:{self.monitor}"\n'
        file.write_text(f'{doors}jetstream: {{ store_dir: "{folder}/streams" }}\ninclude "counties/accounts.conf"\n')
        self.kept(subprocess.Popen([NATS, "-c", file], stderr=subprocess.DEVNULL))

    def kept(self, process):
        self.running.append(process)
        return process

    def end(self):
        for process in reversed(self.running):
            process.kill()
            process.wait()

    def messages(self, account, stream):
        """How many an account's stream has."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.monitor}/jsz?acc={account}&streams=true", timeout=5) as answer:
            [held] = json.load(answer)["account_details"]
        return next(one["state"]["messages"] for one in held["stream_detail"] if one["name"] == stream)

    def port(self, name):
        return self.ports.setdefault(name, free())

    def told(self, text, namespace):
        """Addresses of the cluster, as they are here."""
        for service in ("petition", "mediation", "enforcement", "grid", "assessment"):
            host = f"shiyu-{service}.{namespace}.svc:50051"
            text = text.replace(host, f"127.0.0.1:{self.port(host)}")
        return text.replace("nats.shiyu-nats.svc.cluster.local:4222", f"127.0.0.1:{self.bus}")


class Release:
    """A county, or the desk, as `helm install` with its values would make it."""

    def __init__(self, machine, code):
        self.machine, self.code, self.namespace = machine, code, f"county-{code}"
        ours = {
            "image": {"digest": "sha256:" + "a" * 64},
            "auth": {"issuer": ISSUER, "jwks": {"configMap": "jwks"}},
            # One server here, and nobody who gathers traces.
            "nats": {"replicas": 1},
            "telemetry": {"endpoint": ""},
            "defaults": {"drain": {"sleep": 1, "delay": 3}},
            "test": {"longitude": 120.502, "latitude": 30.098} if code == COUNTY else {"enabled": False},
            # One of them with certificates on both sides.
            "tls": {"secret": "shiyu-tls", "mutual": True} if code == OTHER else {},
        }
        profiles = ["production", "city"] if code == DESK else ["production"]
        values = [CHART / f"values-{profile}.yaml" for profile in profiles] + [machine.counties / code / "values.yaml", merged(ours)]
        self.found = objects(template("4.3", values, namespace=self.namespace).stdout)
        self.secrets = {one["metadata"]["name"]: one["stringData"] for one in objects((machine.counties / code / "secrets.yaml").read_text())}
        for service in ("mediation", "enforcement", "grid", "assessment"):
            self.secrets[f"shiyu-{service}-token"] = {"token": machine.issuer.token(code, service, f"{service}_service")}
        self.secrets["shiyu-tls"] = machine.certificate
        maps = {one["metadata"]["name"]: one["data"] for one in of_kind(self.found, "ConfigMap")}
        self.maps = {**maps, "jwks": {"jwks.json": machine.issuer.keys}}
        self.doors = {}

    def volume(self, volume):
        """What is in it: names to texts, or None where it is empty and may be written to."""
        if "emptyDir" in volume:
            return None
        if "secret" in volume:
            held, items = self.secrets[volume["secret"]["secretName"]], volume["secret"].get("items")
        else:
            held, items = self.maps[volume["configMap"]["name"]], volume["configMap"].get("items")
        return {item["path"]: held[item["key"]] for item in items} if items else held

    def start(self, one):
        """Its one container, as nobody, with its volumes in a folder."""
        _, spec = pod(one)
        container, name = spec["containers"][0], one["metadata"]["name"]
        root = self.machine.folder / self.namespace / name
        volumes = {volume["name"]: self.volume(volume) for volume in spec["volumes"]}
        places = {mount["mountPath"]: f"{root}{mount['mountPath']}" for mount in container["volumeMounts"]}
        mounted = re.compile("|".join(f"{path}(?=/)" for path in sorted(places, key=len, reverse=True)))

        def here(text):
            text = self.machine.told(text, self.namespace)
            text = mounted.sub(lambda path: places[path[0]], text)
            text = text.replace("0.0.0.0:50051", f"127.0.0.1:{self.machine.port(f'{name}.{self.namespace}.svc:50051')}")
            return text.replace("0.0.0.0:8080", f"127.0.0.1:{self.machine.port(f'{name}.{self.namespace}.svc:8080')}")

        for mount in container["volumeMounts"]:
            folder, held = pathlib.Path(places[mount["mountPath"]]), volumes[mount["name"]]
            folder.mkdir(parents=True)
            if held is None:
                if AS_NOBODY:
                    os.chown(folder, NOBODY, NOBODY)
                continue
            for file, text in held.items():
                if text.startswith("postgres://"):
                    text = text.replace(text.split("@")[1].split("/")[0], self.machine.server)
                (folder / file).write_text(here(text))
                if AS_NOBODY:
                    os.chown(folder / file, 0, NOBODY)
                (folder / file).chmod(0o440)
        env = {variable["name"]: here(variable["value"]) for variable in container.get("env", []) if "value" in variable}
        said = (root / "said").open("w")
        [command] = container["command"]
        process = subprocess.Popen(
            [command, *map(here, container["args"])], executable=PROGRAM, env=env, cwd="/", stdin=subprocess.DEVNULL, stdout=said, stderr=said, **AS_NOBODY
        )
        return self.machine.kept(process), root / "said"

    def install(self):
        """The jobs before the deployments; ready when every readiness probe is answered."""
        jobs = [(one, *self.start(one)) for one in of_kind(self.found, "Job")]
        for one, process, said in jobs:
            assert process.wait(120) == 0, f"{one['metadata']['name']}: {said.read_text()}"
        for one in of_kind(self.found, "Deployment"):
            self.doors[one["metadata"]["labels"]["app.kubernetes.io/component"]] = (one, *self.start(one))
        for service, (_, process, said) in self.doors.items():
            ready = until(lambda: self.probe(service, "/readyz") == 200 or process.poll() is not None)
            assert ready and process.poll() is None, f"{service} of {self.code}: {said.read_text()[-2000:]}"

    def probe(self, service, path):
        port = self.machine.port(f"shiyu-{service}.{self.namespace}.svc:8080")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
                return answer.status
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            return None

    def tool(self, service, role, unit, *words):
        file = self.machine.folder / "token"
        file.write_text(self.machine.issuer.token(self.code, f"{role} of {unit}", role, unit))
        address = f"http://127.0.0.1:{self.machine.port(f'shiyu-{service}.{self.namespace}.svc:50051')}"
        return done(PROGRAM, "--address", address, "--county", self.code, "--service", service, "--token-file", file, "--json", *words)


@pytest.fixture(scope="module")
def releases(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rehearsal")
    # Nobody has to be able to reach what is theirs.
    for above in [folder, *folder.parents][:3]:
        with contextlib.suppress(PermissionError):
            above.chmod(0o755)
    machine = Machine(folder)
    try:
        # The counties first: the desk gathers from streams that have to be there.
        made = {code: Release(machine, code) for code in (COUNTY, OTHER, DESK)}
        for release in made.values():
            release.install()
        yield made
    finally:
        machine.end()


def test_every_pod_of_a_city_starts_and_is_ready(releases):
    for release in releases.values():
        assert len(release.doors) == 5
        for service in release.doors:
            assert (release.probe(service, "/healthz"), release.probe(service, "/readyz")) == (200, 200), service


def square(west, north, size=0.01):
    ring = [[west, north], [west, north - size], [west + size, north - size], [west + size, north], [west, north]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_what_helm_tests_is_reported_and_heard(releases):
    release, folder = releases[COUNTY], releases[COUNTY].machine.folder
    units = folder / "units.csv"
    codes = [(COUNTY, ""), (f"{COUNTY}-ZHZX", COUNTY), (f"{COUNTY}001", COUNTY), (f"{COUNTY}001001", f"{COUNTY}001")]
    units.write_text("code,name,superior,valid_from\n" + "".join(f"{code},{code},{above},2020-01-01\n" for code, above in codes))
    release.tool("petition", "operator", COUNTY, "units", "import", units)
    # The grid hears of them from the petition office, over the bus.
    assert until(lambda: f"{COUNTY}001001".encode() in release.tool("grid", "operator", COUNTY, "units", "list"))
    grid = {"kind": "basic", "code": f"{COUNTY}001001001", "name": "one", "space_type": "urban_community", "area_class": "A"}
    about = [{"kind": "county", "code": COUNTY}, {"kind": "village", "code": f"{COUNTY}001001"}, grid]
    features = [{"type": "Feature", "geometry": square(120.5, 30.1), "properties": properties} for properties in about]
    drawn = folder / "map.geojson"
    drawn.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    day = datetime.date.today() - datetime.timedelta(days=30)
    release.tool("grid", "command_chief", f"{COUNTY}-ZHZX", "grids", "import", drawn, "--effective", day, "--publish")
    [tried] = of_kind(release.found, "Pod")
    process, said = release.start(tried)
    assert process.wait(90) == 0, said.read_text()
    assert "its fact heard" in said.read_text()
    # And what the county told, the desk gathers.
    assert until(lambda: 0 < release.machine.messages(COUNTY, "SHIYU") <= release.machine.messages(DESK, "CITY"))


def test_a_pod_that_is_asked_to_end_drains_within_its_grace(releases):
    release = releases[OTHER]
    for service, (one, process, said) in release.doors.items():
        process.send_signal(signal.SIGTERM)
        assert until(lambda: release.probe(service, "/readyz") == 503, 5), "it says that it is going"
    for service, (one, process, said) in release.doors.items():
        assert process.wait(pod(one)[1]["terminationGracePeriodSeconds"]) == 0, f"{service}: {said.read_text()[-2000:]}"
