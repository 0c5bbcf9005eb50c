//! What travels is what was meant, and nothing that was said.

mod words;

use prost::Message;
use shiyu_kit::case::{Case, Filed, Record};
use shiyu_proto::common::v1 as common;
use shiyu_proto::mediation::v1 as pb;
use uuid::Uuid;

use super::{dispute, granted, summary};
use crate::domain::command::{DraftAgreement, FlagEscalation, MakeOffer};
use crate::domain::tests::given::{Given, RESPONDENT, START, both, clerk, consent, draft, hearing, mediator, owes, plan, record, written};
use crate::domain::{Command, Dispute, StageName};
use crate::sight::Listener;

/// Words that the scene's parties, mediators and clerks use, and their names.
const SAID: [&str; 14] = [
    "楼上漏水",
    "渗水",
    "修复并赔偿",
    "申请人说",
    "基本一致",
    "漏水属实",
    "责任在楼上",
    "赔偿两千元",
    "赔偿修缮费",
    "收条",
    "分歧太大",
    "不属于调解范围",
    "clerk@",
    "越城区人民法院",
];

fn facts(given: &Given) -> Vec<(&'static str, Vec<u8>)> {
    let mut case = None;
    let told = (1..).zip(&given.journal).filter_map(|(version, event)| {
        case = Dispute::evolve(case.take(), event);
        let after = Filed {
            id: Uuid::from_u128(5),
            version,
            case: case.clone().unwrap(),
        };
        Some((event.kind(), Dispute::encode(event, &after).fact?))
    });
    told.collect()
}

fn as_who(hears: bool) -> Listener {
    Listener {
        hears: hearing(hears),
        now: START,
    }
}

fn full() -> Given {
    let mut given = Given::a_dispute(StageName::Mediating);
    let session = plan(Uuid::from_u128(0xF1), given.now + time::Duration::hours(2));
    given.does(&mediator(), Command::PlanSession(session));
    given.now += time::Duration::hours(3);
    given.does(&mediator(), Command::RecordSession(Box::new(record(Uuid::from_u128(0xF1)))));
    given
}

#[test]
fn no_fact_holds_anybodys_words_or_name() {
    let mut told = 0;
    for given in StageName::ALL.into_iter().map(Given::a_dispute).chain([full()]) {
        for (kind, fact) in facts(&given) {
            let text = String::from_utf8_lossy(&fact);
            for word in SAID {
                assert!(!text.contains(word), "{word} in {kind}");
            }
            told += 1;
        }
    }
    assert!(told > 100);
}

#[test]
fn a_fact_says_where_the_dispute_stands_and_what_its_formulas_need() {
    let given = Given::a_dispute(StageName::Performed);
    let closed = facts(&given).into_iter().find(|(kind, _)| *kind == "case.closed").unwrap().1;
    let closed = pb::DisputeEnded::decode(closed.as_slice()).unwrap();
    let happening = closed.happening.unwrap();
    assert!(closed.agreed && !closed.withdrawn);
    assert_eq!(happening.stage(), pb::DisputeStage::Performed);
    assert!(happening.accept_time.is_some() && happening.effective_time.is_some());
    assert_eq!((happening.place.as_str(), happening.sessions), ("330602001003", 0));
    let mut refused = Given::a_dispute(StageName::ConsentPending);
    refused.does(&clerk(), consent(RESPONDENT, false));
    let closed = facts(&refused).pop().unwrap().1;
    assert!(pb::DisputeEnded::decode(closed.as_slice()).unwrap().withdrawn);
}

#[test]
fn an_escalation_is_told_by_its_kind_and_place_and_nothing_of_what_was_done() {
    let mut given = Given::a_dispute(StageName::Mediating);
    let flag = Command::FlagEscalation(FlagEscalation {
        risk: crate::domain::terms::Risk::Criminal,
        measures: "两边分开劝导".to_owned(),
        id: Uuid::from_u128(0x77),
    });
    given.does(&mediator(), flag);
    let (kind, fact) = facts(&given).pop().unwrap();
    assert!(!String::from_utf8_lossy(&fact).contains("劝导"));
    let told = pb::DisputeEscalationMoved::decode(fact.as_slice()).unwrap();
    assert_eq!(
        (kind, told.risk(), told.reported),
        ("escalation.flagged", pb::EscalationRisk::Criminal, false)
    );
    assert_eq!(told.happening.unwrap().place, "330602001003");
}

#[test]
fn money_travels_in_whole_fen() {
    let given = Given::a_dispute(StageName::AgreementEffective);
    let effective = facts(&given)
        .into_iter()
        .find(|(kind, _)| *kind == "agreement.effective")
        .unwrap()
        .1;
    let told = pb::DisputeAgreementMoved::decode(effective.as_slice()).unwrap();
    assert_eq!((told.amount_fen, told.obligations, told.agreement), (200_000, 1, 1));
}

#[test]
fn who_does_not_hear_is_told_that_something_was_agreed_and_no_words_of_it() {
    let mut given = full();
    let undisputed = Command::RecordUndisputed {
        text: "漏水属实".to_owned(),
        agreed: both(),
    };
    let offer = Command::MakeOffer(MakeOffer {
        party: RESPONDENT,
        counters: None,
        terms: "赔偿两千元".to_owned(),
        id: Uuid::from_u128(0x0F),
    });
    let mut owed = owes(200_000, None);
    owed.condition = "验收合格".to_owned();
    let agreement = DraftAgreement {
        obligations: vec![owed],
        partial: true,
        rest: "吊顶谁来修".to_owned(),
        ..written()
    };
    for command in [undisputed, offer, draft(agreement)] {
        given.does(&mediator(), command);
    }
    let filed = Filed {
        id: Uuid::from_u128(5),
        version: 9,
        case: given.dispute().clone(),
    };
    let told = |hears| dispute(&filed, &[], as_who(hears)).course.unwrap();
    let words = |course: &pb::DisputeCourse| {
        let (session, agreement) = (&course.sessions[0], &course.agreements[0]);
        let owed = &agreement.obligations[0];
        let words = [
            &session.statements,
            &session.outcome,
            &course.offers[0].terms,
            &agreement.facts,
            &agreement.points,
            &agreement.terms,
            &agreement.rest,
            &owed.content,
            &owed.condition,
        ];
        words.map(Clone::clone)
    };
    let (hears, sees) = (told(true), told(false));
    assert!(words(&hears).iter().all(|words| !words.is_empty()));
    assert_eq!(words(&sees), [const { String::new() }; 9]);
    assert_eq!((hears.undisputed_facts.len(), sees.undisputed_facts.len()), (1, 0));
    assert_eq!(sees.agreements[0].obligations[0].amount_fen, 200_000);
}

#[test]
fn a_document_comes_with_who_was_granted_where_it_was_granted_too() {
    let told = |number: &str| common::GrantedParty {
        id: Uuid::from_u128(7).to_string(),
        role: "petitioner".to_owned(),
        identity: Some(common::Identity {
            kind: common::PartyKind::Person.into(),
            name: "沈小满".to_owned(),
            document_kind: common::DocumentKind::IdentityCard.into(),
            document_number: number.to_owned(),
            ..common::Identity::default()
        }),
    };
    let read = granted(vec![told("330602196801010014"), told("")], Uuid::from_u128(5));
    let numbers: Vec<Option<&str>> = read
        .iter()
        .map(|(_, identity)| identity.document.as_ref().map(|document| document.number.as_str()))
        .collect();
    assert_eq!(numbers, [Some("330602196801010014"), None]);
}

#[test]
fn identities_are_granted_as_long_as_the_grant_says() {
    let filed = Filed {
        id: Uuid::from_u128(5),
        version: 1,
        case: Given::offered("petition").dispute().clone(),
    };
    let granted = |days| {
        let listener = Listener {
            hears: hearing(true),
            now: START + time::Duration::days(days),
        };
        let offered = dispute(&filed, &[], listener).course.unwrap().offered_by.unwrap();
        offered.identities_granted
    };
    assert!(granted(29) && !granted(30));
}

#[test]
fn lists_show_neither_parties_nor_course() {
    let given = full();
    let filed = Filed {
        id: Uuid::from_u128(5),
        version: 9,
        case: given.dispute().clone(),
    };
    let (listed, whole) = (summary(&filed), dispute(&filed, &[], as_who(true)));
    assert!(listed.parties.is_empty() && listed.course.is_none());
    let course = whole.course.unwrap();
    assert_eq!((course.sessions.len(), course.consents.len(), whole.parties.len()), (1, 2, 2));
    assert!(whole.parties.iter().all(|party| party.identity.is_none()));
}
