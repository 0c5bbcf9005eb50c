//! What `shiyu county new` writes, in the hands of those it is for: nats-server, PostgreSQL, kubectl and helm.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use sea_orm::ConnectionTrait as _;
use serde_json::Value;
use shiyu_kit::broker::{api_prefix, deliver_prefix, desk_deliver_prefix};
use shiyu_kit::clock::new_id;
use shiyu_kit::config::{NatsConfig, NatsIdentity, Secret};
use shiyu_kit::database::Database;
use shiyu_kit::nats::{
    CITY_STREAM, CityImport, CitySource, DESK_STREAM, Nats, city_desk, city_stream, connect, county_desk, county_stream, ensure_stream,
};
use shiyu_kit::testkit::broker::nats_server;
use shiyu_kit::testkit::database::{admin_url, skip};
use shiyu_kit::testkit::eventually;
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(90);

fn new(folder: &Path, code: &str, more: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_shiyu"))
        .args(["--json", "county", "new", code, "--into"])
        .arg(folder)
        .args(more)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A secret of a county, by its name and key.
fn secret(folder: &Path, code: &str, name: &str, key: &str) -> String {
    let text = std::fs::read_to_string(folder.join(code).join("secrets.yaml")).unwrap();
    let mut objects = text.split("---\n").skip(1).map(|part| serde_json::from_str::<Value>(part).unwrap());
    let found = objects.find(|object| object["metadata"]["name"] == name).unwrap();
    found["stringData"][key].as_str().unwrap().to_owned()
}

/// A server that was told of the accounts as the cluster's are: by an include.
struct Server {
    process: Child,
    folder: TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    fn start(program: &Path, folder: TempDir) -> Self {
        let here = folder.path();
        let text = format!(
            "listen: \"127.0.0.1:-1\"\nports_file_dir: \"{0}/ports\"\njetstream: {{ store_dir: \"{0}/streams\" }}\ninclude \"accounts.conf\"\n",
            here.display()
        );
        std::fs::create_dir(here.join("ports")).unwrap();
        std::fs::write(here.join("nats.conf"), text).unwrap();
        let mut command = Command::new(program);
        command.arg("--config").arg(here.join("nats.conf")).stderr(Stdio::null());
        let process = command.spawn().unwrap();
        Self { process, folder }
    }

    fn url(&self) -> Option<String> {
        let file = std::fs::read_dir(self.folder.path().join("ports")).ok()?.next()?.ok()?;
        let ports: Value = serde_json::from_slice(&std::fs::read(file.path()).ok()?).ok()?;
        Some(ports["nats"][0].as_str()?.to_owned())
    }

    async fn enter(&self, code: &str) -> Nats {
        eventually(PATIENCE, || async { self.url().is_some() }).await;
        let seed = secret(self.folder.path(), code, "shiyu-nats", "seed");
        let config = NatsConfig {
            identity: Some(NatsIdentity::Nkey(Secret::new(seed))),
            ..NatsConfig::at(self.url().unwrap())
        };
        connect(&config).await.unwrap()
    }
}

fn source(code: &str) -> CitySource {
    CitySource {
        code: code.to_owned(),
        external: Some(CityImport {
            api_prefix: api_prefix(code),
            deliver_prefix: deliver_prefix(code),
        }),
    }
}

async fn tell(nats: &Nats, subject: &str) {
    let sent = nats.jetstream().publish(subject.to_owned(), "fact".into()).await.unwrap();
    sent.await.unwrap();
}

async fn count(nats: &Nats, stream: &str) -> u64 {
    nats.jetstream().get_stream(stream).await.unwrap().cached_info().state.messages
}

#[tokio::test]
async fn the_accounts_join_city_and_counties_and_let_nobody_else_in() {
    let Some(program) = nats_server().await else { return };
    let folder = tempfile::tempdir().unwrap();
    for code in ["330600", "330602", "330681"] {
        new(folder.path(), code, &[]);
    }
    let server = Server::start(&program, folder);
    let (one, other, city) = (
        server.enter("330602").await,
        server.enter("330681").await,
        server.enter("330600").await,
    );
    for (code, county) in [("330602", &one), ("330681", &other)] {
        let desk = CitySource {
            code: "330600".to_owned(),
            external: Some(CityImport {
                api_prefix: api_prefix("330600"),
                deliver_prefix: desk_deliver_prefix("330600", code),
            }),
        };
        ensure_stream(county, county_stream(1)).await.unwrap();
        ensure_stream(county, county_desk(&desk, code, 1)).await.unwrap();
    }
    ensure_stream(&city, county_stream(1)).await.unwrap();
    ensure_stream(&city, city_stream(&[source("330602"), source("330681")], 1))
        .await
        .unwrap();
    for county in ["330602", "330681"] {
        ensure_stream(&city, city_desk(county, 1)).await.unwrap();
    }
    tell(&one, "shiyu.petition.matter.registered").await;
    tell(&other, "shiyu.grid.event.reported").await;
    tell(&city, "shiyu.grid.desk.330602.designated").await;
    tell(&city, "shiyu.grid.desk.330681.designated").await;
    eventually(PATIENCE, || async { count(&city, CITY_STREAM).await == 2 }).await;
    for county in [&one, &other] {
        eventually(PATIENCE, || async { count(county, DESK_STREAM).await == 1 }).await;
    }
    assert!(async_nats::connect(server.url().unwrap()).await.is_err());
}

#[tokio::test]
async fn the_configuration_of_the_manifests_is_one_that_the_server_takes() {
    let Some(program) = nats_server().await else { return };
    let folder = tempfile::tempdir().unwrap();
    for code in ["330600", "330602"] {
        new(&folder.path().join("accounts"), code, &[]);
    }
    for kept in ["base/nats/nats.conf", "overlays/dev/nats.conf"] {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../k8s").join(kept)).unwrap();
        let here = text.replace("/data", &format!("{}/streams", folder.path().display()));
        std::fs::write(folder.path().join("nats.conf"), here).unwrap();
        let mut command = Command::new(&program);
        command
            .arg("-t")
            .arg("--config")
            .arg(folder.path().join("nats.conf"))
            .env("POD_NAME", "nats-0");
        let output = command.output().unwrap();
        assert!(output.status.success(), "{kept}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[tokio::test]
async fn before_there_is_a_county_nobody_comes_in() {
    let Some(program) = nats_server().await else { return };
    let folder = tempfile::tempdir().unwrap();
    let begun = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../k8s/overlays/city/counties/accounts.conf");
    std::fs::copy(begun, folder.path().join("accounts.conf")).unwrap();
    let server = Server::start(&program, folder);
    eventually(PATIENCE, || async { server.url().is_some() }).await;
    assert!(async_nats::connect(server.url().unwrap()).await.is_err());
}

#[tokio::test]
async fn the_sql_makes_roles_that_own_their_databases_and_reach_no_other() {
    let Some(admin) = admin_url() else { return };
    let folder = tempfile::tempdir().unwrap();
    // A code of nobody's: roles are the server's, and another run may have left its own.
    let code = format!("9{:04}1", new_id().as_u128() % 10_000);
    new(folder.path(), &code, &["--database", "plain", "--services", "petition,grid"]);
    let (credentials, rest) = admin.rsplit_once('@').unwrap();
    let server = rest.split('/').next().unwrap();
    let administrator = Database::connect(&format!("{credentials}@{rest}"), 1).await.unwrap();
    let sql = std::fs::read_to_string(folder.path().join(&code).join("databases.sql")).unwrap();
    for statement in sql.lines().filter(|line| !line.starts_with("--")) {
        administrator.writer.execute_unprepared(statement).await.unwrap();
    }
    let address = |service: &str| {
        let url = secret(folder.path(), &code, &format!("shiyu-{service}-database"), "url");
        let (role, database) = (
            url.split('@').next().unwrap().to_owned(),
            url.rsplit('/').next().unwrap().to_owned(),
        );
        (role, database)
    };
    let ((role, own), (_, other)) = (address("petition"), address("grid"));
    let mine = Database::connect(&format!("{role}@{server}/{own}"), 1).await.unwrap();
    mine.writer.execute_unprepared("CREATE TABLE kept (id INTEGER)").await.unwrap();
    assert!(Database::connect(&format!("{role}@{server}/{other}"), 1).await.is_err());
    let wrong = role.replacen(&format!("{own}:"), &format!("{own}:0"), 1);
    assert!(Database::connect(&format!("{wrong}@{server}/{own}"), 1).await.is_err());
}

/// A program of the cluster's gates (`.ci/cluster tools`).
fn tool(variable: &str) -> Option<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from);
    if named.is_none() {
        skip("helm and kubectl", variable);
    }
    named
}

fn made(program: &Path, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn what_is_written_is_taken_by_the_manifests_and_by_the_chart() {
    let (Some(kubectl), Some(helm)) = (tool("SHIYU_KUBECTL"), tool("SHIYU_HELM_4")) else {
        return;
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = tempfile::tempdir().unwrap();
    let copied = Command::new("cp")
        .arg("-r")
        .arg(root.join("k8s"))
        .arg(folder.path())
        .status()
        .unwrap();
    assert!(copied.success());
    let counties = folder.path().join("k8s/overlays/city/counties");
    for code in ["330600", "330602", "330681"] {
        new(&counties, code, &[]);
    }
    let whole = made(&kubectl, &["kustomize", folder.path().join("k8s/overlays/city").to_str().unwrap()]);
    for part in [
        "name: county-330602",
        "name: shiyu-330681-assessment",
        "owner: shiyu_330600_grid",
        "JS.330602.API",
    ] {
        assert!(whole.contains(part), "{part}");
    }
    let roles = whole.matches("passwordSecret:").count();
    assert_eq!(roles, 15, "a role for each service of each");
    let values = |code: &str| counties.join(code).join("values.yaml").display().to_string();
    let chart = root.join("helm/county").display().to_string();
    for code in ["330600", "330602"] {
        let set = "image.digest=sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,auth.oidcIssuer=https://id.example";
        let rendered = made(&helm, &["template", "shiyu", &chart, "-f", &values(code), "--set", set]);
        assert!(rendered.contains(&format!("code = \"{code}\"")));
        assert_eq!(rendered.contains(r#"gather = ["330602","330681"]"#), code == "330600");
        assert_eq!(rendered.contains(r#"desk = "330600""#), code == "330602");
    }
}
