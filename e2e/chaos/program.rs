//! A service as a process: started with its settings, killed, started again where it was.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use shiyu_kit::fail;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::time::{MissedTickBehavior, interval, timeout};
use tonic::transport::{Channel, Endpoint};

/// How long a service may take to open its door.
const PATIENCE: Duration = Duration::from_mins(1);

/// Asks again and again until there is an answer, or no time left.
pub async fn until<A: Answer>(patience: Duration, mut ask: impl AsyncFnMut() -> A) -> A::Of
where
    A::Of: Default,
{
    let asking = async {
        let mut again = interval(Duration::from_millis(25));
        again.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            again.tick().await;
            if let Some(answer) = ask().await.given() {
                return answer;
            }
        }
    };
    timeout(patience, asking).await.unwrap_or_default()
}

/// What may be asked for until it is given.
pub trait Answer {
    /// What is given.
    type Of;
    /// It, if it was given.
    fn given(self) -> Option<Self::Of>;
}

impl Answer for bool {
    type Of = bool;

    fn given(self) -> Option<bool> {
        self.then_some(true)
    }
}

impl<T> Answer for Option<T> {
    type Of = Option<T>;

    fn given(self) -> Option<Option<T>> {
        self.map(Some)
    }
}

/// Lets time pass.
pub async fn pass(time: Duration) {
    // Nothing ends this wait but its time.
    let _ = timeout(time, std::future::pending::<()>()).await;
}

/// A port nobody listens on; the next who asks gets another.
pub fn free_port() -> u16 {
    let taken = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    taken.expect("a free port").port()
}

/// A service.
#[derive(Debug)]
pub struct Program {
    name: &'static str,
    settings: Vec<(String, String)>,
    address: SocketAddr,
    log: PathBuf,
    running: Option<Child>,
}

impl Program {
    /// A service of this name, told this, which is not running yet.
    pub fn new(name: &'static str, mut settings: Vec<(String, String)>, folder: &Path) -> Self {
        let address = SocketAddr::from(([127, 0, 0, 1], free_port()));
        settings.retain(|(name, _)| name != "SHIYU_SERVER__LISTEN");
        settings.push(("SHIYU_SERVER__LISTEN".to_owned(), address.to_string()));
        Self {
            name,
            settings,
            address,
            log: folder.join(format!("{name}.log")),
            running: None,
        }
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Where it listens, alive or dead.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// A way to it, which is made anew when it was gone.
    pub fn channel(&self) -> Channel {
        let endpoint = Endpoint::from_shared(format!("http://{}", self.address)).expect("an address");
        endpoint
            .connect_timeout(Duration::from_secs(2))
            .timeout(Duration::from_secs(20))
            .connect_lazy()
    }

    /// Starts it, armed to die at a point if one is named, and waits until its door is open.
    pub async fn start(&mut self, armed: Option<String>) {
        let log = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(&self.log)
            .expect("a log");
        let mut command = Command::new(beside_us(self.name));
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.envs(self.settings.iter().map(|(name, value)| (name, value)));
        if let Some(point) = armed {
            command.env(fail::VARIABLE, point);
        }
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .expect("a service");
        let opened = timeout(PATIENCE, async {
            let mut again = interval(Duration::from_millis(20));
            loop {
                again.tick().await;
                if TcpStream::connect(self.address).await.is_ok() || child.try_wait().expect("a child").is_some() {
                    return;
                }
            }
        });
        assert!(opened.await.is_ok(), "{} opens its door: see {}", self.name, self.log.display());
        self.running = Some(child);
    }

    /// Kills it, as a power failure would.
    pub async fn kill(&mut self) {
        if let Some(mut running) = self.running.take() {
            running.kill().await.expect("the service dies");
        }
    }

    /// Whether it was started, and nobody saw it die.
    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// Whether it was alive, and is not any more.
    pub fn has_died(&mut self) -> bool {
        let ended = self
            .running
            .as_mut()
            .is_some_and(|child| child.try_wait().expect("a child").is_some());
        if ended {
            self.running = None;
        }
        ended
    }
}

/// The program of a service lies beside this one.
fn beside_us(service: &str) -> PathBuf {
    let own = std::env::current_exe().expect("this program");
    let folder = own.parent().expect("its folder");
    let path = folder.join(format!("shiyu-{service}"));
    assert!(path.exists(), "{} is not built: make chaos", path.display());
    path
}
