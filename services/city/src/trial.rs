//! `shiyu try`: whether a county works from its public door to its bus. It reports an event as anybody may, and waits for the
//! fact. The event stays on record, and says that it was a trial.

use std::path::PathBuf;
use std::time::Duration;

use async_nats::jetstream::consumer::{DeliverPolicy, pull};
use clap::Args;
use futures::StreamExt as _;
use serde_json::json;
use shiyu_kit::broker::{Account, Accounts};
use shiyu_kit::clock::new_id;
use shiyu_kit::config::{NatsConfig, NatsIdentity, Secret};
use shiyu_kit::nats::event::header;
use shiyu_kit::nats::{COUNTY_STREAM, Nats, connect};
use shiyu_kit::process::chain;
use shiyu_proto::common::v1::Point;
use shiyu_proto::grid::v1::{EventStage, QueryReportRequest, SubmitReportRequest};
use time::OffsetDateTime;

use crate::city_file::CityFile;
use crate::cli::Global;
use crate::desk::Desk;
use crate::durations;
use crate::failure::{Ending, Failure};
use crate::output::Printer;
use crate::times;

/// Where a bus listens that nobody named.
const USUAL: &str = "nats://127.0.0.1:4222";
/// What the grid tells of a new event.
const REPORTED: &str = "shiyu.grid.event.reported";

/// Where the county is tried, and how its bus is entered.
#[derive(Debug, Args)]
pub struct TryOptions {
    /// Longitude of a place inside the county's map.
    #[arg(long, allow_negative_numbers = true)]
    pub longitude: f64,
    /// Its latitude.
    #[arg(long, allow_negative_numbers = true)]
    pub latitude: f64,
    /// How long the fact may take, as in `60s`.
    #[arg(long, default_value = "60s", value_parser = durations::parse)]
    pub patience: time::Duration,
    /// Servers of the bus, separated by commas. Without it, and without `--address`, that of the running city as the county's account;
    /// where none runs, `nats://127.0.0.1:4222`.
    #[arg(long)]
    pub nats: Option<String>,
    /// File with the seed (nkey) of the county's account.
    #[arg(long, group = "identity")]
    pub nkey_file: Option<PathBuf>,
    /// Credentials file of the county's account.
    #[arg(long, group = "identity")]
    pub credentials_file: Option<PathBuf>,
    /// User of the county's account.
    #[arg(long, group = "identity", requires = "password_file")]
    pub user: Option<String>,
    /// File with its password.
    #[arg(long, requires = "user")]
    pub password_file: Option<PathBuf>,
    /// PEM file of the authority that signed the bus's certificate.
    #[arg(long)]
    pub nats_ca: Option<PathBuf>,
}

impl TryOptions {
    /// The bus that is named, or that of the running city.
    ///
    /// # Errors
    /// [`Failure::File`] when a file that is named, or the city's, cannot be read; [`Failure::Usage`] when its accounts cannot.
    pub fn bus(&self, global: &Global) -> Result<NatsConfig, Failure> {
        let of_city = match (&self.nats, &global.address) {
            (None, None) => of_city(global)?,
            (Some(_), _) | (_, Some(_)) => None,
        };
        let mut bus = of_city.unwrap_or_else(|| NatsConfig::at(self.nats.as_deref().unwrap_or(USUAL)));
        bus.identity = self.identity()?.or(bus.identity);
        bus.ca_file.clone_from(&self.nats_ca);
        Ok(bus)
    }

    fn identity(&self) -> Result<Option<NatsIdentity>, Failure> {
        let read = |path: &PathBuf| std::fs::read_to_string(path).map_err(|error| Failure::file(path, error));
        let secret = |path: &PathBuf| Ok::<_, Failure>(Secret::new(read(path)?.trim_end()));
        Ok(match (&self.nkey_file, &self.credentials_file, &self.user, &self.password_file) {
            (Some(file), _, _, _) => Some(NatsIdentity::Nkey(secret(file)?)),
            (_, Some(file), _, _) => Some(NatsIdentity::Credentials(file.clone())),
            (_, _, Some(user), Some(file)) => Some(NatsIdentity::Password {
                user: user.clone(),
                password: secret(file)?,
            }),
            (None, None, _, _) => None,
        })
    }
}

/// The bus of the running city, as the county's account; none where none runs.
fn of_city(global: &Global) -> Result<Option<NatsConfig>, Failure> {
    let Some(url) = global.city()?.and_then(|city| city.bus) else {
        return Ok(None);
    };
    let account = Accounts::known_in(&global.data.join(CityFile::BUS), &global.county);
    let account = account.map_err(|error| Failure::Usage(chain(&error)))?;
    Ok(Some(NatsConfig {
        identity: account.as_ref().map(Account::identity),
        ..NatsConfig::at(url)
    }))
}

/// Reports, and waits.
///
/// # Errors
/// [`Failure::Refused`] when the door says no, [`Failure::Usage`] when the bus cannot be entered, [`Failure::Late`] when the fact
/// does not come in time.
pub async fn run(desk: &Desk, out: Printer, (options, bus): (&TryOptions, &NatsConfig), now: OffsetDateTime) -> Result<Ending, Failure> {
    let patience = options.patience.unsigned_abs();
    let nats = connect(bus).await.map_err(|error| Failure::Usage(chain(&error)))?;
    let mut told = ears(&nats).await?;
    let id = new_id().to_string();
    let began = std::time::Instant::now();
    let code = report(desk, options, &id, now).await?;
    let answered = began.elapsed();
    heard(&mut told, &id, patience).await?;
    let whole = began.elapsed();
    let query = QueryReportRequest { query_code: code };
    let stage = desk.reports().query_report(query).await?.into_inner().stage();
    let milliseconds = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    let (answered, whole) = (milliseconds(answered), milliseconds(whole));
    let result = json!({ "event": desk.name("events", &id), "stage": stage.as_str_name(), "answered_ms": answered, "heard_ms": whole });
    out.show(&result, || {
        format!(
            "{} was reported in {answered} ms, and its fact heard after {whole} ms",
            desk.name("events", &id)
        )
    });
    Ok(if stage == EventStage::Unspecified {
        Ending::Found
    } else {
        Ending::Clean
    })
}

type Told = pull::Ordered;

/// Hears what is told from now on, and leaves nothing behind on the bus.
async fn ears(nats: &Nats) -> Result<Told, Failure> {
    let troubled = |error: Box<dyn std::error::Error + Send + Sync>| Failure::Usage(format!("the county's stream: {error}"));
    let from_now = pull::OrderedConfig {
        filter_subject: REPORTED.to_owned(),
        deliver_policy: DeliverPolicy::New,
        ..pull::OrderedConfig::default()
    };
    let stream = nats
        .jetstream()
        .get_stream(COUNTY_STREAM)
        .await
        .map_err(|error| troubled(error.into()))?;
    let consumer = stream.create_consumer(from_now).await.map_err(|error| troubled(error.into()))?;
    consumer.messages().await.map_err(|error| troubled(error.into()))
}

async fn report(desk: &Desk, options: &TryOptions, id: &str, now: OffsetDateTime) -> Result<String, Failure> {
    let request = SubmitReportRequest {
        request_id: id.to_owned(),
        title: "部署检查（shiyu try）".to_owned(),
        description: "系统部署后自动提交的检查事件，无需处置。".to_owned(),
        point: Some(Point {
            longitude: options.longitude,
            latitude: options.latitude,
        }),
        seen_time: Some(times::to_stamp(now)),
        ..SubmitReportRequest::default()
    };
    Ok(desk.reports().submit_report(request).await?.into_inner().query_code)
}

async fn heard(told: &mut Told, id: &str, patience: Duration) -> Result<(), Failure> {
    let wait = async {
        while let Some(message) = told.next().await {
            let message = message.map_err(|error| Failure::Usage(format!("the county's stream: {error}")))?;
            let about = message.headers.as_ref().and_then(|headers| headers.get(header::SUBJECT));
            if about.is_some_and(|case| case.as_str() == id) {
                return Ok(());
            }
        }
        Err(Failure::Late("the county's stream ended".to_owned()))
    };
    let late = |_| {
        Failure::Late(format!(
            "the event was reported, but its fact was not heard within {} s",
            patience.as_secs()
        ))
    };
    tokio::time::timeout(patience, wait).await.map_err(late)?
}
