//! The copies of another service's units, many at once.

use prost::Message;
use shiyu_kit::both_databases;
use shiyu_kit::clock::new_id;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::nats::{Fact, Headers};
use shiyu_kit::operations::{Office, copy_unit};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::unit::Code;
use shiyu_proto::common::v1 as wire;
use time::macros::date;

use crate::rooms::Room;

both_databases! {
    a_unit_that_was_taken_in_is_in_force_however_many_come_at_once;
}

fn fact(room: &Room, code: &str) -> Fact {
    let unit = wire::Unit {
        code: code.to_owned(),
        display_name: "一个单位".to_owned(),
        valid_from: "2020-01-01".to_owned(),
        ..wire::Unit::default()
    };
    Fact {
        id: new_id(),
        kind: "petition.unit.changed".to_owned(),
        source: "//shiyu/330602/petition".to_owned(),
        county: None,
        case: new_id(),
        case_version: 1,
        at: room.clock.now(),
        trace: None,
        data: wire::UnitChanged { unit: Some(unit) }.encode_to_vec().into(),
        headers: Headers::default(),
    }
}

async fn a_unit_that_was_taken_in_is_in_force_however_many_come_at_once(home: TestDatabase) {
    let room = Room::on(home).await;
    let office = Office {
        county: "330602".to_owned(),
        service: "docket",
        db: room.db.clone(),
        reference: room.reference.clone(),
        clock: room.clock.clone(),
        wake: room.wake.clone(),
    };
    let codes: Vec<String> = (1..=60).map(|number| format!("330602{number:03}")).collect();
    let taken_in = codes.iter().map(|code| {
        let (office, fact) = (office.clone(), fact(&room, code));
        tokio::spawn(async move { copy_unit(&office, &fact).await })
    });
    for outcome in futures::future::join_all(taken_in).await {
        assert_eq!(outcome.unwrap(), Outcome::Done);
    }
    let units = office.reference.units();
    for code in &codes {
        let code: Code = code.parse().unwrap();
        assert!(units.get(&code, date!(2026 - 01 - 05)).is_some(), "{code}");
    }
}
