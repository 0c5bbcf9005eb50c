//! A service as a process: read the configuration, run, and drain when asked to end.

use std::path::PathBuf;
use std::process::ExitCode;

use futures::future::BoxFuture;

use crate::build;
use crate::config::{self, Common, ConfigErrors, Ground};
use crate::database::Database;
use crate::party::Vault;
use crate::party::rotate::{self, Rotated};
use crate::server::terminated;
use crate::service::{Running, StartError};
use crate::telemetry::{Origin, Telemetry};

/// What a service's `main` consists of.
pub struct Program<C> {
    /// The service's name.
    pub service: &'static str,
    /// Its version.
    pub version: &'static str,
    /// Its own sections, commented.
    pub defaults: &'static str,
    /// Reads the configuration from a file, if there is one, and the environment.
    pub load: fn(Option<PathBuf>) -> Result<C, ConfigErrors>,
    /// The common sections of it.
    pub common: fn(&C) -> &Common,
    /// Brings its tables up to date: `|ground| Box::pin(migrate::<Migrator>(ground, "petition"))`.
    pub migrate: for<'a> fn(&'a Ground) -> BoxFuture<'a, Result<(), StartError>>,
}

/// Runs a service until the process is asked to end. `migrate` only brings its tables up to date, `--print-config` prints the
/// commented defaults, `--version` the version and commit, `--config FILE` (or `SHIYU_CONFIG`) names a file that stands above
/// the defaults, `--help` says so.
pub async fn run<C>(program: Program<C>, start: impl AsyncFnOnce(&C) -> Result<Running, StartError>) -> ExitCode {
    match Wish::read(std::env::args().skip(1)) {
        Ok(Wish::Run(file)) => serve(program, file, start).await,
        Ok(Wish::Migrate(file)) => prepare(&program, file).await,
        Ok(Wish::RotateKeys(file)) => rotate(&program, file).await,
        Ok(Wish::PrintConfig) => say(&config::default_text(program.defaults)),
        Ok(Wish::Version) => say(&format!("{} {}", program.service, build::described(program.version))),
        Ok(Wish::Help) => say(&help(program.service)),
        Err(word) => complain(&format!("unknown argument {word}\n\n{}", help(program.service))),
    }
}

async fn serve<C>(program: Program<C>, file: Option<PathBuf>, start: impl AsyncFnOnce(&C) -> Result<Running, StartError>) -> ExitCode {
    let config = match (program.load)(file) {
        Ok(config) => config,
        Err(errors) => return complain(&errors.to_string()),
    };
    let common = (program.common)(&config);
    let origin = Origin {
        service: program.service,
        version: program.version,
        county: common.county.clone(),
    };
    let telemetry = match Telemetry::start(&common.telemetry, &origin) {
        Ok(telemetry) => telemetry,
        Err(error) => return complain(&chain(&error)),
    };
    let outcome = match start(&config).await {
        Ok(running) => until_asked(running).await,
        Err(error) => Err(chain(&error)),
    };
    telemetry.stop().await;
    outcome.map_or_else(|text| complain(&text), |()| ExitCode::SUCCESS)
}

/// Only what the tables need is read, so that the step can run where nothing else of the service is set up.
async fn prepare<C>(program: &Program<C>, file: Option<PathBuf>) -> ExitCode {
    let ground = match config::load_part(program.defaults, file.as_deref(), config::environment(), Ground::read) {
        Ok(ground) => ground,
        Err(errors) => return complain(&errors.to_string()),
    };
    let origin = Origin {
        service: program.service,
        version: program.version,
        county: ground.county.clone(),
    };
    let telemetry = match Telemetry::start(&ground.telemetry, &origin) {
        Ok(telemetry) => telemetry,
        Err(error) => return complain(&chain(&error)),
    };
    let outcome = (program.migrate)(&ground).await;
    telemetry.stop().await;
    outcome.map_or_else(|error| complain(&chain(&error)), |()| ExitCode::SUCCESS)
}

/// Wraps the parties' own keys anew under the envelope key in use, indexes them under the index key in use, and says how far it has come.
/// Begun again, it goes on.
async fn rotate<C>(program: &Program<C>, file: Option<PathBuf>) -> ExitCode {
    let config = match (program.load)(file) {
        Ok(config) => config,
        Err(errors) => return complain(&errors.to_string()),
    };
    match rotated((program.common)(&config), program.service).await {
        Ok(rotated) if rotated.is_done() => ExitCode::SUCCESS,
        Ok(rotated) => complain(&remaining(&rotated)),
        Err(error) => complain(&chain(&error)),
    }
}

async fn rotated(common: &Common, service: &str) -> Result<Rotated, StartError> {
    let vault = Vault::open(&common.party, service)?.ok_or(StartError::NoVault)?;
    let db = Database::connect(common.database.url.reveal(), common.database.max_connections).await?;
    let tell = async |text: String| {
        say(&format!("{service}: {text}"));
    };
    let rotated = rotate::all(&db, &vault, tell).await?;
    db.close().await;
    Ok(rotated)
}

/// What still needs an old key, so that nobody takes that one away.
fn remaining(rotated: &Rotated) -> String {
    let Rotated { stuck, lie, found } = rotated;
    let text = format!(
        "not done: {lie} parties lie and {found} are found under another key than the one in use; keep the old one, and begin again once \
         no replica seals under it"
    );
    if stuck.is_empty() {
        return text;
    }
    format!("{text}\nthese parties open under no key of the configuration: {stuck:?}")
}

async fn until_asked(mut running: Running) -> Result<(), String> {
    tracing::info!(address = %running.address(), "ready");
    tokio::select! {
        asked = terminated() => asked.map_err(|error| chain(&error))?,
        error = running.failed() => return Err(chain(&error)),
    }
    tracing::info!("draining");
    running.stop().await.map_err(|error| chain(&error))
}

fn help(service: &str) -> String {
    format!(
        "The {service} service of one county: runs until it is asked to end (SIGTERM, Ctrl-C).\n\n\
        migrate         brings the tables up to date and ends\n\
        rotate-keys     wraps every identity's key, and indexes it, under the keys in use and ends; begun again, it goes on\n\
        --config FILE   settings that stand above the defaults (or SHIYU_CONFIG=FILE)\n\
        --print-config  every setting with its default, commented\n\
        --version       the version\n\
        --help          this\n\n\
        A setting can be a variable too: SHIYU_SERVER__LISTEN is server.listen."
    )
}

#[derive(Debug, PartialEq, Eq)]
enum Wish {
    Help,
    Run(Option<PathBuf>),
    Migrate(Option<PathBuf>),
    RotateKeys(Option<PathBuf>),
    PrintConfig,
    Version,
}

impl Wish {
    fn read(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        match words.next().as_deref() {
            None => Ok(Self::Run(named())),
            Some("--config") => file(words.next()).map(|file| Self::Run(Some(file))),
            Some("migrate") => under(words).map(Self::Migrate),
            Some("rotate-keys") => under(words).map(Self::RotateKeys),
            Some("--print-config") => Ok(Self::PrintConfig),
            Some("--version") => Ok(Self::Version),
            Some("--help" | "-h") => Ok(Self::Help),
            Some(word) => Err(word.to_owned()),
        }
    }
}

/// The settings under which a step of its own goes on.
fn under(mut words: impl Iterator<Item = String>) -> Result<Option<PathBuf>, String> {
    match words.next().as_deref() {
        None => Ok(named()),
        Some("--config") => file(words.next()).map(Some),
        Some(word) => Err(word.to_owned()),
    }
}

fn named() -> Option<PathBuf> {
    std::env::var_os("SHIYU_CONFIG").map(PathBuf::from)
}

fn file(word: Option<String>) -> Result<PathBuf, String> {
    word.map(PathBuf::from).ok_or_else(|| "--config (without a file)".to_owned())
}

/// An error with everything that led to it.
#[must_use]
pub fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

#[expect(clippy::print_stdout, reason = "what the caller asked to see")]
fn say(text: &str) -> ExitCode {
    println!("{text}");
    ExitCode::SUCCESS
}

fn complain(text: &str) -> ExitCode {
    eprintln!("{text}");
    ExitCode::FAILURE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Wish, String> {
        Wish::read(words.iter().map(|word| (*word).to_owned()))
    }

    #[test]
    fn what_remains_under_an_old_key_is_said() {
        let left = Rotated {
            lie: 2,
            ..Rotated::default()
        };
        assert!(!left.is_done() && Rotated::default().is_done());
        let text = remaining(&left);
        assert!(
            text.starts_with("not done: 2 parties lie and 0 are found") && !text.contains("no key"),
            "{text}"
        );
        let stuck = Rotated {
            stuck: [uuid::Uuid::nil()].into(),
            ..left
        };
        assert!(remaining(&stuck).contains(&uuid::Uuid::nil().to_string()));
    }

    #[test]
    fn what_can_be_wished_for_is_in_the_help() {
        assert_eq!(read(&["--help"]), Ok(Wish::Help));
        assert_eq!(read(&["--config", "a.toml"]), Ok(Wish::Run(Some("a.toml".into()))));
        assert!(read(&["--config"]).is_err() && read(&["--halp"]).is_err());
        assert_eq!(read(&["migrate", "--config", "a.toml"]), Ok(Wish::Migrate(Some("a.toml".into()))));
        assert!(read(&["migrate", "now"]).is_err() && read(&["migrate", "--config"]).is_err());
        assert_eq!(
            read(&["rotate-keys", "--config", "a.toml"]),
            Ok(Wish::RotateKeys(Some("a.toml".into())))
        );
        for word in ["migrate", "rotate-keys", "--config", "--print-config", "--version", "--help"] {
            assert!(help("petition").contains(word), "{word}");
        }
    }
}
