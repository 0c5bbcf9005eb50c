//! Facts tell the matter as it stands, and nobody's words.

use std::collections::BTreeSet;

use prost::Message;
use shiyu_kit::calendar::{Calendar, Clock};
use shiyu_kit::wire::point;
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1 as pb;
use time::Duration;

use super::events::{self, outside, raised};
use super::given::{OFFER, PARTY, PLANTED, START, filed, here, name, petition, sealed};
use crate::domain::course::{Acceptance, Classified};
use crate::domain::{Classification, EXECUTE, Event, HANDLE, Petition, What};
use crate::wire::fact;
use crate::wire::terms::{Word, timestamp};

/// The first field of every fact is the matter.
#[derive(Clone, PartialEq, Message)]
struct AnyFact {
    #[prost(message, optional, tag = "1")]
    matter: Option<pb::Matter>,
}

fn silent() -> BTreeSet<&'static str> {
    [
        "party.revealed",
        "identity.read",
        "staff.recused",
        "party.joined",
        "party.withdrew",
        "boundary.noted",
        "opinion.drafted",
    ]
    .into()
}

fn told<M: Message + Default>(kind: &str, after: Petition) -> M {
    let event = events::all()
        .into_iter()
        .find(|event| event.kind() == kind)
        .expect("an event of the kind");
    M::decode(fact(&event, &filed(after)).expect("a fact").as_slice()).unwrap()
}

#[test]
fn every_fact_tells_the_matter_as_it_stands() {
    let events = events::all();
    let kinds: BTreeSet<&str> = events.iter().map(Event::kind).collect();
    assert_eq!(kinds.len(), 86, "every kind of event: {kinds:?}");
    for event in &events {
        let told = fact(event, &filed(petition()));
        assert_eq!(told.is_none(), silent().contains(event.kind()), "{}", event.kind());
        let Some(told) = told.filter(|_| !event.kind().starts_with("referral.")) else {
            continue;
        };
        let matter = AnyFact::decode(told.as_slice()).unwrap().matter.unwrap();
        assert_eq!((matter.name, matter.version, matter.sealed), (name(), 4, false));
        assert_eq!((matter.unit.as_str(), matter.place.as_str()), ("330602001", "330602001003"));
        assert_eq!(matter.category, "housing.demolition");
        assert_eq!(matter.clocks.len(), 3);
    }
}

#[test]
fn a_clock_says_who_owes_it_wherever_the_matter_lies_unless_it_is_kept_from_somebody() {
    let owing = |case: Petition| {
        let moved: pb::MatterMoved = told("notice.given", case);
        let clocks = moved.matter.unwrap().clocks;
        clocks.into_iter().map(|clock| (clock.name, clock.unit)).collect::<Vec<_>>()
    };
    let executing = |mut case: Petition| {
        case.course.acceptance = Some(Acceptance {
            unit: case.unit.clone(),
            at: START,
            notice: None,
        });
        let calendar = Calendar::builtin();
        case.clocks = vec![Clock::start(HANDLE, START, &calendar), Clock::start(EXECUTE, START, &calendar)].into();
        case.unit = case.county.clone();
        case
    };
    let of = |handle: &str, execute: &str| [("handle".to_owned(), handle.to_owned()), ("execute".to_owned(), execute.to_owned())];
    assert_eq!(owing(executing(petition())), of("", "330602001"));
    assert_eq!(owing(executing(sealed())), of("", ""));
}

#[test]
fn no_fact_holds_a_word_or_a_person() {
    for event in events::all() {
        for after in [petition(), sealed()] {
            let told = fact(&event, &filed(after)).unwrap_or_default();
            let told = String::from_utf8_lossy(&told).into_owned();
            for word in [PLANTED, &PARTY.to_string(), "越信访"] {
                assert!(!told.contains(word), "{} tells `{word}`", event.kind());
            }
        }
    }
}

#[test]
fn a_sealed_matter_does_not_tell_what_or_where_it_is_about() {
    let mut accusation = petition();
    accusation.course.classifications.push(Classified {
        classification: Classification::Accusation,
        at: START,
    });
    for after in [sealed(), accusation] {
        for event in events::all() {
            let Some(told) = fact(&event, &filed(after.clone())) else {
                continue;
            };
            let matter = AnyFact::decode(told.as_slice()).unwrap().matter.unwrap();
            let sealed = !event.kind().starts_with("referral.");
            assert_eq!((matter.place.as_str(), matter.category.as_str(), matter.sealed), ("", "", sealed));
            let told = String::from_utf8_lossy(&told).into_owned();
            for word in ["330602001003", "housing"] {
                assert!(!told.contains(word), "{} tells `{word}`", event.kind());
            }
        }
    }
}

#[test]
fn facts_tell_units_times_and_decisions() {
    let assigned: pb::MatterForwarded = told("matter.assigned", petition());
    assert_eq!((assigned.to_unit.as_str(), assigned.report_days), ("330602001", 30));
    let forwarded: pb::MatterForwarded = told("matter.forwarded", petition());
    assert_eq!((forwarded.from_unit.as_str(), forwarded.report_days), ("330602-XFJ", 0));
    let duty: pb::MatterClassified = told("duty.requested", petition());
    assert_eq!(
        (duty.duty_organ.as_str(), duty.path()),
        ("330602-ZJJ", pb::ReliefPath::ProtectiveDuty)
    );
    let proposed: pb::AccountabilityProposed = told("accountability.proposed", petition());
    assert_eq!(
        (proposed.unit.as_str(), proposed.organ.as_str(), proposed.ground()),
        ("330602001", "330602", pb::AccountabilityGround::Fraud)
    );
    let answered: pb::AccountabilityAnswered = told("accountability.answered", petition());
    assert_eq!(
        (answered.adoption(), answered.answer_time),
        (pb::Adoption::Adopted, Some(timestamp(START)))
    );
    let mut asked = petition();
    asked.course.boundary = Some(raised());
    asked.course.outside = Some(outside());
    let settled: pb::BoundaryMoved = told("boundary.settled", asked.clone());
    assert_eq!(
        (
            settled.boundary.as_str(),
            settled.counties,
            settled.owner.as_str(),
            settled.designated
        ),
        (OFFER.to_string().as_str(), vec!["330681".to_owned()], "330681", true)
    );
    let unanswered: pb::OutsideMoved = told("outside.unanswered", asked);
    assert_eq!(
        (unanswered.packet, unanswered.conference_time),
        ("0f".repeat(32), Some(timestamp(START)))
    );
    let over: pb::MatterHandedOver = told("matter.handed_over", petition());
    assert_eq!((over.county.as_str(), over.receive_time), ("330681", Some(timestamp(START))));
    let rerouted: pb::DutyRerouted = told("duty.rerouted", petition());
    assert_eq!(
        (rerouted.from_organ.as_str(), rerouted.to_organ.as_str(), rerouted.reroute_time),
        ("330602-ZJJ", "330602001", Some(timestamp(START)))
    );
    let extended: pb::HandlingExtended = told("handling.extended", petition());
    assert_eq!(extended.days, 30);
    let served: pb::OpinionServed = told("opinion.served", petition());
    assert_eq!(served.decision(), pb::Decision::Supported);
    let recheck: pb::RemedyDecided = told("recheck.decided", petition());
    assert_eq!((recheck.kind(), recheck.ruling()), (pb::RemedyKind::Recheck, pb::Ruling::Changed));
    let closed: pb::MatterEnded = told("matter.closed", petition());
    assert_eq!(
        (closed.closing(), closed.decision()),
        (pb::Closing::Dismissed, pb::Decision::Supported)
    );
    let merged: pb::MatterEnded = told("matter.merged", petition());
    assert_eq!(merged.closing(), pb::Closing::Unspecified);
    let warned: pb::ClockWarned = told("clock.warned", petition());
    assert_eq!((warned.clock.as_str(), warned.ring()), ("handle", common::Ring::Eighty));
    let replied: pb::MatterReplied = told("suggestion.replied", petition());
    assert_eq!(replied.adoption(), pb::Adoption::PartlyAdopted);
}

#[test]
fn an_offer_tells_its_summary_and_what_may_be_read_until_when() {
    let offered: common::ReferralOffered = told("referral.offered", petition());
    assert_eq!(
        (offered.referral, offered.summary),
        (OFFER.to_string(), "a wall between neighbours".to_owned())
    );
    assert_eq!(offered.granted_fields, [crate::domain::IdentityField::Name.number()]);
    assert_eq!(offered.grant_expire_time, Some(timestamp(START + Duration::days(30))));
    let due = petition().clock(&format!("referral.{OFFER}")).unwrap().due.legal;
    assert_eq!(offered.return_time, Some(timestamp(due)));
    let case = offered.case.unwrap();
    assert_eq!((case.name, case.version, case.unit.as_str()), (name(), 4, "330602001"));
    assert_eq!(
        (case.place.as_str(), case.category.as_str()),
        ("330602001003", "housing.demolition")
    );
    assert_eq!((case.clocks.len(), case.grid.as_str(), case.point), (3, "", Some(point(here()))));
    let moved: common::ReferralMoved = told("referral.returned", petition());
    assert_eq!(
        (moved.destination(), moved.state()),
        (common::ReferralDestination::Mediation, common::ReferralState::Offered)
    );
}

#[test]
fn a_reckoning_that_moved_nothing_concerns_nobody_else() {
    let still = What::ClocksReckoned {
        calendar: 2,
        moved: Vec::new(),
    };
    assert_eq!(fact(&still.into(), &filed(petition())), None);
}
