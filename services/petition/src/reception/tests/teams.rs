//! Teams that go out.

use prost::Message;
use sea_orm::EntityTrait;
use shiyu_kit::journal;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::petition::v1 as pb;
use shiyu_proto::petition::v1::reception_service_server::ReceptionService;

use super::scene::{Hall, TOWN, VILLAGE, asked, clerk, id, reason};
use super::{order, report};

shiyu_kit::both_databases! {
    a_team_goes_out_once;
}

async fn a_team_goes_out_once(home: TestDatabase) {
    let hall = Hall::open(&home).await;
    let (done, off) = (order(&hall, TOWN, VILLAGE).await, order(&hall, TOWN, VILLAGE).await);
    assert_eq!(done.state(), pb::OutreachState::Planned);
    let mut early = report(&done.name);
    early.done_time = Some(prost_types::Timestamp {
        seconds: 253_000_000_000,
        nanos: 0,
    });
    let early = hall.desk.report_outreach(asked(&clerk(TOWN), early)).await.unwrap_err();
    assert_eq!(reason(&early), "DONE_IN_FUTURE");
    let reported = hall
        .desk
        .report_outreach(asked(&clerk(TOWN), report(&done.name)))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(
        (reported.state(), reported.outcome.as_str()),
        (pb::OutreachState::Done, "双方同意调解")
    );
    assert!(reported.done_time.is_some());
    let call_off = |name: &str| pb::CancelOutreachRequest {
        name: name.to_owned(),
        reason: "台风".to_owned(),
        request_id: id(),
    };
    let cancelled = hall
        .desk
        .cancel_outreach(asked(&clerk(TOWN), call_off(&off.name)))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(
        (cancelled.state(), cancelled.cancel_reason.as_str()),
        (pb::OutreachState::Cancelled, "台风")
    );
    for name in [&done.name, &off.name] {
        let again = hall.desk.report_outreach(asked(&clerk(TOWN), report(name))).await.unwrap_err();
        assert_eq!(reason(&again), "OUTREACH_ENDED");
        let again = hall.desk.cancel_outreach(asked(&clerk(TOWN), call_off(name))).await.unwrap_err();
        assert_eq!(reason(&again), "OUTREACH_ENDED");
    }
    let rows = journal::Entity::find().all(&hall.db.reader).await.unwrap();
    let kinds: Vec<_> = rows
        .iter()
        .map(|row| (row.kind.as_str(), row.version, row.fact.is_some()))
        .collect();
    assert_eq!(
        kinds,
        [
            ("outreach.ordered", 1, true),
            ("outreach.ordered", 1, true),
            ("outreach.reported", 2, true),
            ("outreach.cancelled", 2, true)
        ]
    );
    assert_eq!(rows[0].case_id, rows[2].case_id);
    let fact = pb::OutreachReported::decode(rows[2].fact.as_deref().unwrap()).unwrap();
    assert_eq!((fact.place.as_str(), fact.done_time), (VILLAGE, reported.done_time));
}
