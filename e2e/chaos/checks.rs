//! What must hold after every round, whatever died in it.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait, ConnectionTrait as _, EntityTrait, QueryFilter, QuerySelect, Statement};
use shiyu_e2e::people::post;
use shiyu_e2e::sample;
use shiyu_kit::calendar::local_date;
use shiyu_kit::database::Database;
use shiyu_kit::journal::{self, head};
use shiyu_kit::nats::COUNTY_STREAM;
use shiyu_kit::unit::store;
use shiyu_kit::{dead_letter, inbox};
use shiyu_proto::assessment::v1::GetFiguresRequest;
use shiyu_proto::assessment::v1::statistics_service_client::StatisticsServiceClient;
use uuid::Uuid;

use crate::city::{City, SERVICES, cases};
use crate::kinds::{STATION, STATIONS};
use crate::lives::Known;
use crate::table::Row;

/// What of a journal's row is looked at: case, version, act, whether a fact was told of it.
type Line = (Uuid, i64, Uuid, bool);

/// What assessment counts of the cases of a service, each of them once.
const COUNTED: [(&str, &str); 4] = [
    ("petition.registered", "petition"),
    ("grid.reported", "grid"),
    ("mediation.opened", "mediation"),
    ("enforcement.clue.due", "enforcement"),
];

/// Looks at everything, and writes what is wrong into the row.
pub async fn look(city: &City, known: &Known, seen: &mut BTreeMap<&'static str, i64>, row: &mut Row) {
    row.again = known.again;
    row.failures = known.failures.len();
    row.findings.extend(known.failures.iter().chain(&known.refused).cloned());
    row.accepted = known.accepted.values().map(BTreeSet::len).sum::<usize>() + known.posted.len();
    // Clocks ring while it is looked: what is held against a journal is read before it and after it.
    let told_before = told(city).await;
    let (mut facts, mut named) = (0, None);
    for service in SERVICES {
        let database = city.connect(service).await;
        let before = heads(&database).await;
        let lines = lines(&database).await;
        facts += lines.iter().filter(|(.., fact)| *fact).count();
        acts(service, &database, &lines, known, row).await;
        versions(service, (&before, &heads(&database).await), &lines, row);
        chains(service, &database, seen, row).await;
        doubles(service, &database, known, row).await;
        let called = stations(&database).await;
        renamed(service, named.get_or_insert_with(|| called.clone()), &called, row);
        let open = dead_letter::list(&database.reader, dead_letter::State::Pending, None, 10)
            .await
            .expect("the dead letters");
        row.findings.extend(
            open.iter()
                .map(|letter| format!("{service}: dead letter {} {}", letter.subject, letter.reason)),
        );
        database.close().await;
    }
    let asked = known.created.get("stations").copied().unwrap_or(0).min(STATIONS);
    row.lost += asked.saturating_sub(named.as_ref().map_or(0, Vec::len));
    row.doubled += told_before.saturating_sub(facts);
    row.lost += facts.saturating_sub(told(city).await);
    totals(city, known, row).await;
}

async fn lines(database: &Database) -> Vec<Line> {
    use journal::Column::{ActId, CaseId, Fact, Version};
    let rows = journal::Entity::find()
        .select_only()
        .columns([CaseId, Version, ActId])
        .expr_as(Fact.is_not_null(), "told");
    rows.into_tuple().all(&database.reader).await.expect("the journal")
}

/// Accepted acts equal journal effects: each is in the inbox or among the answers of the registers, and in the journal.
async fn acts(service: &str, database: &Database, lines: &[Line], known: &Known, row: &mut Row) {
    let Some(accepted) = known.accepted.get(service) else { return };
    let written: BTreeSet<Uuid> = lines.iter().map(|(_, _, act, _)| *act).collect();
    let done = inbox::Entity::find()
        .select_only()
        .column(inbox::Column::ActId)
        .into_tuple::<Uuid>();
    let mut done: BTreeSet<Uuid> = done.all(&database.reader).await.expect("the inbox").into_iter().collect();
    let backend = database.reader.get_database_backend();
    let answered = Statement::from_string(backend, "SELECT act_id FROM register_answer");
    let answered = database.reader.query_all_raw(answered).await.expect("the answers of the registers");
    done.extend(answered.iter().filter_map(|row| row.try_get::<Uuid>("", "act_id").ok()));
    let posted = known.posted.iter().filter(|act| service == "petition" && !written.contains(*act));
    let acted = accepted.iter().filter(|act| !done.contains(*act) || !written.contains(*act));
    for act in acted.chain(posted) {
        row.lost += 1;
        row.findings.push(format!("{service}: {act} was accepted and is gone"));
    }
}

async fn heads(database: &Database) -> BTreeMap<Uuid, i64> {
    let heads = head::Entity::find().all(&database.reader).await.expect("the heads");
    heads.into_iter().map(|head| (head.case_id, head.version)).collect()
}

/// The versions of each case are 1, 2, 3, as far as its head says; and an act wrote what it wrote of a case in one piece.
fn versions(service: &str, (before, after): (&BTreeMap<Uuid, i64>, &BTreeMap<Uuid, i64>), lines: &[Line], row: &mut Row) {
    let mut cases: BTreeMap<Uuid, BTreeMap<i64, Uuid>> = BTreeMap::new();
    let mut twice = 0;
    for (case, version, act, _) in lines {
        twice += usize::from(cases.entry(*case).or_default().insert(*version, *act).is_some());
    }
    row.doubled += twice;
    for (case, written) in &cases {
        let last = written.keys().last().copied();
        let whole = written.keys().copied().eq(1..=last.unwrap_or_default());
        if !whole || before.get(case).copied() > last || last > after.get(case).copied() {
            row.findings.push(format!(
                "{service}: {case} has the versions {:?} and the head {:?}",
                written.keys(),
                after.get(case)
            ));
        }
        let mut acts: Vec<Uuid> = written.values().copied().collect();
        acts.dedup();
        let pieces = acts.len();
        row.doubled += pieces - acts.into_iter().collect::<BTreeSet<_>>().len();
    }
    let gone = before.keys().filter(|case| !cases.contains_key(case)).count();
    row.lost += gone;
}

/// Every chain that grew since the last look is whole.
async fn chains(service: &'static str, database: &Database, seen: &mut BTreeMap<&'static str, i64>, row: &mut Row) {
    use journal::Column::{CaseId, Position};
    let since = seen.get(service).copied().unwrap_or(0);
    let grown = journal::Entity::find()
        .select_only()
        .columns([CaseId, Position])
        .filter(Position.gt(since));
    let grown: Vec<(Uuid, i64)> = grown.into_tuple().all(&database.reader).await.expect("the journal");
    let newest = grown.iter().map(|(_, position)| *position).max().unwrap_or(since);
    seen.insert(service, newest);
    for case in grown.into_iter().map(|(case, _)| case).collect::<BTreeSet<_>>() {
        let verdict = journal::verify(&database.reader, case).await.expect("the journal");
        let findings = verdict.map(|verdict| verdict.findings).unwrap_or_default();
        row.findings
            .extend(findings.iter().map(|finding| format!("{service}: {case}: {finding:?}")));
    }
}

/// There are as many cases as were asked for, at this service's door or by an offer of another's.
async fn doubles(service: &'static str, database: &Database, known: &Known, row: &mut Row) {
    let (there, asked) = (cases(service, database).await, known.created.get(service).copied().unwrap_or(0));
    row.doubled += there.saturating_sub(asked);
    if there < asked {
        row.lost += asked - there;
        row.findings
            .push(format!("{service}: {asked} cases were asked for, and {there} are there"));
    }
}

/// The units that are called otherwise while the city lives, as a service knows them.
async fn stations(database: &Database) -> Vec<store::Model> {
    let found = store::Entity::find().filter(store::Column::Code.starts_with(STATION));
    found.all(&database.reader).await.expect("the units")
}

/// Every service calls them what their owner, who is looked at first, calls them.
fn renamed(service: &str, owned: &[store::Model], called: &[store::Model], row: &mut Row) {
    let other = owned.iter().filter(|unit| !called.contains(*unit)).count();
    row.lost += other;
    row.doubled += called.len().saturating_sub(owned.len());
    if other > 0 {
        row.findings
            .push(format!("{service}: {other} units are called otherwise elsewhere"));
    }
}

/// How many facts the bus holds.
async fn told(city: &City) -> usize {
    let nats = city.people.plot.nats().await;
    let stream = nats.jetstream().get_stream(COUNTY_STREAM).await.expect("the stream");
    usize::try_from(stream.cached_info().state.messages).unwrap_or(usize::MAX)
}

/// What assessment counted is what the services have: matters, events and disputes that began, and clues by the limit in which one is
/// looked at.
async fn totals(city: &City, known: &Known, row: &mut Row) {
    let today = local_date(city.people.plot.clock().now());
    let auditor = post("auditor", "auditor", None);
    let mut statistics = StatisticsServiceClient::new(city.people.caller("assessment", &auditor).door());
    let asked = GetFiguresRequest {
        to_date: (today + time::Duration::days(90)).to_string(),
        ..sample::figures(sample::COUNTY, today)
    };
    let figures = match statistics.get_figures(asked).await {
        Ok(figures) => figures.into_inner().figures,
        Err(status) => return row.findings.push(format!("assessment: {status:?}")),
    };
    for (source, service) in COUNTED {
        let counted: i64 = figures
            .iter()
            .filter(|figure| figure.source == source)
            .map(|figure| figure.count)
            .sum();
        let there = known.created.get(service).copied().unwrap_or(0);
        if usize::try_from(counted).ok() != Some(there) {
            row.findings
                .push(format!("assessment: {source} is {counted}, and there are {there}"));
        }
    }
}
