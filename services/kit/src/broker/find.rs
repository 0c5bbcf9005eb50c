//! Where a server comes from, in the order of preference; nothing is fetched while something fit is at hand.

use std::fmt;
use std::path::{Path, PathBuf};

use super::fit::{check, is_fit};
use super::{BrokerError, obtain};

/// Where to look. [`Search::from_environment`] is the usual one.
#[derive(Debug, Clone)]
pub struct Search {
    /// A server that already runs: nothing is started then.
    pub address: Option<String>,
    /// A program named by the operator: taken or refused, never passed over.
    pub program: Option<PathBuf>,
    /// Folders of programs, as in `PATH`.
    pub path: Vec<PathBuf>,
    /// Where an obtained server is kept for the next time.
    pub tools: PathBuf,
    /// Whether a package registry and a container engine may be asked.
    pub may_fetch: bool,
    /// The image to copy a server out of.
    pub image: String,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A running server's URL.
    Address(String),
    /// A program to start.
    Program {
        /// Where it lies.
        path: PathBuf,
        /// Where it came from, to be told to the operator.
        origin: Origin,
    },
}

/// Where a program came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Named in [`Search::PROGRAM`].
    Named,
    /// On `PATH`.
    Path,
    /// Obtained earlier.
    Kept,
    /// The Python package registry, checked by its hash.
    Registry,
    /// Copied out of a container image.
    Image,
}

impl Search {
    /// Names a running server's URL.
    pub const ADDRESS: &str = "SHIYU_NATS_URL";
    /// Names a program.
    pub const PROGRAM: &str = "SHIYU_NATS_SERVER";
    /// Names the image to copy a server out of.
    pub const IMAGE: &str = "SHIYU_NATS_IMAGE";

    /// Looks where the environment says, and keeps what it obtains in `tools`.
    #[must_use]
    pub fn from_environment(tools: &Path) -> Self {
        let text = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        Self {
            address: text(Self::ADDRESS),
            program: text(Self::PROGRAM).map(PathBuf::from),
            path: std::env::var_os("PATH").map_or_else(Vec::new, |path| std::env::split_paths(&path).collect()),
            tools: tools.to_owned(),
            may_fetch: true,
            image: text(Self::IMAGE).unwrap_or_else(|| "nats:2.12-alpine".to_owned()),
        }
    }

    /// The first fit server: a running one, one named, on `PATH`, kept, from the registry, from an image.
    ///
    /// # Errors
    /// [`BrokerError::NotFound`], or [`BrokerError::Unfit`] for a program the operator named.
    pub async fn find(&self) -> Result<Found, BrokerError> {
        if let Some(address) = &self.address {
            return Ok(Found::Address(address.clone()));
        }
        if let Some(program) = &self.program {
            return named(program).await;
        }
        let mut tried = Vec::new();
        if let Some(path) = self.on_path(&mut tried).await {
            return Ok(program(path, Origin::Path));
        }
        let kept = obtain::place(&self.tools);
        if is_fit(&kept).await {
            return Ok(program(kept, Origin::Kept));
        }
        if self.may_fetch {
            if was_obtained(Origin::Registry, obtain::from_registry(&self.tools).await, &kept, &mut tried).await {
                return Ok(program(kept, Origin::Registry));
            }
            if was_obtained(Origin::Image, obtain::from_image(&self.tools, &self.image).await, &kept, &mut tried).await {
                return Ok(program(kept, Origin::Image));
            }
        }
        Err(BrokerError::NotFound { tried })
    }

    /// Old servers on `PATH` are passed over: Debian 12 installs 2.9.
    async fn on_path(&self, tried: &mut Vec<String>) -> Option<PathBuf> {
        let before = tried.len();
        for program in self.path.iter().map(|folder| folder.join("nats-server")) {
            match check(&program).await {
                Ok(()) => return Some(program),
                Err(_) if !program.exists() => {}
                Err(why) => tried.push(format!("{}: {why}", program.display())),
            }
        }
        if tried.len() == before {
            tried.push("PATH: there is none on it".to_owned());
        }
        None
    }
}

/// Whether what was obtained is there and fit; otherwise why not is added to what was tried.
async fn was_obtained(origin: Origin, obtained: Result<(), String>, kept: &Path, tried: &mut Vec<String>) -> bool {
    let fit = match obtained {
        Ok(()) => check(kept).await,
        Err(why) => Err(why),
    };
    fit.map_err(|why| tried.push(format!("one {origin}: {why}"))).is_ok()
}

async fn named(path: &Path) -> Result<Found, BrokerError> {
    match check(path).await {
        Ok(()) => Ok(program(path.to_owned(), Origin::Named)),
        Err(why) => Err(BrokerError::Unfit {
            program: path.to_owned(),
            why,
        }),
    }
}

fn program(path: PathBuf, origin: Origin) -> Found {
    Found::Program { path, origin }
}

impl fmt::Display for Found {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(_) => write!(formatter, "the running server named in {}", Search::ADDRESS),
            Self::Program { path, origin } => write!(formatter, "{} ({origin})", path.display()),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Named => "named in SHIYU_NATS_SERVER",
            Self::Path => "on PATH",
            Self::Kept => "obtained earlier",
            Self::Registry => "from the Python package registry, by its hash",
            Self::Image => "copied out of a container image",
        })
    }
}
