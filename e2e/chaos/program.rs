//! A service as a process: started with its settings, killed, started again where it was.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use rand::Rng as _;
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

/// Ports are taken from here on: below those that the system gives to whoever calls, so that while its owner is dead nobody who knocks
/// there can be given it, and meet itself.
const FIRST: u16 = 20_000;
/// So many there are.
const MANY: u16 = 12_000;

/// How many were tried. Whoever runs beside us began elsewhere.
static TRIED: LazyLock<AtomicU16> = LazyLock::new(|| AtomicU16::new(rand::rng().random_range(0..MANY)));

/// A port nobody listens on, and never the same one twice: whoever has one may be dead for a while.
pub fn free_port() -> u16 {
    let next = || FIRST + TRIED.fetch_add(1, Ordering::Relaxed) % MANY;
    let free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    let mut tried = std::iter::repeat_with(next).take(usize::from(MANY));
    tried.find(free).expect("a free port")
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

    /// Starts it, and waits until its door is open. One that ends before that is started again, as a cluster would.
    pub async fn start(&mut self) {
        let opened = timeout(PATIENCE, async {
            while !self.opens(None).await {
                pass(Duration::from_millis(200)).await;
            }
        });
        assert!(opened.await.is_ok(), "{} opens its door: see {}", self.name, self.log.display());
    }

    /// Starts it to die at a point, and waits until its door is open, or it is there already.
    pub async fn start_armed(&mut self, point: String) {
        self.opens(Some(point)).await;
    }

    /// Whether its door was open before it ended.
    async fn opens(&mut self, armed: Option<String>) -> bool {
        let mut child = self.spawn(armed);
        let opened = until(PATIENCE, async || {
            let ended = child.try_wait().expect("a child").is_some();
            let open = !ended && TcpStream::connect(self.address).await.is_ok();
            (ended || open).then_some(open)
        });
        let opened = opened.await.unwrap_or(false);
        self.running = Some(child);
        opened
    }

    fn spawn(&self, armed: Option<String>) -> Child {
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
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .expect("a service")
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
