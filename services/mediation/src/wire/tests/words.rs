use shiyu_kit::case::Filed;
use shiyu_proto::mediation::v1 as pb;
use uuid::Uuid;

use super::as_who;
use crate::domain::command::{FlagEscalation, Invite};
use crate::domain::terms::{InvitedAs, PartyRole, Risk, Termination};
use crate::domain::tests::given::{
    Given, MEDIATOR, SESSION, both, clerk, disclose, draft, mediator, party, plan, sealed, terminate, written,
};
use crate::domain::{Command, StageName};
use crate::wire::{dispute, summary};

#[test]
fn why_it_came_to_nothing_and_what_was_seen_afterwards_is_for_who_hears() {
    let mut given = Given::a_dispute(StageName::MediatorSelection);
    let flag = Command::FlagEscalation(FlagEscalation {
        risk: Risk::Escalation,
        measures: "两边分开劝导".to_owned(),
        id: Uuid::from_u128(0x77),
    });
    let plan = Command::PlanSession(plan(SESSION, given.now + time::Duration::days(1)));
    let cancel = Command::CancelSession {
        session: SESSION,
        reason: "当事人生病".to_owned(),
    };
    let voids = Command::VoidDraft {
        reason: "金额有误".to_owned(),
    };
    let choose = Command::ChooseMediators {
        mediators: vec![MEDIATOR],
        agreed: both(),
    };
    given.does(&clerk(), choose.clone());
    given.does(&mediator(), disclose(MEDIATOR, true));
    given.does(&clerk(), choose);
    for command in [Command::Begin, flag, plan, cancel, draft(written()), voids] {
        given.does(&clerk(), command);
    }
    given.does(&clerk(), terminate(Termination::Failed));
    let visit = Command::FollowUp {
        settled: false,
        note: "仍有来往".to_owned(),
    };
    given.does(&clerk(), visit);
    let filed = Filed {
        id: Uuid::from_u128(5),
        version: 9,
        case: given.dispute().clone(),
    };
    let words = |hears| {
        let told = dispute(&filed, &[], as_who(hears));
        let (course, ending) = (told.course.unwrap(), told.ending.unwrap());
        assert_eq!(ending.termination(), pb::TerminationGround::Failed);
        assert!(course.mediators[0].interest, "that there was something is the record of the case");
        [
            ending.reason,
            course.mediators[0].disclosure.clone(),
            course.sessions[0].cancel_reason.clone(),
            course.agreements[0].void_reason.clone(),
            course.escalations[0].measures.clone(),
            course.follow_ups[0].note.clone(),
        ]
    };
    assert!(words(true).iter().all(|words| !words.is_empty()));
    assert_eq!(words(false), [const { String::new() }; 6]);
    assert!(summary(&filed).ending.unwrap().reason.is_empty());
    let filed = Filed {
        case: Given::a_dispute(StageName::Declined).dispute().clone(),
        ..filed
    };
    assert!(!summary(&filed).ending.unwrap().reason.is_empty(), "it was never mediated");
}

#[test]
fn as_what_somebody_was_invited_is_shown() {
    let mut given = Given::a_dispute(StageName::Mediating);
    let elder = Uuid::from_u128(0xAB);
    let invite = Command::Invite(Invite {
        party: party(elder, PartyRole::Invited),
        invited_as: InvitedAs::Neighbour,
        agreed: both(),
        sealed: sealed(elder),
    });
    given.does(&clerk(), invite);
    let filed = Filed {
        id: Uuid::from_u128(5),
        version: 9,
        case: given.dispute().clone(),
    };
    let invitations = dispute(&filed, &[], as_who(false)).course.unwrap().invitations;
    let told: Vec<_> = invitations.iter().map(|one| (one.party.clone(), one.invited_as())).collect();
    assert_eq!(told, [(elder.to_string(), pb::InvitedAs::Neighbour)]);
}

#[test]
fn a_title_that_lists_and_files_show_has_nobodys_number_in_it() {
    let request = |title: &str| pb::OpenDisputeRequest {
        parent: "counties/330602".to_owned(),
        submission: Some(pb::DisputeSubmission {
            title: title.to_owned(),
            ..pb::DisputeSubmission::default()
        }),
        ..pb::OpenDisputeRequest::default()
    };
    let county = "330602".parse().unwrap();
    let about = |title: &str| {
        let violations = crate::wire::open_dispute(request(title), &county).unwrap_err();
        format!("{violations:?}").contains("PERSONAL_DATA_IN_TEXT")
    };
    for title in ["身份证 11010519491231002X", "致电13857500001未果"] {
        assert!(about(title), "{title}");
    }
    assert!(!about("楼上漏水"));
}
