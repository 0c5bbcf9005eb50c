//! A bus of three servers: programs of this machine, or containers on its network. Each can be taken away and brought back.

use std::error::Error;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use async_nats::jetstream::stream::Config;
use serde_json::json;
use shiyu_kit::broker::{Accounts, Listen, configuration};
use tempfile::TempDir;
use testcontainers::runners::AsyncRunner;
use testcontainers::{ContainerAsync, GenericImage, ImageExt};
use tokio::process::{Child, Command};

use crate::backends::{Outcome, enter};
use crate::containers::{NATS_IMAGE, named, until};
use crate::lane::variable;

/// How many.
const MANY: usize = 3;
/// A port may be taken between the choice and the start.
const ATTEMPTS: usize = 3;

/// The servers. They end with this value.
#[derive(Debug)]
pub(crate) struct Bus {
    /// All three addresses, as a client is told them.
    pub url: String,
    servers: Vec<Server>,
    folder: TempDir,
}

#[derive(Debug)]
struct Server {
    start: Start,
    running: Option<Running>,
}

/// How it is started, the second time as the first.
#[derive(Debug, Clone)]
enum Start {
    Program { program: PathBuf, file: PathBuf, log: PathBuf },
    Image { image: String, configuration: Vec<u8> },
}

#[derive(Debug)]
enum Running {
    Process(Box<Child>),
    Container(Box<ContainerAsync<GenericImage>>),
}

impl Bus {
    /// Three servers of this program; of the image of [`NATS_IMAGE`] without one.
    pub(crate) async fn start(program: Option<&Path>, accounts: &Accounts) -> Outcome<Self> {
        let mut last = None;
        for _ in 0..ATTEMPTS {
            match Box::pin(Self::attempt(program, accounts)).await {
                Ok(bus) => return Ok(bus),
                Err(reason) => last = Some(reason),
            }
        }
        Err(last.unwrap_or_else(|| "no attempt was made".into()))
    }

    async fn attempt(program: Option<&Path>, accounts: &Accounts) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let (clients, routes) = (free_ports()?, free_ports()?);
        let mut bus = Self {
            url: clients.map(|port| format!("nats://127.0.0.1:{port}")).join(","),
            servers: Vec::new(),
            folder,
        };
        for (number, (client, route)) in clients.into_iter().zip(routes).enumerate() {
            let home = bus.folder.path().join(number.to_string());
            std::fs::create_dir(&home)?;
            let store = if program.is_some() { home.clone() } else { "/data".into() };
            let whole = member(number, (client, route), routes, &store, accounts);
            let start = match program {
                Some(program) => {
                    let file = home.join("nats.json");
                    std::fs::write(&file, &whole)?;
                    Start::Program {
                        program: program.to_owned(),
                        file,
                        log: home.join("log"),
                    }
                }
                None => Start::Image {
                    image: variable(NATS_IMAGE.0).unwrap_or_else(|| NATS_IMAGE.1.to_owned()),
                    configuration: whole,
                },
            };
            let running = Some(start.run().await?);
            bus.servers.push(Server { start, running });
        }
        bus.answers(accounts).await?;
        Ok(bus)
    }

    /// All three keep a stream together, or they are not one bus yet.
    async fn answers(&self, accounts: &Accounts) -> Outcome<()> {
        let anyone = accounts.counties.first().or(accounts.city.as_ref());
        until("a bus of three servers", async || {
            let context = enter(&self.url, anyone).await?;
            let trial = Config {
                name: "TRIAL".to_owned(),
                subjects: vec!["trial".to_owned()],
                num_replicas: MANY,
                ..Config::default()
            };
            context.create_stream(trial).await?;
            context.delete_stream("TRIAL").await.map_err(Box::<dyn Error + Send + Sync>::from)
        })
        .await
    }

    /// Takes one away, as a power failure would.
    pub(crate) async fn lose(&mut self, number: usize) -> Outcome<()> {
        let server = self.servers.get_mut(number).ok_or("there are three servers")?;
        match server.running.take() {
            Some(Running::Process(mut child)) => child.kill().await?,
            Some(Running::Container(container)) => container.stop_with_timeout(Some(0)).await?,
            None => {}
        }
        Ok(())
    }

    /// Brings it back: a program with what it kept, a container with nothing, which the others give it.
    pub(crate) async fn bring_back(&mut self, number: usize) -> Outcome<()> {
        let server = self.servers.get_mut(number).ok_or("there are three servers")?;
        if server.running.is_none() {
            server.running = Some(server.start.run().await?);
        }
        Ok(())
    }
}

impl Start {
    async fn run(&self) -> Outcome<Running> {
        match self {
            Self::Program { program, file, log } => {
                let log = std::fs::File::options().create(true).append(true).open(log)?;
                let child = Command::new(program)
                    .arg("-c")
                    .arg(file)
                    .stdin(Stdio::null())
                    .stdout(log.try_clone()?)
                    .stderr(log)
                    .kill_on_drop(true)
                    .spawn()?;
                Ok(Running::Process(Box::new(child)))
            }
            Self::Image { image, configuration } => {
                let (name, tag) = named(image);
                let request = GenericImage::new(name, tag)
                    .with_network("host")
                    .with_cmd(["-c", "/shiyu.json"])
                    .with_copy_to("/shiyu.json", configuration.clone());
                Ok(Running::Container(Box::new(Box::pin(request.start()).await?)))
            }
        }
    }
}

/// The configuration of one of them.
fn member(number: usize, (client, route): (u16, u16), routes: [u16; MANY], store: &Path, accounts: &Accounts) -> Vec<u8> {
    let listen = Listen {
        host: "127.0.0.1",
        port: client,
        store,
        ports: None,
    };
    let mut whole = configuration(listen, accounts);
    let cluster = json!({
        "name": "shiyu",
        "listen": format!("127.0.0.1:{route}"),
        "routes": routes.map(|port| format!("nats://127.0.0.1:{port}")),
    });
    if let Some(fields) = whole.as_object_mut() {
        fields.insert("server_name".to_owned(), json!(format!("shiyu-{number}")));
        fields.insert("cluster".to_owned(), cluster);
    }
    whole.to_string().into_bytes()
}

/// Held together until all are known, so that they differ.
fn free_ports() -> Outcome<[u16; MANY]> {
    let mut held = Vec::new();
    let mut ports = [0; MANY];
    for port in &mut ports {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        *port = listener.local_addr()?.port();
        held.push(listener);
    }
    Ok(ports)
}
