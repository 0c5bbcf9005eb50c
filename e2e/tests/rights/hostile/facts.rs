//! Facts that are none: spoiled on the bus, they go to the dead letters or are passed over, and those that follow are heard.

use sea_orm::ConnectionTrait as _;
use shiyu_e2e::{Backends, Matter, Town};
use shiyu_kit::clock::new_id;
use shiyu_kit::database::Database;
use shiyu_kit::dead_letter;
use shiyu_proto::petition::v1::Stage;

use super::draw::Draw;
use crate::houses::Houses;

/// Facts spoiled in a run.
const FACTS: usize = 120;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_spoiled_fact_stops_nobody() {
    let Some(backends) = Backends::start().await else { return };
    let houses = Houses::open(&backends).await;
    let matter = Matter::register(&houses.town).await;
    houses.town.settled().await;
    spoil(&houses.town, &matter).await;

    let after = Matter::register(&houses.town).await;
    after.bring_to(&houses.town, Stage::Forwarded).await;
    houses.settled().await;
    let letters = houses.put_aside().await;
    assert!(letters > 0, "nothing was spoiled enough");
    eprintln!("{FACTS} facts, {letters} dead letters");
}

impl Houses {
    /// What was put aside is on record with its reason. The houses insist on none that is open when they close, so it is taken away.
    async fn put_aside(&self) -> usize {
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

/// True facts with wrong bytes, wrong headers and wrong subjects, among them those that every service hears.
async fn spoil(town: &Town, matter: &Matter) {
    let told = town.told().await;
    let nats = town.nats().await;
    let mut draw = Draw::new(super::variable("SHIYU_HOSTILE_SEED", super::SEED), vec![matter.name.clone()]);
    let subjects = [
        "shiyu.petition.matter.registered",
        "shiyu.petition.referral.offered",
        "shiyu.grid.referral.answered",
        "shiyu.mediation.referral.answered",
        "shiyu.enforcement.referral.answered",
        "shiyu.grid.event.reported",
        "shiyu.petition.units.changed",
        "shiyu.enforcement.power.moved",
    ];
    for number in 0..FACTS {
        let true_one = &told[draw.below(told.len())];
        let mut headers = true_one.headers.clone();
        let subject = subjects[number % subjects.len()];
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
        let mut data = true_one.data.clone();
        match draw.below(3) {
            0 => draw.flip(&mut data),
            1 => data.truncate(draw.below(data.len() + 1)),
            _ => data = draw.bytes(200),
        }
        let sent = nats.jetstream().publish_with_headers(subject, headers, data.into()).await.unwrap();
        sent.await.unwrap();
    }
}
