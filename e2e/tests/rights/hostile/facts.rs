//! Facts that are none: spoiled on the bus, they go to the dead letters or are passed over, and those that follow are heard.

use std::collections::BTreeSet;

use async_nats::HeaderMap;
use sea_orm::ConnectionTrait as _;
use shiyu_e2e::house::{Assessment, Enforcement, Grid, Mediation, Petition, Service};
use shiyu_e2e::{Backends, Matter, Told, Town};
use shiyu_kit::clock::new_id;
use shiyu_kit::database::Database;
use shiyu_kit::dead_letter;
use shiyu_kit::nats::COUNTY_STREAM;
use shiyu_proto::petition::v1::Stage;

use super::draw::Draw;
use crate::houses::{Houses, SERVICES};

/// Facts spoiled of each kind that a service hears.
const FACTS: usize = 6;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_spoiled_fact_stops_nobody() {
    let Some(backends) = Backends::start().await else { return };
    let houses = Houses::open(&backends).await;
    let matter = Matter::register(&houses.town).await;
    houses.town.settled().await;
    let spoilt = spoil(&houses.town, &matter).await;

    let after = Matter::register(&houses.town).await;
    after.bring_to(&houses.town, Stage::Forwarded).await;
    houses.settled().await;
    let letters = houses.put_aside().await;
    assert!(letters > 0, "nothing was spoiled enough");
    eprintln!("{spoilt} facts, {letters} dead letters");
}

impl Houses {
    /// What was put aside is on record with its reason. The houses insist on none that is open when they close, so it is taken away.
    pub(super) async fn put_aside(&self) -> usize {
        let mut all = 0;
        for url in self.databases() {
            let database = Database::connect(url, 2).await.unwrap();
            let open = dead_letter::list(&database.reader, dead_letter::State::Pending, None, 500)
                .await
                .unwrap();
            assert!(open.iter().all(|letter| !letter.reason.is_empty()), "{open:?}");
            all += open.len();
            database.writer.execute_unprepared("DELETE FROM dead_letter").await.unwrap();
            database.close().await;
        }
        all
    }
}

/// The kinds that a service hears, as subjects of which a part may be anything.
fn heard<S: Service>(town: &Town) -> Vec<String> {
    let mut told = town.plot().told("sqlite://nowhere.sqlite?mode=rwc");
    told.extend(S::settings(town.plot()));
    let config = S::load(told).unwrap();
    let own = S::hears(&config).into_iter().filter(|hears| hears.stream == COUNTY_STREAM);
    own.flat_map(|hears| hears.filter_subjects).collect()
}

/// The kinds that any service of a county hears.
fn all_heard(town: &Town) -> BTreeSet<String> {
    let all = [
        heard::<Petition>(town),
        heard::<Grid>(town),
        heard::<Mediation>(town),
        heard::<Enforcement>(town),
        heard::<Assessment>(town),
    ];
    all.concat().into_iter().collect()
}

/// Whether a subject is of a kind.
fn is_of(subject: &str, kind: &str) -> bool {
    let (mut subject, mut kind) = (subject.split('.'), kind.split('.'));
    loop {
        match (subject.next(), kind.next()) {
            (None, None) | (Some(_), Some(">")) => return true,
            (Some(own), Some(of)) if of == "*" || own == of => {}
            _ => return false,
        }
    }
}

/// True facts with wrong bytes, wrong headers and wrong subjects, of every kind that a service hears; how many.
async fn spoil(town: &Town, matter: &Matter) -> usize {
    let told = town.told().await;
    let nats = town.nats().await;
    let mut draw = Draw::new(super::variable("SHIYU_HOSTILE_SEED", super::SEED), vec![matter.name.clone()]);
    let kinds = all_heard(town);
    assert!(kinds.len() > 15, "{kinds:?}");
    for kind in &kinds {
        let true_ones: Vec<&Told> = told.iter().filter(|told| is_of(&told.subject, kind)).collect();
        for _ in 0..FACTS {
            let like = true_ones.get(draw.below(true_ones.len().max(1))).copied();
            let service = SERVICES[draw.below(SERVICES.len())].0;
            let invented = || kind.replace('*', service).replace('>', "matter.moved");
            let subject = like.map_or_else(invented, |like| like.subject.clone());
            let like = like.unwrap_or_else(|| &told[draw.below(told.len())]);
            let (headers, data) = spoilt(&mut draw, like, &subject);
            let sent = nats.jetstream().publish_with_headers(subject, headers, data.into()).await.unwrap();
            sent.await.unwrap();
        }
    }
    kinds.len() * FACTS
}

fn spoilt(draw: &mut Draw, like: &Told, subject: &str) -> (HeaderMap, Vec<u8>) {
    let mut headers = like.headers.clone();
    let id = new_id().to_string();
    headers.insert("Nats-Msg-Id", id.as_str());
    headers.insert("ce-id", id.as_str());
    headers.insert("ce-type", format!("{subject}.v1").as_str());
    let (name, value) = [
        ("ce-subject", "../../etc/passwd"),
        ("ce-time", "yesterday"),
        ("ce-caseversion", "-99999999999999999999"),
        ("traceparent", "00-zz\"; drop-00-01"),
        ("ce-source", "//shiyu/330681/petition"),
        ("ce-note", "as it was"),
    ][draw.below(6)];
    headers.insert(name, value);
    let mut data = like.data.clone();
    match draw.below(3) {
        0 => draw.flip(&mut data),
        1 => data.truncate(draw.below(data.len() + 1)),
        _ => data = draw.bytes(200),
    }
    (headers, data)
}

#[test]
fn a_subject_is_of_a_kind() {
    for (kind, is) in [
        ("shiyu.grid.event.reported", true),
        ("shiyu.*.event.reported", true),
        ("shiyu.grid.>", true),
        ("shiyu.grid.event", false),
        ("shiyu.grid.event.reported.>", false),
        ("shiyu.*.event.closed", false),
    ] {
        assert_eq!(is_of("shiyu.grid.event.reported", kind), is, "{kind}");
    }
}
