//! Who is competent (arts. 22 to 24): objections, disputes, assignments.

use shiyu_e2e::people::{HANDLER, OFFICER, Post, STRANGER};
use shiyu_e2e::sample::{BUREAU, COUNTY, OFFICE, TRANSPORT, import, unit};
use shiyu_e2e::{Backends, Matter, Storage, Town};
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1::{DeliveryMethod, ReliefPath, Stage};
use time::Duration;
use tonic::Code::{FailedPrecondition, NotFound, PermissionDenied};

use crate::saying::{at, refused};

on_both_storages! {
    the_sender_agrees_and_asks_another_unit;
    a_second_objection_is_a_dispute_and_the_unit_above_designates;
    a_unit_objects_within_five_working_days_or_not_at_all;
    a_unit_that_was_assigned_a_matter_reports_back;
    the_successor_of_a_unit_takes_over_what_it_had;
}

async fn the_sender_agrees_and_asks_another_unit(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = at(&town, Stage::Forwarded).await;
    let since = matter.clock(&town, "accept").await.start_time;
    let objected = matter.by(&town, &HANDLER).object("It is about a road", TRANSPORT).await.unwrap();
    assert_eq!(objected.stage(), Stage::Objected);
    assert_eq!(matter.running(&town).await, ["accept", "decide_objection"]);
    let officer = matter.by(&town, &OFFICER);
    let agreed = officer.decide_objection(true).await.unwrap();
    assert_eq!((agreed.stage(), agreed.unit.as_str()), (Stage::Registered, OFFICE));

    officer.forward(TRANSPORT).await.unwrap();
    assert_eq!(matter.running(&town).await, ["accept"]);
    assert_eq!(
        matter.clock(&town, "accept").await.start_time,
        since,
        "the petitioner waits since the first forwarding"
    );
    let late = matter.by(&town, &HANDLER).accept(DeliveryMethod::Mail).await;
    refused(late, PermissionDenied, "UNIT_NOT_ASKED");
    let accepted = matter.by(&town, &STRANGER).accept(DeliveryMethod::Mail).await.unwrap();
    assert_eq!((accepted.stage(), accepted.unit.as_str()), (Stage::Accepted, TRANSPORT));
}

async fn a_second_objection_is_a_dispute_and_the_unit_above_designates(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = at(&town, Stage::Forwarded).await;
    let (officer, handler) = (matter.by(&town, &OFFICER), matter.by(&town, &HANDLER));
    handler.object("It is about a road", TRANSPORT).await.unwrap();
    refused(officer.refer_dispute().await, FailedPrecondition, "NO_DISPUTE");
    let insisted = officer.decide_objection(false).await.unwrap();
    assert_eq!((insisted.stage(), insisted.unit.as_str()), (Stage::Forwarded, BUREAU));
    let objections = insisted.course.unwrap().objections;
    assert_eq!((objections[0].decided, objections[0].agreed), (true, false));

    handler.object("It is still about a road", TRANSPORT).await.unwrap();
    refused(officer.decide_objection(false).await, FailedPrecondition, "DISPUTE_TO_REFER");
    let disputed = officer.refer_dispute().await.unwrap();
    assert_eq!(disputed.stage(), Stage::JurisdictionDisputed);
    assert_eq!(matter.running(&town).await, ["accept", "designate"]);

    let of_a_town = Post {
        unit: Some("330602001"),
        subject: "of-a-town",
        ..OFFICER
    };
    let elsewhere = matter.by(&town, &of_a_town).designate(TRANSPORT, "It is ours to say").await;
    refused(elsewhere, NotFound, "PETITION_UNKNOWN");
    let of_the_bureau = Post {
        unit: Some(BUREAU),
        subject: "of-the-bureau",
        ..OFFICER
    };
    let disputing = matter.by(&town, &of_the_bureau).designate(TRANSPORT, "Not ours").await;
    refused(disputing, PermissionDenied, "NOT_THE_COMMON_SUPERIOR");
    let designated = officer.designate(TRANSPORT, "The road is the cause").await.unwrap();
    assert_eq!((designated.stage(), designated.unit.as_str()), (Stage::Forwarded, TRANSPORT));
    let designation = designated.course.unwrap().designations.pop().unwrap();
    assert_eq!((designation.unit.as_str(), designation.by_unit.as_str()), (TRANSPORT, COUNTY));
    assert_eq!(matter.running(&town).await, ["accept"]);
    matter.by(&town, &STRANGER).accept(DeliveryMethod::Mail).await.unwrap();
    let kinds = matter.kinds(&town).await;
    let steps = [
        "objection.raised",
        "objection.decided",
        "objection.raised",
        "jurisdiction.disputed",
        "jurisdiction.designated",
    ];
    assert_eq!(kinds[2..7], steps);
}

async fn a_unit_objects_within_five_working_days_or_not_at_all(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = at(&town, Stage::Forwarded).await;
    // No five working days take longer, whatever holidays lie between.
    town.advance(Duration::days(20)).await;
    let late = matter.by(&town, &HANDLER).object("It is about a road", "").await;
    refused(late, FailedPrecondition, "OBJECTION_LAPSED");
    assert_eq!(matter.get(&town).await.stage(), Stage::Forwarded);
}

async fn a_unit_that_was_assigned_a_matter_reports_back(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = Matter::register(&town).await;
    let assigned = matter.by(&town, &OFFICER).assign(BUREAU, 90).await.unwrap();
    assert_eq!(assigned.stage(), Stage::Assigned);
    assert_eq!(assigned.course.unwrap().forwardings[0].report_days, 90);
    assert_eq!(matter.running(&town).await, ["accept", "report"]);
    let handler = matter.by(&town, &HANDLER);
    handler.accept(DeliveryMethod::Mail).await.unwrap();
    handler.relieve(ReliefPath::HandlingOpinion).await.unwrap();
    assert_eq!(matter.running(&town).await, ["report", "handle"]);
    matter.bring_to(&town, Stage::OpinionServed).await;
    assert_eq!(
        matter.running(&town).await,
        ["review_window"],
        "what was served is what is reported"
    );
    town.settled().await;
    let subjects: Vec<_> = town.told_of(matter.id).await.into_iter().map(|fact| fact.subject).collect();
    assert_eq!(subjects[1], "shiyu.petition.matter.assigned");
}

async fn the_successor_of_a_unit_takes_over_what_it_had(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = at(&town, Stage::Handling).await;
    let officer = matter.by(&town, &OFFICER);
    refused(officer.transfer(TRANSPORT).await, FailedPrecondition, "UNIT_STILL_EXISTS");
    let today = shiyu_kit::calendar::local_date(town.now());
    let closed = common::Unit {
        valid_to: today.to_string(),
        ..unit(BUREAU, "越城区住房和城乡建设局", COUNTY)
    };
    let operator = town.caller(&shiyu_e2e::people::OPERATOR);
    operator.units().import_units(import(vec![closed])).await.unwrap();
    town.advance(Duration::days(2)).await;
    let transferred = officer.transfer(TRANSPORT).await.unwrap();
    assert_eq!((transferred.stage(), transferred.unit.as_str()), (Stage::Handling, TRANSPORT));
    let drafted = matter.by(&town, &STRANGER).draft(shiyu_e2e::sample::opinion()).await.unwrap();
    assert_eq!(drafted.course.unwrap().draft.unwrap().drafter, STRANGER.subject);
}
