//! What the build before this one left behind, recorded once (`e2e/fixtures`): a county at the end of its demo, every fact it told and
//! the five databases. This build reads them; and what a build after this one may add is passed over, by the older program too where
//! `make upgrade` names one. What that one makes of the record is its own affair: it has to make the same of it with what was added.

mod record;

use std::collections::BTreeSet;

use async_nats::HeaderMap;
use async_nats::jetstream::context::PublishAckFuture;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use shiyu_e2e::city::{Plan, Programs, SERVICES};
use shiyu_e2e::people::OPERATOR;
use shiyu_e2e::{City, Storage};
use shiyu_kit::dead_letter;
use shiyu_kit::nats::{COUNTY_STREAM, county_stream, ensure_stream};
use shiyu_proto::assessment::v1 as assessment;
use shiyu_proto::assessment::v1::statistics_service_client::StatisticsServiceClient;
use shiyu_proto::common::v1 as common;
use tempfile::TempDir;
use uuid::Uuid;

use self::record::{facts, fixtures, unpacked};
use super::upgrade::builds;
use super::{ANEW, AUDITOR, hears_no_more};

const COUNTY: &str = "330602";

/// The tables of cases: the service, the table, and what a case is called in names.
const CASES: [(&str, &str, &str); 4] = [
    ("petition", "petition", "petitions"),
    ("mediation", "dispute", "disputes"),
    ("enforcement", "case_file", "cases"),
    ("grid", "incident", "events"),
];

/// What a later build may add to a fact: a field that nobody knows yet, and a header.
fn added(data: &mut Vec<u8>, headers: &mut HeaderMap) {
    // Field 20000, length-delimited.
    data.extend([0x82, 0xe2, 0x09, 5]);
    data.extend(b"later");
    headers.insert("ce-addedlater", "yes");
}

async fn tell(city: &City, later: bool) -> u64 {
    let bus = city.bus(COUNTY).jetstream();
    let mut sent: Vec<PublishAckFuture> = Vec::new();
    for fact in facts() {
        let (mut data, mut headers) = (fact.data, HeaderMap::new());
        for (name, value) in &fact.headers {
            headers.insert(name.as_str(), value.as_str());
        }
        if later {
            added(&mut data, &mut headers);
        }
        sent.push(bus.publish_with_headers(fact.subject, headers, data.into()).await.unwrap());
    }
    let mut last = 0;
    for acknowledged in sent {
        last = acknowledged.await.unwrap().sequence;
    }
    last
}

/// The county as it was left: its databases and its stream, everything closed.
async fn left_behind(programs: Programs, later: bool) -> Option<(City, TempDir)> {
    let plan = Plan {
        desk: None,
        counties: vec![COUNTY],
        storage: Storage::Sqlite,
        programs: Some(programs),
        ..Plan::default()
    };
    let mut city = City::open(&plan).await?;
    let folder = tempfile::tempdir().unwrap();
    for service in SERVICES {
        let file = folder.path().join(format!("{service}.sqlite"));
        std::fs::write(&file, unpacked(&format!("{service}.sqlite.gz"))).unwrap();
        let office = city.place_mut(COUNTY).office_mut(service);
        office.kill().await;
        office.move_to(format!("sqlite://{}?mode=rwc", file.display()));
        for (variable, key) in [
            ("SHIYU_PARTY__ENVELOPE_KEY_FILE", "envelope"),
            ("SHIYU_PARTY__INDEX_KEY_FILE", "index"),
        ] {
            let copy = folder.path().join(format!("{service}.{key}.key"));
            std::fs::copy(fixtures().join(format!("{key}.key")), &copy).unwrap();
            std::fs::set_permissions(&copy, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
            office.tell(variable, copy.display().to_string());
        }
    }
    // What the programs told and heard before they were stopped was another county's.
    let bus = city.bus(COUNTY);
    bus.jetstream().delete_stream(COUNTY_STREAM).await.unwrap();
    ensure_stream(bus, county_stream(1)).await.unwrap();
    assert_eq!(
        tell(&city, later).await,
        u64::try_from(facts().len()).unwrap(),
        "every fact in its place"
    );
    Some((city, folder))
}

async fn opened(city: &mut City, programs: &Programs) {
    for service in SERVICES {
        city.place_mut(COUNTY).office_mut(service).start(programs).await.unwrap();
    }
}

#[derive(FromQueryResult)]
struct Case {
    id: Uuid,
}

/// Hears everything once more, under a generation that nobody had.
async fn heard_anew(city: &mut City, programs: &Programs) {
    city.place_mut(COUNTY).office_mut("assessment").stop().await;
    hears_no_more(city, COUNTY, ANEW).await;
    let figured = city.place_mut(COUNTY).office_mut("assessment");
    figured.tell("SHIYU_FACTS__GENERATION", ANEW.to_string());
    figured.start(programs).await.unwrap();
    city.settled().await;
}

/// How many cases there are, and those that are not what their journal leads to.
async fn cases_read(city: &City) -> (usize, Vec<String>) {
    let (mut read, mut other) = (0, Vec::new());
    for (service, table, called) in CASES {
        let db = city.place(COUNTY).office(service).connect().await;
        let question = Statement::from_string(db.reader.get_database_backend(), format!("SELECT id FROM {table}"));
        let cases = Case::find_by_statement(question).all(&db.reader).await.unwrap();
        db.close().await;
        assert!(cases.len() > 10, "{service}");
        for case in cases {
            let request = common::VerifyJournalRequest {
                name: format!("counties/{COUNTY}/{called}/{}", case.id),
            };
            let caller = city.caller(COUNTY, service, &OPERATOR);
            let verdict = caller.operations().verify_journal(request.clone()).await.unwrap().into_inner();
            if verdict.rows == 0 || !verdict.findings.is_empty() {
                other.push(format!("{}: {verdict:?}", request.name));
            }
            read += 1;
        }
    }
    other.sort_unstable();
    (read, other)
}

/// Everything that was counted of the recorded months, but the moment it was asked.
async fn counted(city: &City) -> Vec<assessment::Figure> {
    let request = assessment::GetFiguresRequest {
        parent: format!("counties/{COUNTY}"),
        level: assessment::UnitLevel::County.into(),
        from_date: "2026-11-01".to_owned(),
        to_date: "2027-04-30".to_owned(),
    };
    let door = city.caller(COUNTY, "assessment", &AUDITOR).door();
    let told = StatisticsServiceClient::new(door).get_figures(request).await;
    told.unwrap().into_inner().figures
}

/// A build may count more than the one before it, and nothing otherwise.
#[track_caller]
fn still_counted(before: &[assessment::Figure], now: &[assessment::Figure]) {
    let other: Vec<_> = before.iter().filter(|figure| !now.contains(figure)).collect();
    assert!(other.is_empty(), "{other:?} of {} figures", before.len());
}

#[test]
fn the_record_holds_every_service_and_many_kinds_of_facts() {
    let recorded = facts();
    let kinds: BTreeSet<&str> = recorded.iter().map(|fact| fact.subject.as_str()).collect();
    for service in ["petition", "mediation", "enforcement", "grid"] {
        let of = kinds.iter().filter(|kind| kind.starts_with(&format!("shiyu.{service}."))).count();
        assert!(of > 10, "{service}: {of}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_build_before_left_behind_is_read_and_heard_again() {
    let Some((_, now)) = builds() else { return };
    let Some((mut city, _folder)) = left_behind(now.clone(), false).await else {
        return;
    };
    for service in SERVICES {
        city.place(COUNTY).office(service).migrate(&now).await.unwrap();
        city.place_mut(COUNTY).office_mut(service).tell("SHIYU_DATABASE__MIGRATE", "false");
    }
    opened(&mut city, &now).await;
    city.settled().await;
    let (read, other) = cases_read(&city).await;
    assert_eq!(other, [] as [String; 0]);
    eprintln!("e2e: {read} cases of the build before are read");
    let before = counted(&city).await;
    assert!(!before.is_empty());
    // The figures it had reckoned, reckoned anew from the facts it told.
    heard_anew(&mut city, &now).await;
    still_counted(&before, &counted(&city).await);
    // No dead letter is open, and every chain is whole.
    city.close().await;
}

/// What a later build may add to the tables: a column, a member of a document, and its own migration.
async fn expanded(city: &City) {
    for (service, table, _) in CASES {
        let db = city.place(COUNTY).office(service).connect().await;
        for change in [
            format!("ALTER TABLE {table} ADD COLUMN added_later text DEFAULT 'later'"),
            format!("UPDATE {table} SET body = json_set(body, '$.added_later', json('{{\"kept\": [1, 2]}}'))"),
            "ALTER TABLE journal ADD COLUMN added_later bigint".to_owned(),
            "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)".to_owned(),
        ] {
            db.writer.execute_unprepared(&change).await.unwrap();
        }
        db.close().await;
    }
}

/// What a build makes of the record.
struct Made {
    other: Vec<String>,
    unread: Vec<String>,
    counted: Vec<assessment::Figure>,
    anew: Vec<assessment::Figure>,
}

/// The facts it could not read, or did not know what to do with.
async fn unread(city: &City) -> Vec<String> {
    let mut unread = Vec::new();
    for service in SERVICES {
        let db = city.place(COUNTY).office(service).connect().await;
        let open = dead_letter::list(&db.reader, dead_letter::State::Pending, None, 10_000)
            .await
            .unwrap();
        unread.extend(open.iter().map(|letter| format!("{service}: {} {}", letter.subject, letter.reason)));
        db.close().await;
    }
    unread.sort_unstable();
    unread
}

/// What this program makes of it, with what a later build adds or without.
async fn made(program: &Programs, now: &Programs, later: bool) -> Option<(Made, City, TempDir)> {
    let (mut city, folder) = left_behind(now.clone(), later).await?;
    for service in SERVICES {
        city.place(COUNTY).office(service).migrate(program).await.unwrap();
        city.place_mut(COUNTY).office_mut(service).tell("SHIYU_DATABASE__MIGRATE", "false");
    }
    if later {
        // What the later build added, when this one had what it knows.
        expanded(&city).await;
    }
    opened(&mut city, program).await;
    city.settled().await;
    let ((_, other), figures) = (cases_read(&city).await, counted(&city).await);
    heard_anew(&mut city, program).await;
    let made = Made {
        other,
        unread: unread(&city).await,
        counted: figures,
        anew: counted(&city).await,
    };
    Some((made, city, folder))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_later_build_adds_is_passed_over() {
    let Some((before, now)) = builds() else { return };
    let Some((added, city, folder)) = Box::pin(made(&before, &now, true)).await else {
        return;
    };
    let stream = city.bus(COUNTY).jetstream().get_stream(COUNTY_STREAM).await.unwrap();
    assert!(stream.get_raw_message(1).await.unwrap().headers.get("ce-addedlater").is_some());
    if before == now {
        assert_eq!(added.other, [] as [String; 0]);
        still_counted(&added.counted, &added.anew);
        city.close().await;
        return;
    }
    drop((city, folder));
    let (plain, ..) = Box::pin(made(&before, &now, false)).await.unwrap();
    assert!(!plain.counted.is_empty() && !plain.anew.is_empty());
    assert_eq!((&added.other, &added.unread), (&plain.other, &plain.unread));
    for (one, other) in [(&added, &plain), (&plain, &added)] {
        still_counted(&one.counted, &other.counted);
        still_counted(&one.anew, &other.anew);
    }
}
