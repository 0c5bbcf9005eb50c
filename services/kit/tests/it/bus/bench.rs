//! Databases, a broker with the county's stream, journal rows, and a handler whose effects can be counted.

use std::time::Duration;

use futures::StreamExt as _;
use prost::bytes::Bytes;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait, Statement, TransactionTrait};
use sea_orm_migration::{MigrationTrait, MigratorTrait};
use shiyu_kit::clock::{WallClock, new_id};
use shiyu_kit::consumer::{ConsumerSettings, Outcome, Seat};
use shiyu_kit::nats::event::{CloudEvent, Teller};
use shiyu_kit::nats::{COUNTY_STREAM, Fact, Nats, county_stream, ensure_stream, fact};
use shiyu_kit::relay::RelaySettings;
use shiyu_kit::testkit::broker::TestBroker;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::{inbox, journal, migration};
use uuid::Uuid;

/// Longer than anything here takes on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(90);

struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        migration::kit_migrations()
    }
}

/// A database with the kit's tables and a table for effects.
pub struct Archive {
    pub db: DatabaseConnection,
    home: TestDatabase,
}

impl Archive {
    pub async fn on(home: TestDatabase) -> Self {
        let db = home.connect().await;
        db.migrate::<Migrator>().await.unwrap();
        let db = db.writer;
        db.execute_unprepared(
            "CREATE TABLE effect (event_id uuid NOT NULL, case_id uuid NOT NULL, version bigint NOT NULL, place bigint NOT NULL)",
        )
        .await
        .unwrap();
        Self { db, home }
    }

    pub async fn sqlite() -> Self {
        Self::on(TestDatabase::sqlite()).await
    }

    /// `None`, loudly, where there is no PostgreSQL.
    pub async fn postgres() -> Option<Self> {
        Some(Self::on(TestDatabase::postgres().await?).await)
    }

    /// Another pool on the same database, as another replica has.
    pub async fn replica(&self) -> DatabaseConnection {
        self.home.connect().await.writer
    }

    pub fn seat(&self, nats: &Nats) -> Seat {
        Seat {
            db: self.db.clone(),
            nats: nats.clone(),
            clock: WallClock::system(),
        }
    }

    /// Case and version of every effect, in the order they came about.
    pub async fn effects(&self) -> Vec<(Uuid, i64)> {
        let all = Statement::from_string(self.db.get_database_backend(), "SELECT case_id, version FROM effect ORDER BY place");
        let rows = self.db.query_all_raw(all).await.unwrap();
        rows.iter()
            .map(|row| (row.try_get("", "case_id").unwrap(), row.try_get("", "version").unwrap()))
            .collect()
    }

    pub async fn journal(&self) -> Vec<journal::Model> {
        use sea_orm::QueryOrder as _;
        journal::Entity::find()
            .order_by_asc(journal::Column::Position)
            .all(&self.db)
            .await
            .unwrap()
    }

    pub async fn everything_is_marked(&self) -> bool {
        self.journal().await.iter().all(|row| row.sequence.is_some())
    }
}

/// A broker with the county's stream; `None` if there is no server to test with.
pub async fn county() -> Option<(TestBroker, Nats)> {
    let broker = TestBroker::start().await?;
    let nats = broker.connect().await;
    ensure_stream(&nats, county_stream(1)).await.unwrap();
    Some((broker, nats))
}

pub fn teller() -> Teller {
    Teller {
        service: "petition".into(),
        county: "330602".into(),
    }
}

pub fn relaying() -> RelaySettings {
    RelaySettings::new(teller())
}

/// Settings with delays a test can wait for.
pub fn hearing(durable: &str) -> ConsumerSettings {
    ConsumerSettings {
        first_delay: Duration::from_millis(200),
        lease_interval: Duration::from_millis(200),
        ..ConsumerSettings::new(durable, ["shiyu.petition.>"])
    }
}

pub fn row(case: Uuid, version: i64) -> journal::Model {
    let event_id = new_id();
    journal::Model {
        position: 0,
        event_id,
        case_id: case,
        version,
        act_id: new_id(),
        kind: "matter.accepted".into(),
        at: WallClock::system().now(),
        actor: r#"{"kind":"clock"}"#.into(),
        detail: "{}".into(),
        fact: Some(event_id.as_bytes().to_vec()),
        trace: Some("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".into()),
        hash: vec![1; 32],
        sequence: None,
        digest: None,
    }
}

pub async fn write(db: &impl ConnectionTrait, rows: impl IntoIterator<Item = journal::Model>) {
    let rows = rows.into_iter().map(|row| journal::ActiveModel {
        position: sea_orm::ActiveValue::NotSet,
        ..row.into()
    });
    journal::Entity::insert_many(rows).exec_without_returning(db).await.unwrap();
}

/// Versions 1 to `versions` of each case, interleaved.
pub fn interleaved(cases: &[Uuid], versions: std::ops::RangeInclusive<i64>) -> Vec<journal::Model> {
    versions
        .flat_map(|version| cases.iter().map(move |case| row(*case, version)))
        .collect()
}

pub fn cases(count: usize) -> Vec<Uuid> {
    std::iter::repeat_with(new_id).take(count).collect()
}

/// Publishes an event as the relay would, past the journal.
pub async fn tell(nats: &Nats, row: &journal::Model) {
    tell_changed(nats, row, |_| {}).await;
}

pub async fn tell_changed(nats: &Nats, row: &journal::Model, change: impl FnOnce(&mut CloudEvent)) {
    let mut event = CloudEvent::of(row, &teller()).unwrap();
    change(&mut event);
    let answer = nats
        .jetstream()
        .publish_with_headers(event.subject, event.headers, event.data)
        .await
        .unwrap();
    answer.await.unwrap();
}

/// A handler as a service has one: the fact's id enters the inbox in the transaction of the effect.
pub async fn take_effect(db: &DatabaseConnection, fact: &Fact) -> Outcome {
    match effect(db, fact).await {
        Ok(()) => Outcome::Done,
        Err(error) => Outcome::Trouble(error.to_string()),
    }
}

async fn effect(db: &DatabaseConnection, fact: &Fact) -> Result<(), sea_orm::DbErr> {
    let act = db.begin().await?;
    let entry = inbox::ActiveModel {
        act_id: Set(fact.id),
        case_id: Set(fact.case),
        version: Set(fact.case_version),
        digest: Set(Vec::new()),
        at: Set(fact.at),
    };
    let once = sea_orm::sea_query::OnConflict::column(inbox::Column::ActId).do_nothing().to_owned();
    let entered = inbox::Entity::insert(entry)
        .on_conflict(once)
        .try_insert()
        .exec_without_returning(&act)
        .await?;
    if matches!(entered, sea_orm::TryInsertResult::Inserted(1)) {
        let sql = if act.get_database_backend() == DbBackend::Postgres {
            "INSERT INTO effect SELECT $1, $2, $3, nextval('journal_position_seq')"
        } else {
            "INSERT INTO effect SELECT $1, $2, $3, 1 + count(*) FROM effect"
        };
        let values = [fact.id.into(), fact.case.into(), fact.case_version.into()];
        act.execute_raw(Statement::from_sql_and_values(act.get_database_backend(), sql, values))
            .await?;
    }
    act.commit().await
}

/// Every message of the county's stream, in its order: sequence and fact.
pub async fn stream(nats: &Nats) -> Vec<(i64, Fact)> {
    let stream = nats.jetstream().get_stream(COUNTY_STREAM).await.unwrap();
    let reading = async_nats::jetstream::consumer::pull::OrderedConfig::default();
    let count = usize::try_from(stream.cached_info().state.messages).unwrap();
    let messages = stream.create_consumer(reading).await.unwrap().messages().await.unwrap();
    messages
        .take(count)
        .map(|message| {
            let message = message.unwrap();
            let sequence = i64::try_from(message.info().unwrap().stream_sequence).unwrap();
            let headers = fact::headers(message.headers.as_ref());
            (
                sequence,
                Fact::read(&message.subject, &headers, Bytes::clone(&message.payload)).unwrap(),
            )
        })
        .collect()
        .await
}

/// Asserts that each case's versions are exactly `1..=versions`, in order.
#[track_caller]
pub fn assert_in_order(told: &[(Uuid, i64)], cases: &[Uuid], versions: i64) {
    for case in cases {
        let of_case: Vec<i64> = told
            .iter()
            .filter(|(other, _)| other == case)
            .map(|(_, version)| *version)
            .collect();
        assert_eq!(of_case, (1..=versions).collect::<Vec<_>>(), "case {case}");
    }
    assert_eq!(told.len(), cases.len() * usize::try_from(versions).unwrap());
}
