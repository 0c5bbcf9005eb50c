//! A service of dockets that may be watched, and what its watchers hear.

use std::sync::Arc;

use prost::Message as _;
use prost_types::FileDescriptorSet;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use shiyu_kit::audience::{Reach, Viewer};
use shiyu_kit::auth::{DevelopmentIssuer, Environment, Kind, Policy, Principal};
use shiyu_kit::calendar::Limits;
use shiyu_kit::case::{Actor, Entry};
use shiyu_kit::clock::{WallClock, new_id};
use shiyu_kit::consumer::Outcome;
use shiyu_kit::database::Database;
use shiyu_kit::fault::reason;
use shiyu_kit::journal::{self, Column, Poster, Posting};
use shiyu_kit::ledger::Ledger;
use shiyu_kit::service::{Doors, Running, Site};
use shiyu_kit::testkit::broker::TestBroker;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::eventually;
use shiyu_kit::unit::{Code as UnitCode, Units};
use shiyu_proto::common::v1::event_stream_service_client::EventStreamServiceClient;
use shiyu_proto::common::v1::{CaseFact, WatchEventsRequest, WatchEventsResponse};
use time::{Duration, OffsetDateTime};
use tokio::time::timeout;
use tonic::transport::Endpoint;
use tonic::{Code, Request, Status, Streaming};
use uuid::Uuid;

use crate::docket::{Command, Docket};
use crate::rooms::{Migrator, act, clerk};
use crate::service::{LONG, config};

/// Sees every docket; everybody else sees those of their unit.
pub const OFFICE: &str = "330602-XFJ";
pub const BUREAU: &str = "330602-ZJJ";
pub const TRANSPORT: &str = "330602-JTJ";

const POLICY: &str = "permit(principal is Principal, action == Action::\"shiyu.common.v1.EventStreamService/WatchEvents\", resource) \
    when { principal.roles.contains(\"auditor\") };";

fn sight(by: &Actor, _: &UnitCode, _: &Units, _: OffsetDateTime) -> Viewer {
    let unit: Option<UnitCode> = by.unit().and_then(|unit| unit.parse().ok());
    Viewer {
        subject: Some(by.name().to_owned()),
        chain: unit.clone().into_iter().collect(),
        reach: match unit {
            Some(unit) if unit.as_str() == OFFICE => Reach::Everything,
            Some(unit) => Reach::Units([unit].into()),
            None => Reach::Nothing,
        },
        by_name: false,
    }
}

/// A service of dockets on a bus of its own.
pub struct House {
    pub running: Running,
    ledger: Ledger<Docket>,
    pub db: Database,
    issuer: DevelopmentIssuer,
    _broker: TestBroker,
    _folder: tempfile::TempDir,
}

impl House {
    pub async fn on(home: &TestDatabase) -> Option<Self> {
        let broker = TestBroker::start().await?;
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path(), home, &broker, &[]);
        let site = Site::<Docket>::open::<Migrator>(&config, Limits::default(), "0.1.0", WallClock::movable());
        let site = Box::pin(site).await.unwrap();
        let (ledger, db) = (site.ledger.clone(), home.connect().await);
        let descriptors = FileDescriptorSet::decode(shiyu_proto::DESCRIPTORS).unwrap();
        let doors = Doors {
            contract: shiyu_proto::common::DESCRIPTORS,
            policy: Arc::new(Policy::new(POLICY, &descriptors).unwrap()),
            handler: Arc::new(|_| Box::pin(async { Outcome::Ignored })),
            hears: Vec::new(),
            owns_units: true,
            watched: Some(sight),
        };
        Some(Self {
            running: Box::pin(site.serve(doors, |server| server)).await.unwrap(),
            ledger,
            db,
            issuer: DevelopmentIssuer::open(folder.path(), Environment::Development).unwrap(),
            _broker: broker,
            _folder: folder,
        })
    }

    pub async fn watch_for(&self, unit: &str, token: &str, ttl: Duration) -> Result<Streaming<WatchEventsResponse>, Status> {
        let principal = Principal {
            subject: "integrator".to_owned(),
            county: "330602".to_owned(),
            unit: Some(unit.to_owned()),
            roles: ["auditor".to_owned()].into(),
            kind: Kind::Person,
        };
        let shown = self.issuer.issue(&principal, ttl, WallClock::system().now()).unwrap();
        let endpoint = Endpoint::from_shared(format!("http://{}", self.running.address())).unwrap();
        let mut client = EventStreamServiceClient::new(endpoint.connect().await.unwrap());
        let mut request = Request::new(WatchEventsRequest {
            parent: "counties/330602".to_owned(),
            token: token.to_owned(),
        });
        let shown = format!("Bearer {shown}").parse().unwrap();
        request.metadata_mut().insert("authorization", shown);
        client.watch_events(request).await.map(tonic::Response::into_inner)
    }

    pub async fn watch(&self, unit: &str, token: &str) -> Result<Streaming<WatchEventsResponse>, Status> {
        self.watch_for(unit, token, Duration::hours(1)).await
    }

    /// A docket that these units see, with two facts and one for each of them.
    pub async fn docket(&self, units: &[&str]) -> Uuid {
        let id = new_id();
        let title = "A roof".to_owned();
        self.ledger.execute(act(id), Command::Open { title }).await.unwrap();
        for unit in units {
            let (party, unit) = (None, (*unit).to_owned());
            self.ledger.execute(act(id), Command::Enclose { party, unit }).await.unwrap();
        }
        self.note(id).await;
        id
    }

    pub async fn note(&self, id: Uuid) {
        let text = "It was looked at".to_owned();
        self.ledger.execute(act(id), Command::Note { text }).await.unwrap();
    }

    /// Until the bus has all that was committed.
    pub async fn settled(&self) {
        eventually(LONG, || async {
            let pending = journal::Entity::find()
                .filter(Column::Fact.is_not_null())
                .filter(Column::Sequence.is_null());
            pending.count(&self.db.reader).await.unwrap() == 0
        })
        .await;
    }

    /// What the journal has of these dockets, in the order of writing.
    pub async fn written(&self, dockets: &[Uuid]) -> Vec<journal::Model> {
        let rows = journal::Entity::find().filter(Column::CaseId.is_in(dockets.to_vec()));
        rows.order_by_asc(Column::Position).all(&self.db.reader).await.unwrap()
    }

    pub async fn stop(self) {
        self.db.close().await;
        self.running.stop().await.unwrap();
    }
}

pub async fn next(stream: &mut Streaming<WatchEventsResponse>) -> Result<WatchEventsResponse, Status> {
    let message = timeout(LONG, stream.message()).await.expect("a message");
    Ok(message?.expect("a stream that goes on"))
}

/// How it ends.
pub async fn ended(stream: &mut Streaming<WatchEventsResponse>) -> Result<(), Status> {
    while timeout(LONG, stream.message()).await.expect("an end")?.is_some() {}
    Ok(())
}

/// So many facts at least, and the token behind them.
pub async fn facts(stream: &mut Streaming<WatchEventsResponse>, many: usize) -> (Vec<CaseFact>, String) {
    let (mut facts, mut token) = (Vec::new(), String::new());
    while facts.len() < many {
        let message = next(stream).await.unwrap();
        facts.extend(message.facts);
        token = message.token;
    }
    (facts, token)
}

/// All there is for now, and the token behind it.
pub async fn all(stream: &mut Streaming<WatchEventsResponse>) -> (Vec<CaseFact>, String) {
    let mut facts = Vec::new();
    loop {
        let message = next(stream).await.unwrap();
        facts.extend(message.facts);
        if message.up_to_date {
            return (facts, message.token);
        }
    }
}

pub fn ids(facts: &[CaseFact]) -> Vec<String> {
    facts.iter().map(|fact| fact.id.clone()).collect()
}

pub fn events(rows: &[journal::Model]) -> Vec<String> {
    rows.iter().map(|row| row.event_id.to_string()).collect()
}

pub fn said(status: &Status) -> (Code, String) {
    (status.code(), reason(status).unwrap_or_default())
}

/// A fact that no command of the ledger led to.
pub async fn posted(db: &impl ConnectionTrait, chain: Uuid, kind: &'static str) {
    posted_of(db, chain, (kind, vec![7])).await;
}

/// The same, of these bytes.
pub async fn posted_of(db: &impl ConnectionTrait, chain: Uuid, (kind, fact): (&'static str, Vec<u8>)) {
    let by = clerk();
    let poster = Poster {
        act: new_id(),
        by: &by,
        trace: None,
        now: WallClock::system().now(),
    };
    let entry = Entry {
        kind,
        detail: "{}".to_owned(),
        fact: Some(fact),
    };
    journal::append(db, &poster, vec![Posting { chain, entry }]).await.unwrap();
}
