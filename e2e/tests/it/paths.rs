//! The three kinds of matter and the six statutory paths (arts. 29 to 32), each to its end.

use prost::Message;
use shiyu_e2e::people::{HANDLER, HEAD, OFFICER, STRANGER};
use shiyu_e2e::sample::{BUREAU, TRANSPORT, opinion};
use shiyu_e2e::{Backends, Matter, Storage, Town};
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1::{self as pb, Adoption, DeliveryMethod, MatterKind, OutsideProcedure, ReliefPath, Stage};
use time::Duration;
use tonic::Code::{FailedPrecondition, NotFound};

use crate::saying::{at, kind, refused};

on_both_storages! {
    a_suggestion_is_studied_and_answered;
    whoever_cannot_be_found_is_not_told_of_the_acceptance;
    an_accusation_is_diverted_to_discipline;
    an_accusation_is_handled_here_and_nothing_of_it_is_told;
    relief_of_the_first_four_items_is_diverted_with_its_last_days;
    another_organ_does_its_duty_and_reports;
    another_organ_declines_its_duty;
    what_was_supported_is_carried_out;
}

async fn a_suggestion_is_studied_and_answered(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = at(&town, Stage::Accepted).await;
    let handler = matter.by(&town, &HANDLER);

    let studied = handler.classify(kind(MatterKind::Suggestion)).await.unwrap();
    assert_eq!(studied.stage(), Stage::Studying);
    assert_eq!(matter.running(&town).await, ["study"]);
    refused(
        handler.reply(Adoption::Unspecified, "Thank you").await,
        FailedPrecondition,
        "ADOPTION_MISSING",
    );
    refused(handler.draft(opinion()).await, FailedPrecondition, "PATH_WITHOUT_OPINION");

    let replied = handler.reply(Adoption::PartlyAdopted, "The eaves come first").await.unwrap();
    assert_eq!(replied.stage(), Stage::Replied);
    let reply = replied.course.unwrap().reply.unwrap();
    assert_eq!(
        (reply.adoption(), reply.text.as_str()),
        (Adoption::PartlyAdopted, "The eaves come first")
    );
    assert_eq!(matter.running(&town).await, ["archive"]);
    town.settled().await;
    let told = town.told_of(matter.id).await.pop().unwrap();
    assert_eq!(told.subject, "shiyu.petition.suggestion.replied");
    let fact = pb::MatterReplied::decode(told.data.as_slice()).unwrap();
    assert_eq!(
        (fact.adoption(), fact.matter.unwrap().stage()),
        (Adoption::PartlyAdopted, Stage::Replied)
    );
}

/// A letter that bears no more than a name (art. 23).
async fn whoever_cannot_be_found_is_not_told_of_the_acceptance(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let officer = town.caller(&OFFICER);
    let unsigned = |petition: &mut pb::Petition| {
        let identity = petition.parties[0].identity.as_mut().unwrap();
        *identity = common::Identity {
            kind: identity.kind,
            name: "一位居民".to_owned(),
            ..common::Identity::default()
        };
    };
    let matter = Matter::register_as(&officer, unsigned).await;
    matter.by(&town, &OFFICER).forward(BUREAU).await.unwrap();
    let accepted = matter.by(&town, &HANDLER).accept(DeliveryMethod::Unspecified).await.unwrap();
    assert_eq!(accepted.stage(), Stage::Accepted);
    let acceptance = accepted.course.unwrap().acceptance.unwrap();
    assert_eq!(
        (acceptance.unit.as_str(), acceptance.notice_method()),
        (BUREAU, DeliveryMethod::Unspecified)
    );
}

async fn an_accusation_is_diverted_to_discipline(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = at(&town, Stage::Accepted).await;
    let accusation = pb::ClassifyPetitionRequest {
        organ: "越城区纪委监委".to_owned(),
        accused: Some(pb::Accused {
            units: vec![TRANSPORT.to_owned()],
            subjects: Vec::new(),
        }),
        ..kind(MatterKind::Accusation)
    };
    let diverted = matter.by(&town, &HANDLER).classify(accusation).await.unwrap();
    assert_eq!(diverted.stage(), Stage::Diverted);
    let ending = diverted.ending.unwrap();
    assert_eq!((ending.organ.as_str(), ending.ways.len()), ("越城区纪委监委", 0));
    assert!(diverted.sealed, "an accusation is sealed, wherever it went");
    refused(matter.by(&town, &STRANGER).get().await, NotFound, "PETITION_UNKNOWN");

    let outcome = "A case was opened on 2026-08-03";
    let recorded = matter.by(&town, &OFFICER).record_outcome(outcome).await.unwrap();
    assert_eq!(recorded.ending.unwrap().outcome, outcome);
    town.settled().await;
    let told = town.told_of(matter.id).await;
    let ended = told.iter().find(|fact| fact.subject == "shiyu.petition.matter.diverted").unwrap();
    let fact = pb::MatterEnded::decode(ended.data.as_slice()).unwrap().matter.unwrap();
    assert_eq!((fact.place.as_str(), fact.category.as_str(), fact.sealed), ("", "", true));
}

async fn an_accusation_is_handled_here_and_nothing_of_it_is_told(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let accused = pb::Accused {
        units: vec![TRANSPORT.to_owned()],
        subjects: vec!["somebody".to_owned()],
    };
    let matter = Matter::register_as(&town.caller(&OFFICER), |petition| petition.accused = Some(accused)).await;
    matter.bring_to(&town, Stage::Accepted).await;
    let handler = matter.by(&town, &HANDLER);
    let sealed = handler.classify(kind(MatterKind::Accusation)).await.unwrap();
    assert_eq!((sealed.stage(), sealed.sealed), (Stage::Handling, true));
    assert_eq!(matter.running(&town).await, ["look_into"]);
    refused(handler.draft(opinion()).await, FailedPrecondition, "PATH_WITHOUT_OPINION");
    let offer = pb::OfferReferralRequest {
        destination: common::ReferralDestination::Enforcement.into(),
        purpose: "complaint".to_owned(),
        summary: "A matter of the roads".to_owned(),
        ..pb::OfferReferralRequest::default()
    };
    refused(handler.offer(offer).await, FailedPrecondition, "SEALED_MATTER");

    let replied = handler.reply(Adoption::Unspecified, "It was looked into").await.unwrap();
    assert_eq!(replied.stage(), Stage::Replied);
    let (officer, satisfied) = (matter.by(&town, &OFFICER), pb::Rating::Satisfied);
    let rated = officer.evaluate(matter.petitioner.clone(), satisfied, satisfied).await;
    refused(rated, FailedPrecondition, "SEALED_MATTER");
    town.settled().await;
    let told = town.told_of(matter.id).await.pop().unwrap();
    assert_eq!(told.subject, "shiyu.petition.accusation.replied");
}

async fn relief_of_the_first_four_items_is_diverted_with_its_last_days(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let items = [
        ReliefPath::Litigation,
        ReliefPath::Arbitration,
        ReliefPath::PartyAppeal,
        ReliefPath::AdministrativeProcedure,
    ];
    for path in items {
        let matter = Matter::register(&town).await;
        let (officer, relief) = (matter.by(&town, &OFFICER), MatterKind::AppealForRelief);
        let here = officer.divert(relief, ReliefPath::HandlingOpinion, "nobody else", "").await;
        refused(here, FailedPrecondition, "HANDLED_HERE");
        // The 60th day is a Sunday; 6 months end on a Friday.
        let diverted = officer.divert(relief, path, "越城区人民法院", "2026-05-06").await.unwrap();
        assert_eq!(diverted.stage(), Stage::Diverted, "{path:?}");
        let ways: Vec<_> = diverted.ending.unwrap().ways;
        let ways: Vec<_> = ways.iter().map(|way| (way.procedure(), way.last_date.as_str())).collect();
        assert_eq!(
            ways,
            [
                (OutsideProcedure::Reconsideration, "2026-07-06"),
                (OutsideProcedure::Litigation, "2026-11-06")
            ]
        );

        let accepted = at(&town, Stage::Accepted).await;
        let handler = accepted.by(&town, &HANDLER);
        refused(handler.relieve(path).await, FailedPrecondition, "ORGAN_UNNAMED");
        let classified = pb::ClassifyPetitionRequest {
            path: path.into(),
            organ: "越城区人民法院".to_owned(),
            ..kind(relief)
        };
        let diverted = handler.classify(classified).await.unwrap();
        assert_eq!((diverted.stage(), diverted.ending.unwrap().ways.len()), (Stage::Diverted, 0));
        assert!(accepted.running(&town).await.is_empty(), "it waits for what becomes of it");
    }
}

fn duty() -> pb::ClassifyPetitionRequest {
    pb::ClassifyPetitionRequest {
        path: ReliefPath::ProtectiveDuty.into(),
        duty_organ: TRANSPORT.to_owned(),
        ..kind(MatterKind::AppealForRelief)
    }
}

async fn another_organ_does_its_duty_and_reports(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = at(&town, Stage::Accepted).await;
    let (handler, organ) = (matter.by(&town, &HANDLER), matter.by(&town, &STRANGER));
    refused(organ.get().await, NotFound, "PETITION_UNKNOWN");
    refused(
        handler.relieve(ReliefPath::ProtectiveDuty).await,
        FailedPrecondition,
        "ORGAN_UNNAMED",
    );

    let asked = handler.classify(duty()).await.unwrap();
    assert_eq!(asked.stage(), Stage::DutyRequested);
    assert_eq!(asked.course.unwrap().duty.unwrap().organ, TRANSPORT);
    assert_eq!(
        organ.get().await.unwrap().name,
        matter.name,
        "whoever is asked sees what they are asked"
    );
    let first = matter.due(&town, "duty_report").await;
    town.advance(Duration::days(20)).await;
    organ.report_duty("The road was inspected").await.unwrap();
    assert_eq!(matter.running(&town).await, ["duty_report"]);
    assert!(matter.due(&town, "duty_report").await > first);

    town.advance_past(matter.due(&town, "duty_report").await).await;
    town.settled().await;
    assert_eq!(matter.kinds(&town).await.last().unwrap(), "clock.overdue");
    organ.report_duty("The road was mended").await.unwrap();
    handler.draft(opinion()).await.unwrap();
    let issued = matter.by(&town, &HEAD).issue().await.unwrap();
    assert_eq!(issued.stage(), Stage::OpinionIssued);
    assert_eq!(issued.course.unwrap().duty.unwrap().reports.len(), 2);
    assert_eq!(matter.running(&town).await, ["serve"]);
    let served = handler.serve(DeliveryMethod::Mail, "EMS 1").await.unwrap();
    assert_eq!(served.stage(), Stage::OpinionServed);
}

async fn another_organ_declines_its_duty(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = at(&town, Stage::Accepted).await;
    matter.by(&town, &HANDLER).classify(duty()).await.unwrap();
    town.advance(Duration::days(3)).await;
    let declined = matter.by(&town, &STRANGER).decline_duty("The road is private").await.unwrap();
    assert_eq!(declined.stage(), Stage::Handling);
    let course = declined.course.unwrap();
    assert_eq!(course.duty.unwrap().declined, "The road is private");
    assert_eq!(matter.running(&town).await, ["handle"]);
    let handle = matter.clock(&town, "handle").await;
    assert_eq!(
        handle.start_time,
        course.acceptance.unwrap().accept_time,
        "the 60 days run from acceptance"
    );
    matter.answer(&town, pb::Decision::NotSupported).await;
    assert_eq!(matter.running(&town).await, ["review_window"]);
}

async fn what_was_supported_is_carried_out(backends: Backends, storage: Storage) {
    let town = Town::open(&backends, storage).await;
    let matter = at(&town, Stage::Handling).await;
    matter.answer(&town, pb::Decision::Supported).await;
    assert_eq!(matter.running(&town).await, ["review_window", "execute"]);
    town.advance_past(matter.due(&town, "review_window").await).await;
    town.settled().await;
    let lapsed = matter.get(&town).await;
    assert_eq!(lapsed.stage(), Stage::OpinionServed, "what was promised keeps it open");
    assert!(matter.kinds(&town).await.contains(&"window.lapsed".to_owned()));
    refused(matter.by(&town, &OFFICER).close().await, FailedPrecondition, "EXECUTION_PENDING");
    refused(
        matter.by(&town, &STRANGER).report_execution("Done").await,
        NotFound,
        "PETITION_UNKNOWN",
    );

    let done = matter.by(&town, &HANDLER).report_execution("The roof is tight").await.unwrap();
    assert_eq!(done.stage(), Stage::Closed);
    assert_eq!(done.ending.unwrap().closing(), pb::Closing::Lapsed);
    let kinds = matter.kinds(&town).await;
    assert_eq!(kinds[kinds.len() - 2..], ["opinion.executed", "matter.closed"]);
    refused(
        matter.by(&town, &HANDLER).report_execution("Again").await,
        FailedPrecondition,
        "NOTHING_TO_EXECUTE",
    );
}
