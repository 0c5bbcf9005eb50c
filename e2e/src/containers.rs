//! PostgreSQL and NATS in containers. Ready means that a real query was answered: PostgreSQL says "ready" twice in its log.

use std::error::Error;
use std::fmt::Display;
use std::path::Path;
use std::time::Duration;

use sea_orm::{ConnectionTrait, Database};
use shiyu_kit::broker::{Accounts, Listen, configuration};
use shiyu_kit::clock::new_id;
use testcontainers::core::client::docker_client_instance;
use testcontainers::core::{CmdWaitFor, ContainerPort, ExecCommand, IntoContainerPort};
use testcontainers::runners::AsyncRunner;
use testcontainers::{ContainerAsync, ContainerRequest, GenericImage, ImageExt};
use tokio::time::{MissedTickBehavior, interval, timeout};

use crate::backends::{Outcome, enter};
use crate::lane::variable;

/// The variable that names the image of PostgreSQL, and the ordinary one.
const POSTGRES_IMAGE: (&str, &str) = ("SHIYU_TEST_POSTGRES_IMAGE", "postgres:16");
/// The same of NATS.
pub(crate) const NATS_IMAGE: (&str, &str) = ("SHIYU_TEST_NATS_IMAGE", "nats:2.12-alpine");

/// How long a container may take until it answers.
const PATIENCE: Duration = Duration::from_mins(1);

/// A container and how to reach what is in it. It is removed when this value is dropped.
#[derive(Debug)]
pub(crate) struct Running {
    pub(crate) url: String,
    container: ContainerAsync<GenericImage>,
}

impl Running {
    /// A database of it, as it is reached from inside.
    pub(crate) fn inside(url: &str) -> String {
        let (who, name) = (url.rsplit_once('@'), url.rsplit_once('/'));
        let (who, name) = (who.map_or(url, |(who, _)| who), name.map_or("", |(_, name)| name));
        format!("{who}@127.0.0.1:5432/{name}")
    }

    /// Runs a program inside, to its end.
    pub(crate) async fn run<'a>(&self, program: &'a str, words: impl IntoIterator<Item = &'a str>) -> Outcome<()> {
        let command = ExecCommand::new([program].into_iter().chain(words)).with_cmd_ready_condition(CmdWaitFor::exit());
        let mut done = self.container.exec(command).await?;
        if done.exit_code().await? == Some(0) {
            return Ok(());
        }
        let said = done.stderr_to_vec().await?;
        Err(format!("{program}: {}", String::from_utf8_lossy(&said)).into())
    }
}

/// Whether a container engine answers, quickly.
pub(crate) async fn engine_answers() -> bool {
    let asked = async { docker_client_instance().await.ok()?.ping().await.ok() };
    matches!(timeout(Duration::from_secs(5), asked).await, Ok(Some(_)))
}

/// A server of its own. The image is `SHIYU_TEST_POSTGRES_IMAGE`, or the ordinary one.
pub(crate) async fn postgres() -> Outcome<Running> {
    let password = new_id().simple().to_string();
    let request = image(POSTGRES_IMAGE, 5432.tcp())
        .with_env_var("POSTGRES_PASSWORD", &password)
        // Plain text on a loopback port: a hashed exchange costs an unoptimised client a tenth of a second a connection.
        .with_env_var("POSTGRES_HOST_AUTH_METHOD", "password")
        .with_cmd(["postgres", "-c", "max_connections=300", "-c", "fsync=off"]);
    let container = request.start().await?;
    let address = address(&container, 5432).await?;
    let url = format!("postgres://postgres:{password}@{address}/postgres");
    until("PostgreSQL", async || {
        Database::connect(&url).await?.execute_unprepared("SELECT 1").await
    })
    .await?;
    Ok(Running { url, container })
}

/// A server of its own with JetStream and these accounts. The image is `SHIYU_TEST_NATS_IMAGE`, or the ordinary one.
pub(crate) async fn nats(accounts: &Accounts) -> Outcome<Running> {
    let listen = Listen {
        host: "0.0.0.0",
        port: 4222,
        store: Path::new("/data"),
        ports: None,
    };
    let request = image(NATS_IMAGE, 4222.tcp())
        .with_cmd(["-c", "/shiyu.json"])
        .with_copy_to("/shiyu.json", configuration(listen, accounts).to_string().into_bytes());
    let container = request.start().await?;
    let url = format!("nats://{}", address(&container, 4222).await?);
    let anyone = accounts.city.as_ref().or(accounts.counties.first());
    until("NATS", async || {
        enter(&url, anyone)
            .await?
            .query_account()
            .await
            .map_err(Box::<dyn Error + Send + Sync>::from)
    })
    .await?;
    Ok(Running { url, container })
}

fn image((variable_name, ordinary): (&str, &str), port: ContainerPort) -> ContainerRequest<GenericImage> {
    let whole = variable(variable_name).unwrap_or_else(|| ordinary.to_owned());
    let (name, tag) = named(&whole);
    GenericImage::new(name, tag).with_exposed_port(port).into()
}

/// An image's name and tag.
pub(crate) fn named(image: &str) -> (&str, &str) {
    match image.rsplit_once(':') {
        Some((name, tag)) if !tag.contains('/') => (name, tag),
        Some(_) | None => (image, "latest"),
    }
}

/// The engine may be elsewhere: its host, and the port it published there.
async fn address(container: &ContainerAsync<GenericImage>, port: u16) -> Outcome<String> {
    let host = container.get_host().await?;
    let published = container.get_host_port_ipv4(port).await?;
    Ok(format!("{host}:{published}"))
}

/// Asks until there is an answer; the last refusal is told when patience ends.
pub(crate) async fn until<T, E: Display>(what: &str, ask: impl AsyncFn() -> Result<T, E>) -> Outcome<()> {
    let mut last = String::from("no answer");
    let mut tick = interval(Duration::from_millis(100));
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let asking = async {
        loop {
            tick.tick().await;
            match ask().await {
                Ok(_) => return,
                Err(refusal) => last = refusal.to_string(),
            }
        }
    };
    let answered = timeout(PATIENCE, asking).await;
    answered.map_err(|_| format!("{what} does not answer: {last}").into())
}
