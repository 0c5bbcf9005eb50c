//! PostgreSQL and NATS for one walkthrough, wherever they come from, and a word on stderr about which it was.

use std::error::Error;
use std::path::Path;

use async_nats::ConnectOptions;
use async_nats::jetstream::{self, Context};
use shiyu_kit::broker::{Account, Accounts, Found};
use shiyu_kit::testkit::broker::{self, TestBroker};
use shiyu_kit::testkit::database::{self, TestDatabase, skip};

use crate::Storage;
use crate::bus::Bus;
use crate::containers::{self, Running};
use crate::lane::{Choice, LANE, Lane, NATS, POSTGRES, variable};

/// What the harness answers; the reason is for a person to read.
pub(crate) type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// PostgreSQL and NATS as long as this value lives. Keep it to the end of the test.
#[derive(Debug)]
pub struct Backends {
    /// Where they come from.
    pub lane: Lane,
    /// The administrator's URL of PostgreSQL, empty where nobody asked for one; a case takes a database of its own from
    /// [`Backends::database`].
    pub postgres_url: String,
    /// The URL of NATS, with JetStream.
    pub nats_url: String,
    /// Who may come in; empty when the server asks nobody.
    pub accounts: Accounts,
    /// How many servers NATS has.
    pub servers: Servers,
    /// PostgreSQL first.
    containers: Vec<Running>,
    /// A nats-server that is a program of ours.
    broker: Option<Box<TestBroker>>,
    /// Three of them.
    bus: Option<Box<Bus>>,
}

/// How many servers NATS has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Servers {
    /// As in the small city.
    One,
    /// As in production: each stream has three copies.
    Three,
}

/// Who shall have an account, on how many servers.
#[derive(Debug, Clone, Copy)]
struct Wanted<'a> {
    city: Option<&'a str>,
    counties: &'a [&'a str],
    servers: Servers,
    /// Whether anybody asks for PostgreSQL: a container of it takes seconds to start.
    postgres: bool,
}

impl Backends {
    /// PostgreSQL, and NATS that asks nobody who they are. `None`, and a loud line, where neither lane is to be had.
    ///
    /// # Panics
    /// When there is none and `SHIYU_TEST_NO_SKIP=1` forbids skipping.
    pub async fn start() -> Option<Self> {
        Self::with_accounts(None, &[]).await
    }

    /// What a walkthrough over this storage needs: without PostgreSQL where its rows lie in a file and it would be a container.
    ///
    /// # Panics
    /// As [`Backends::start`].
    pub async fn over(storage: Storage) -> Option<Self> {
        let wanted = Wanted {
            city: None,
            counties: &[],
            servers: Servers::One,
            postgres: storage == Storage::Postgres,
        };
        Self::wanted(wanted).await
    }

    /// PostgreSQL, and NATS with an account for each county and one for the city, which may read theirs.
    ///
    /// # Panics
    /// As [`Backends::start`].
    pub async fn with_accounts(city: Option<&str>, counties: &[&str]) -> Option<Self> {
        Self::on(Servers::One, city, counties).await
    }

    /// The same on so many servers.
    ///
    /// # Panics
    /// As [`Backends::start`].
    pub async fn on(servers: Servers, city: Option<&str>, counties: &[&str]) -> Option<Self> {
        let wanted = Wanted {
            city,
            counties,
            servers,
            postgres: true,
        };
        Self::wanted(wanted).await
    }

    async fn wanted(wanted: Wanted<'_>) -> Option<Self> {
        match Box::pin(choose(wanted)).await {
            Ok(backends) => {
                eprintln!("e2e: PostgreSQL and NATS: {}", backends.lane);
                Some(backends)
            }
            Err(reason) => {
                eprintln!("e2e: {reason}");
                skip("PostgreSQL and NATS", LANE);
                None
            }
        }
    }

    /// A new, empty database.
    ///
    /// # Panics
    /// When PostgreSQL refuses.
    pub async fn database(&self) -> TestDatabase {
        TestDatabase::create(&self.postgres_url, None).await
    }

    /// JetStream as this account sees it; of a server without accounts, as everybody does.
    ///
    /// # Errors
    /// When NATS refuses.
    pub async fn jetstream(&self, account: &str) -> Outcome<Context> {
        enter(&self.nats_url, self.accounts.named(account)).await
    }

    /// The container of PostgreSQL, where it is in one of ours.
    pub(crate) fn postgres_container(&self) -> Option<&Running> {
        self.containers.first().filter(|_| !self.postgres_url.is_empty())
    }

    /// Takes one of three servers away, as a power failure would.
    ///
    /// # Panics
    /// When it cannot be killed, or there is only one.
    #[expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]
    pub async fn lose_server(&mut self, number: usize) {
        let bus = self.bus.as_mut().expect("a bus of three servers");
        bus.lose(number).await.expect("the server dies");
    }

    /// Brings it back.
    ///
    /// # Panics
    /// When it does not start.
    #[expect(clippy::expect_used, reason = "a harness that breaks must fail its test")]
    pub async fn bring_back_server(&mut self, number: usize) {
        let bus = self.bus.as_mut().expect("a bus of three servers");
        bus.bring_back(number).await.expect("the server starts");
    }

    /// Takes NATS away, as a power failure would; `false` where it is no program of ours, and stays.
    ///
    /// # Panics
    /// When it cannot be killed.
    pub async fn stop_nats(&mut self) -> bool {
        let Some(broker) = &mut self.broker else { return false };
        broker.kill().await;
        true
    }

    /// Brings NATS back where it was, with what it kept.
    ///
    /// # Panics
    /// When it does not start.
    pub async fn start_nats(&mut self) {
        if let Some(broker) = &mut self.broker {
            broker.restart().await;
        }
    }
}

/// Connects as this account, or as nobody, to one of the servers.
pub(crate) async fn enter(url: &str, account: Option<&Account>) -> Outcome<Context> {
    let options = account.map_or_else(ConnectOptions::new, |account| {
        ConnectOptions::with_user_and_password(account.name.clone(), account.password.clone())
    });
    let servers: Vec<String> = url.split(',').map(str::to_owned).collect();
    Ok(jetstream::new(options.connect(servers).await?))
}

async fn choose(wanted: Wanted<'_>) -> Outcome<Backends> {
    let choice = Choice::read(variable(LANE).as_deref()).ok_or(format!("{LANE} is containers, local or auto"))?;
    if let Some(given) = given(wanted) {
        return Ok(given);
    }
    match choice {
        Choice::Only(Lane::Containers) => return in_containers(wanted).await,
        Choice::Auto if containers::engine_answers().await => match in_containers(wanted).await {
            Ok(backends) => return Ok(backends),
            Err(reason) => eprintln!("e2e: no containers ({reason}), so local programs"),
        },
        Choice::Auto | Choice::Only(Lane::Local | Lane::Given) => {}
    }
    local(wanted).await
}

/// A server that runs already knows nothing of the accounts a test wants.
fn given(wanted: Wanted<'_>) -> Option<Backends> {
    let anonymous = wanted.city.is_none() && wanted.counties.is_empty() && wanted.servers == Servers::One;
    Some(Backends {
        lane: Lane::Given,
        postgres_url: variable(POSTGRES)?,
        nats_url: variable(NATS).filter(|_| anonymous)?,
        accounts: Accounts::default(),
        servers: Servers::One,
        containers: Vec::new(),
        broker: None,
        bus: None,
    })
}

async fn in_containers(wanted: Wanted<'_>) -> Outcome<Backends> {
    let accounts = Accounts::drawn(wanted.city, wanted.counties)?;
    let postgres = async {
        if wanted.postgres {
            Box::pin(containers::postgres()).await.map(Some)
        } else {
            Ok(None)
        }
    };
    if wanted.servers == Servers::Three {
        let (postgres, bus) = tokio::try_join!(postgres, Box::pin(Bus::start(None, &accounts)))?;
        let url = postgres.as_ref().map(|server| server.url.clone()).unwrap_or_default();
        let containers = postgres.into_iter().collect();
        return Ok(on_three(Lane::Containers, (url, containers), (accounts, bus)));
    }
    let (postgres, nats) = tokio::try_join!(postgres, containers::nats(&accounts))?;
    Ok(Backends {
        lane: Lane::Containers,
        postgres_url: postgres.as_ref().map(|server| server.url.clone()).unwrap_or_default(),
        nats_url: nats.url.clone(),
        accounts,
        servers: Servers::One,
        containers: postgres.into_iter().chain([nats]).collect(),
        broker: None,
        bus: None,
    })
}

fn on_three(lane: Lane, (postgres_url, containers): (String, Vec<Running>), (accounts, bus): (Accounts, Bus)) -> Backends {
    Backends {
        lane,
        postgres_url,
        nats_url: bus.url.clone(),
        accounts,
        servers: Servers::Three,
        containers,
        broker: None,
        bus: Some(Box::new(bus)),
    }
}

async fn local(wanted: Wanted<'_>) -> Outcome<Backends> {
    let postgres_url = variable(POSTGRES)
        .or_else(|| variable(database::POSTGRES))
        .ok_or("no local PostgreSQL: run the tests with `make test`")?;
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools");
    let Found::Program { path, .. } = broker::search(&tools).find().await? else {
        return Err("a running server cannot be given the accounts of a test".into());
    };
    if wanted.servers == Servers::Three {
        let accounts = Accounts::drawn(wanted.city, wanted.counties)?;
        let bus = Box::pin(Bus::start(Some(&path), &accounts)).await?;
        return Ok(on_three(Lane::Local, (postgres_url, Vec::new()), (accounts, bus)));
    }
    let home = TestBroker::of(&path, wanted.city, wanted.counties).await?;
    Ok(Backends {
        lane: Lane::Local,
        postgres_url,
        nats_url: home.broker().url(),
        accounts: home.broker().accounts().clone(),
        servers: Servers::One,
        containers: Vec::new(),
        broker: Some(Box::new(home)),
        bus: None,
    })
}
