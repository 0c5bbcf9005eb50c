//! One replica: a process, or a container on the host's network, which is the same to whoever calls it.
#![expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]

use std::collections::{BTreeSet, VecDeque};
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use testcontainers::core::logs::LogFrame;
use testcontainers::core::{Mount, WaitFor};
use testcontainers::runners::AsyncRunner;
use testcontainers::{ContainerAsync, GenericImage, ImageExt};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::watch;
use tokio::time::timeout;
use tonic::transport::{Channel, Endpoint};

use super::programs::Programs;
use crate::containers::named;

/// How long a program may take until its doors are open, or until it has gone.
const PATIENCE: Duration = Duration::from_mins(2);
/// How much of what it said is kept, for whoever wants to know why it failed.
const LINES: usize = 60;

/// What a program is told, and where it may write.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The service.
    pub service: &'a str,
    /// Its settings, as variables.
    pub settings: &'a [(String, String)],
    /// The folder of its keys and files.
    pub folder: &'a Path,
}

/// A replica that runs. Dropped, it is killed.
#[derive(Debug)]
pub struct Replica {
    /// Where its doors are.
    pub address: SocketAddr,
    /// A way in.
    pub channel: Channel,
    body: Body,
    said: Said,
}

#[derive(Debug)]
enum Body {
    Process(Box<Child>),
    Container(Box<ContainerAsync<GenericImage>>),
}

/// What a program says on standard error, and where it said its doors are.
#[derive(Debug, Clone)]
struct Said {
    lines: Arc<Mutex<VecDeque<String>>>,
    address: watch::Sender<Option<SocketAddr>>,
}

impl Said {
    fn new() -> Self {
        Self {
            lines: Arc::default(),
            address: watch::Sender::new(None),
        }
    }

    fn hear(&self, line: &str) {
        let address = line.split_once("\"address\":\"").and_then(|(_, rest)| rest.split_once('"'));
        if let Some(address) = address.and_then(|(address, _)| address.parse().ok()) {
            self.address.send_replace(Some(address));
        }
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.push_back(line.to_owned());
        if lines.len() > LINES {
            lines.pop_front();
        }
    }

    fn text(&self) -> String {
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.iter().fold(String::new(), |text, line| format!("{text}{line}\n"))
    }
}

impl Replica {
    /// Starts it and waits until its doors are open.
    ///
    /// # Errors
    /// What it said instead.
    pub async fn start(programs: &Programs, told: Told<'_>) -> Result<Self, String> {
        let said = Said::new();
        let mut open = said.address.subscribe();
        let body = match programs {
            Programs::Local(program) => Body::Process(Box::new(process(program, told, &[], &said)?)),
            Programs::Image(image) => Body::Container(Box::new(Box::pin(container(image, told, &said)).await?)),
        };
        let mut replica = Self {
            // Until it says so.
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            channel: Endpoint::from_static("http://127.0.0.1:0").connect_lazy(),
            body,
            said,
        };
        let opened = tokio::select! {
            opened = timeout(PATIENCE, open.wait_for(Option::is_some)) => opened.is_ok(),
            () = replica.ended() => false,
        };
        let address = *open.borrow();
        let Some(address) = address.filter(|_| opened) else {
            return Err(format!("{} did not open its doors:\n{}", told.service, replica.last_words().await));
        };
        replica.address = address;
        let endpoint = Endpoint::from_shared(format!("http://{address}")).map_err(|error| error.to_string())?;
        replica.channel = endpoint.connect().await.map_err(|error| error.to_string())?;
        Ok(replica)
    }

    /// Its process, where it is one.
    #[must_use]
    pub fn process(&self) -> Option<u32> {
        match &self.body {
            Body::Process(child) => child.id(),
            Body::Container(_) => None,
        }
    }

    async fn ended(&mut self) {
        match &mut self.body {
            // If waiting fails there is no child any more.
            Body::Process(child) => drop(child.wait().await),
            // Nor a container, if the engine knows nothing of it.
            Body::Container(container) => drop(finished(container).await),
        }
    }

    async fn last_words(&self) -> String {
        match &self.body {
            Body::Process(_) => self.said.text(),
            Body::Container(container) => everything_of(container, &self.said).await,
        }
    }

    /// Asks it to drain.
    pub async fn ask_to_end(&self) {
        if let Body::Process(child) = &self.body {
            let process = child.id().expect("a process that runs").to_string();
            let asked = Command::new("kill").args(["-s", "TERM", &process]).status().await;
            assert!(asked.is_ok_and(|status| status.success()), "SIGTERM arrives");
        }
    }

    /// Waits until it has drained; a container is asked now.
    ///
    /// # Panics
    /// When it does not end, or says that something failed.
    pub async fn gone(self) {
        match self.body {
            Body::Process(mut child) => {
                let ended = timeout(PATIENCE, child.wait()).await.expect("it drains").expect("its status");
                assert!(ended.success(), "{ended}:\n{}", self.said.text());
            }
            Body::Container(container) => {
                container.stop_with_timeout(Some(60)).await.expect("it drains");
                assert_eq!(container.exit_code().await.ok().flatten(), Some(0), "{}", self.said.text());
            }
        }
    }

    /// Ends it as a power failure would.
    ///
    /// # Panics
    /// When it cannot be killed.
    pub async fn kill(self) {
        match self.body {
            Body::Process(mut child) => child.kill().await.expect("it dies"),
            Body::Container(container) => container.stop_with_timeout(Some(0)).await.expect("it dies"),
        }
    }
}

/// Brings the tables of a service up to date, as a step of its own.
///
/// # Errors
/// What it said when it failed.
pub async fn migrate(programs: &Programs, told: Told<'_>) -> Result<(), String> {
    let said = Said::new();
    match programs {
        Programs::Local(program) => {
            let mut child = process(program, told, &["migrate"], &said)?;
            let ended = timeout(PATIENCE, child.wait()).await.map_err(|_| "it does not end")?;
            let succeeded = ended.map_err(|error| error.to_string())?.success();
            if succeeded { Ok(()) } else { Err(said.text()) }
        }
        Programs::Image(image) => {
            let request = request(image, told, &said).with_cmd(["migrate"]);
            let container = request.start().await.map_err(|error| error.to_string())?;
            let ended = timeout(PATIENCE, finished(&container)).await.map_err(|_| "it does not end")?;
            if ended? == 0 {
                Ok(())
            } else {
                Err(everything_of(&container, &said).await)
            }
        }
    }
}

/// What a container said that has ended: the engine has all of it, where the last lines may not have come here yet.
async fn everything_of(container: &ContainerAsync<GenericImage>, said: &Said) -> String {
    let kept = container.stderr_to_vec().await;
    kept.map_or_else(|_| said.text(), |kept| String::from_utf8_lossy(&kept).into_owned())
}

async fn finished(container: &ContainerAsync<GenericImage>) -> Result<i64, String> {
    let mut tick = tokio::time::interval(Duration::from_millis(100));
    loop {
        tick.tick().await;
        if let Some(code) = container.exit_code().await.map_err(|error| error.to_string())? {
            return Ok(code);
        }
    }
}

fn process(program: &Path, told: Told<'_>, words: &[&str], said: &Said) -> Result<Child, String> {
    let mut child = Command::new(program)
        .arg0(format!("shiyu-{}", told.service))
        .args(words)
        // What the run itself is told would be unknown words to the service.
        .env_clear()
        .envs(told.settings.iter().map(|(name, value)| (name, value)))
        .current_dir(told.folder)
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    let mut lines = BufReader::new(child.stderr.take().ok_or("no standard error")?).lines();
    let said = said.clone();
    tokio::spawn(async move {
        while let Ok(Some(line)) = lines.next_line().await {
            said.hear(&line);
        }
    });
    Ok(child)
}

async fn container(image: &str, told: Told<'_>, said: &Said) -> Result<ContainerAsync<GenericImage>, String> {
    let request = request(image, told, said);
    request
        .start()
        .await
        .map_err(|error| format!("{}: {error}\n{}", told.service, said.text()))
}

/// As the cluster runs it: nothing may be written but to its folder, and it has nobody's rights but the folder's owner's.
fn request(image: &str, told: Told<'_>, said: &Said) -> testcontainers::ContainerRequest<GenericImage> {
    let (name, tag) = named(image);
    let folder = told.folder.display().to_string();
    let (heard, owner) = (
        said.clone(),
        std::os::unix::fs::MetadataExt::uid(&std::fs::metadata(told.folder).expect("the folder")),
    );
    let mut request = GenericImage::new(name, tag)
        .with_entrypoint(&format!("/usr/local/bin/shiyu-{}", told.service))
        .with_wait_for(WaitFor::Nothing)
        .with_network("host")
        .with_user(owner.to_string())
        .with_readonly_rootfs(true)
        .with_cap_drop("ALL")
        .with_mount(Mount::bind_mount(folder.clone(), folder))
        .with_log_consumer(move |frame: &LogFrame| {
            for line in String::from_utf8_lossy(frame.bytes()).lines() {
                heard.hear(line);
            }
        });
    for (variable, value) in told.settings {
        request = request.with_env_var(variable, value);
    }
    for folder in folders_beside(told) {
        let folder = folder.display().to_string();
        request = request.with_mount(Mount::bind_mount(folder.clone(), folder));
    }
    request
}

/// Folders that lie outside of its own and hold a file its settings name: a database that came back elsewhere, keys of another.
fn folders_beside(told: Told<'_>) -> BTreeSet<&Path> {
    let files = told.settings.iter().filter_map(|(_, value)| {
        let file = value.strip_prefix("sqlite://").unwrap_or(value);
        Path::new(file.split('?').next()?).parent()
    });
    let whole = |folder: &&Path| folder.is_absolute() && folder.parent().is_some() && folder.is_dir();
    files.filter(whole).filter(|folder| !folder.starts_with(told.folder)).collect()
}
