//! What callers see of a petition.

use shiyu_kit::party::{Identity, Masked};
use shiyu_kit::testkit::party::person;
use shiyu_kit::wire::granted;
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1 as pb;
use uuid::Uuid;

use super::events::{care, evaluation, every_end, message, outside, proposal, raised, sponsorship, supervision, withdrawal};
use super::given::{OFFER, PARTY, START, code, county, filed, name, petition, referral, sealed};
use crate::domain::course::{AccountabilityAnswer, AccountabilityProposal, Course, Duty, FastTrack, Referral, ReferralState, Sender};
use crate::domain::{Adoption, Destination, End, Ending, IdentityField, Petition, Stage};
use crate::wire;
use crate::wire::terms::{Word, timestamp};

fn wang() -> Identity {
    person("王小明", 7)
}

fn identities() -> Vec<(Uuid, Masked)> {
    vec![(PARTY, wang().masked())]
}

#[test]
fn a_petition_is_shown_with_its_parties_masked() {
    let shown = wire::petition(&filed(petition()), &identities());
    assert_eq!((shown.name.clone(), shown.etag.as_str(), shown.people), (name(), "4", 3));
    assert_eq!((shown.stage(), shown.filing()), (pb::Stage::OpinionServed, pb::Filing::Oral));
    assert_eq!((shown.receiver.as_str(), shown.unit.as_str()), ("330602-XFJ", "330602001"));
    let [petitioner, respondent] = shown.parties.as_slice() else {
        panic!("two parties")
    };
    let identity = petitioner.identity.as_ref().unwrap();
    assert_eq!(
        (petitioner.id.clone(), petitioner.role()),
        (PARTY.to_string(), pb::PartyRole::Petitioner)
    );
    assert_eq!((identity.name.as_str(), identity.kind()), ("王**", common::PartyKind::Person));
    assert_eq!(identity.document_kind(), common::DocumentKind::IdentityCard);
    let clear = wang();
    assert!(!identity.document_number.contains(clear.document.unwrap().number.as_str()));
    assert!(!identity.phone.contains(clear.phone.unwrap().as_str()));
    assert_eq!(respondent.identity, None, "what the vault did not open is not shown");
    assert_eq!((shown.accused, shown.sealed), (None, false));
    assert_eq!(shown.responsible_unit, shown.unit);
    assert_eq!(shown.privacy_notice.unwrap().exception, "planted exception");
}

#[test]
fn a_list_shows_neither_parties_nor_accused_nor_course_nor_what_was_brought() {
    let full = wire::petition(&filed(sealed()), &identities());
    let accused = full.accused.clone().unwrap();
    assert_eq!(
        (accused.units, accused.subjects),
        (vec!["330602-ZJJ".to_owned()], vec!["planted accused".to_owned()])
    );
    let summary = wire::summary(&filed(sealed()));
    assert!(summary.parties.is_empty() && summary.accused.is_none() && summary.course.is_none() && summary.sealed);
    let rest = pb::Petition {
        parties: Vec::new(),
        accused: None,
        course: None,
        ..full
    };
    assert_eq!(summary, rest);
    let mut case = sealed();
    let moves = case.clocks.stopping("handle", START);
    case.clocks = case.clocks.moved(&moves).unwrap();
    let summary = wire::summary(&filed(case.clone()));
    let running = summary.clocks.iter().filter(|clock| clock.stop_time.is_none());
    let line = pb::Petition {
        request: String::new(),
        facts_and_reasons: String::new(),
        clocks: running.cloned().collect(),
        ..summary.clone()
    };
    assert_eq!(wire::listed(&filed(case)), line);
    assert_eq!((summary.clocks.len(), line.clocks.len()), (3, 2));
    let summary = wire::summary(&filed(sealed()));
    let candidate = wire::candidate(&filed(sealed()), &["document", "place"]);
    assert_eq!(
        (candidate.petition, candidate.agreeing),
        (Some(summary), vec!["document".to_owned(), "place".to_owned()])
    );
}

#[test]
fn an_identity_in_the_clear_and_as_far_as_it_was_granted() {
    let shown = wire::party(&petition().parties[0], &wang());
    let clear = shown.identity.unwrap();
    assert_eq!((clear.name.as_str(), clear.phone), ("王小明", wang().phone.unwrap()));
    let name = granted(&wang(), &[IdentityField::Name]);
    let expected = common::Identity {
        kind: common::PartyKind::Person.into(),
        name: "王小明".to_owned(),
        ..common::Identity::default()
    };
    assert_eq!(name, expected);
    let all = [
        IdentityField::Name,
        IdentityField::Document,
        IdentityField::Phone,
        IdentityField::Address,
    ];
    assert_eq!(
        granted(&wang(), &all),
        wire::party(&petition().parties[0], &wang()).identity.unwrap()
    );
    assert_eq!(granted(&wang(), &[]), common::Identity::default());
}

#[test]
fn the_course_tells_what_happened_but_not_who_rated() {
    let case = Petition {
        course: Course {
            sponsorship: Some(sponsorship()),
            supervisions: vec![supervision()],
            proposals: vec![AccountabilityProposal {
                answered: Some(AccountabilityAnswer {
                    adoption: Adoption::NotAdopted,
                    text: "It is not".to_owned(),
                    at: START,
                }),
                ..proposal()
            }],
            care: vec![care()],
            messages: vec![message(Sender::Party(PARTY)), message(Sender::Unit(county()))],
            evaluation: Some(evaluation()),
            withdrawals: vec![withdrawal()],
            ..petition().course
        },
        ..petition()
    };
    let course = wire::petition(&filed(case), &[]).course.unwrap();
    assert_eq!(course.opinions[0].drafter, "planted drafter");
    assert_eq!(course.opinions[0].opinion.as_ref().unwrap().decision(), pb::Decision::Supported);
    assert_eq!(course.sponsorship.unwrap().milestones[0].due_date, "2026-09-30");
    assert_eq!(
        (course.supervisions[0].id.clone(), course.supervisions[0].fault()),
        (OFFER.to_string(), pb::SupervisionFault::Delay)
    );
    let proposed = &course.accountability_proposals[0];
    assert_eq!(
        (proposed.id.clone(), proposed.ground(), proposed.reference.as_str()),
        (OFFER.to_string(), pb::AccountabilityGround::Fraud, "planted reference")
    );
    assert_eq!(
        (proposed.adoption(), proposed.answer.as_str(), proposed.answer_time),
        (pb::Adoption::NotAdopted, "It is not", Some(timestamp(START)))
    );
    assert_eq!(course.care_tasks[0].id, OFFER.to_string());
    assert_eq!(course.referrals[0].granted_fields, [IdentityField::Name.number()]);
    let [asked, answered] = [0, 1].map(|at| course.messages[at].clone());
    assert_eq!((asked.party, asked.unit.as_str()), (PARTY.to_string(), ""));
    assert_eq!((answered.party.as_str(), answered.unit), ("", county().to_string()));
    let withdrawn = &course.withdrawals[0];
    assert_eq!(
        (withdrawn.party.clone(), withdrawn.proof.as_str()),
        (PARTY.to_string(), "planted proof")
    );
    let evaluation = course.evaluation.unwrap();
    assert_eq!(
        (evaluation.petition_office(), evaluation.handling_unit()),
        (pb::Rating::Satisfied, pb::Rating::Unspecified)
    );
    assert_eq!(evaluation.taken_down_unit, "330602-XFJ");
    assert!(!format!("{evaluation:?}").contains(&PARTY.to_string()));
}

#[test]
fn a_timeline_tells_who_did_what_but_not_who_rated() {
    let entry = |kind: &str, actor: common::ActorKind| common::TimelineEntry {
        kind: kind.to_owned(),
        actor: Some(common::Actor {
            kind: actor.into(),
            subject: PARTY.to_string(),
            unit: String::new(),
        }),
        ..common::TimelineEntry::default()
    };
    for (kind, actor, told) in [
        ("matter.evaluated", common::ActorKind::Party, false),
        ("matter.rated_again", common::ActorKind::Party, false),
        ("matter.evaluated", common::ActorKind::Person, true),
        ("matter.supplemented", common::ActorKind::Party, true),
    ] {
        let step = wire::step(entry(kind, actor));
        let shown = step.actor.unwrap();
        assert_eq!((shown.kind(), !shown.subject.is_empty()), (actor, told), "{kind}");
    }
}

#[test]
fn the_course_tells_who_is_competent_and_what_was_promised() {
    let ended = Referral {
        to: Destination::Enforcement,
        state: ReferralState::Returned,
        result: Some("no_power".to_owned()),
        competent: Some(code("330602-SJ")),
        ..referral()
    };
    let track = FastTrack {
        since: START,
        left_at: Some(START),
        reason: Some("why".to_owned()),
    };
    let duty = Duty {
        organ: code("330602-ZJJ"),
        asked_at: START,
        reports: Vec::new(),
        earlier: vec![code("330602-ZHZF")],
        reported_before: 0,
        declined: None,
    };
    let case = Petition {
        course: Course {
            referrals: vec![referral(), ended],
            fast_track: Some(track),
            duty: Some(duty),
            boundary: Some(raised()),
            outside: Some(outside()),
            ..petition().course
        },
        ..petition()
    };
    let course = wire::petition(&filed(case), &[]).course.unwrap();
    assert_eq!(course.competent_unit, "330602-SJ");
    assert_eq!(
        (course.referrals[1].result.as_str(), course.referrals[1].competent_unit.as_str()),
        ("no_power", "330602-SJ")
    );
    let track = course.fast_track.unwrap();
    assert_eq!(
        (track.since_time, track.leave_time, track.reason.as_str()),
        (Some(timestamp(START)), Some(timestamp(START)), "why")
    );
    let boundary = course.boundary.unwrap();
    assert_eq!(
        (boundary.owner.as_str(), boundary.answers[0].word()),
        ("330681", pb::BoundaryWord::Declined)
    );
    assert_eq!(course.outside.unwrap().conference_time, Some(timestamp(START)));
    assert_eq!(course.duty.unwrap().earlier_organs, ["330602-ZHZF"]);
}

#[test]
fn every_end_is_told_and_still_once_it_is_archived() {
    for end in every_end() {
        let stage = end.name();
        let ending = Ending {
            end: end.clone(),
            at: START,
        };
        let shown = |stage| wire::summary(&filed(Petition { stage, ..petition() }));
        let ended = shown(Stage::Ended(ending.clone()));
        let archived = shown(Stage::Archived(ending));
        assert_eq!((ended.stage, archived.stage()), (stage.number(), pb::Stage::Archived));
        assert_eq!(ended.ending, archived.ending);
        let told = ended.ending.unwrap();
        assert_eq!(told.stage, stage.number());
        let other = format!("counties/330602/petitions/{OFFER}");
        match end {
            End::Closed(_) => assert_eq!(told.closing(), pb::Closing::Dismissed),
            End::Settled { agreement, .. } => assert_eq!(told.agreement, agreement),
            End::Redirected { to } => assert_eq!(told.redirect_to, to),
            End::HandedOver { to } => assert_eq!(told.county, to.to_string()),
            End::Merged { .. } => assert_eq!(told.other_petition, other),
            End::Diverted(_) => assert_eq!(
                (told.ways[0].last_date.as_str(), told.outcome.as_str()),
                ("2026-09-30", "planted outcome")
            ),
            End::Withdrawn { reason, .. } => assert_eq!(
                (told.party, told.reason, told.proof.as_str()),
                (PARTY.to_string(), reason, "planted proof")
            ),
            End::NotAccepted { .. } => assert_eq!((told.ground(), told.other_petition.clone()), (pb::DeclineGround::Finalised, other)),
            End::Terminated | End::Replied => assert_eq!(told.closing(), pb::Closing::Unspecified),
        }
    }
    assert_eq!(wire::summary(&filed(petition())).ending, None);
}
