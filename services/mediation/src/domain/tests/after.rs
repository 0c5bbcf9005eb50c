use time::Duration;
use time::macros::date;
use uuid::Uuid;

use super::given::*;
use crate::domain::command::{FlagEscalation, ReportEscalation};
use crate::domain::course::{DocumentKind, DocumentRecord, Format};
use crate::domain::terms::{Rating, Risk, Source, Termination};
use crate::domain::{Command, StageName};

fn visit() -> Command {
    Command::FollowUp {
        settled: true,
        note: "两家已来往".to_owned(),
    }
}

#[test]
fn nothing_is_archived_before_everybody_was_told_and_somebody_looked_again() {
    let mut given = Given::a_dispute(StageName::Terminated);
    assert_eq!(given.refuses(&clerk(), Command::Archive), "ROUTES_NOTICE_MISSING");
    given.does(&clerk(), routes());
    assert_eq!(given.refuses(&clerk(), routes()), "DONE_ALREADY");
    assert_eq!(given.refuses(&clerk(), Command::Archive), "FOLLOW_UP_MISSING");
    given.does(&clerk(), visit());
    given.does(&clerk(), Command::Archive);
    assert_eq!(given.stage(), StageName::Archived);
    assert!(given.dispute().next_ringing().is_none());
}

#[test]
fn whoever_entrusted_it_is_told_the_result() {
    let mut given = Given::opened(&clerk(), by_letter(Source::Police));
    given.does(&clerk(), ends(APPLICANT));
    assert!(given.dispute().clock("report_back").is_some());
    given.does(&clerk(), routes());
    given.does(&clerk(), visit());
    assert_eq!(given.refuses(&clerk(), Command::Archive), "REPORT_MISSING");
    let report = || Command::ReportBack {
        reference: "复函1号".to_owned(),
    };
    given.does(&clerk(), report());
    given.does(&clerk(), Command::Archive);
    let mut own = Given::a_dispute(StageName::Terminated);
    assert_eq!(own.refuses(&clerk(), report()), "NOT_ENTRUSTED");
}

#[test]
fn what_may_become_a_matter_for_the_police_is_reported_within_a_day_even_after_the_end() {
    let mut given = Given::a_dispute(StageName::Mediating);
    let id = Uuid::from_u128(0x77);
    let flag = |risk: Risk, id: Uuid| {
        Command::FlagEscalation(FlagEscalation {
            risk,
            measures: "两边分开劝导".to_owned(),
            id,
        })
    };
    given.does(&mediator(), flag(Risk::Escalation, Uuid::from_u128(0x76)));
    assert_eq!(given.dispute().running().filter(|name| name.starts_with("police")).count(), 0);
    given.does(&mediator(), flag(Risk::Criminal, id));
    let clock = format!("police.{id}");
    assert_eq!(given.due(&clock), given.now + Duration::hours(24));
    given.does(&mediator(), terminate(Termination::Failed));
    assert!(given.dispute().clock(&clock).is_some(), "the end does not stop it");
    let report = |escalation| {
        Command::ReportEscalation(ReportEscalation {
            escalation,
            to: "塔山派出所".to_owned(),
            receipt: "接报1号".to_owned(),
        })
    };
    assert_eq!(given.refuses(&clerk(), report(Uuid::nil())), "ESCALATION_UNKNOWN");
    given.does(&clerk(), report(id));
    assert!(given.dispute().clock(&clock).is_none());
    assert_eq!(given.refuses(&clerk(), report(id)), "ESCALATION_REPORTED");
}

#[test]
fn what_the_police_are_to_be_told_is_told_before_the_archive_however_it_ended() {
    let ends = [
        (StageName::Performing, pays(200_000, date!(2026 - 03 - 02)), StageName::Performed),
        (StageName::Mediating, terminate(Termination::Failed), StageName::Terminated),
    ];
    for (stage, last, end) in ends {
        let id = Uuid::from_u128(0x77);
        let mut given = Given::a_dispute(stage);
        let flag = Command::FlagEscalation(FlagEscalation {
            risk: Risk::Criminal,
            measures: "两边分开劝导".to_owned(),
            id,
        });
        given.does(&clerk(), flag);
        given.does(&mediator(), last);
        assert_eq!(given.stage(), end);
        if end == StageName::Terminated {
            given.does(&clerk(), routes());
        }
        given.does(&clerk(), visit());
        assert_eq!(given.refuses(&clerk(), Command::Archive), "ESCALATION_UNREPORTED", "{end:?}");
        let report = Command::ReportEscalation(ReportEscalation {
            escalation: id,
            to: "塔山派出所".to_owned(),
            receipt: "接报1号".to_owned(),
        });
        given.does(&clerk(), report);
        given.does(&clerk(), Command::Archive);
    }
}

#[test]
fn a_party_rates_it_once() {
    let mut given = Given::a_dispute(StageName::Performed);
    let rate = || Command::Evaluate {
        party: APPLICANT,
        rating: Rating::Satisfied,
    };
    given.does(&clerk(), rate());
    assert_eq!(given.refuses(&clerk(), rate()), "EVALUATED_ALREADY");
}

#[test]
fn the_same_document_again_is_no_new_step_and_never_too_late() {
    let mut given = Given::a_dispute(StageName::Archived);
    let rendered = || {
        Command::RecordDocument(DocumentRecord {
            kind: DocumentKind::TerminationNotice,
            format: Format::Pdf,
            hash: "ab".repeat(32),
            of_version: 4,
        })
    };
    assert_eq!(given.does(&clerk(), rendered()), ["document.rendered"]);
    assert!(given.does(&clerk(), rendered()).is_empty());
}

#[test]
fn an_identity_is_revealed_to_its_clerks_and_mediators_at_any_time_and_on_record() {
    let reveal = || Command::Reveal {
        party: APPLICANT,
        reason: "送达".to_owned(),
    };
    for stage in StageName::ALL {
        let mut given = Given::a_dispute(stage);
        assert_eq!(given.does(&clerk(), reveal()), ["party.revealed"], "{stage:?}");
        assert_eq!(given.refuses(&stranger(), reveal()), "UNIT_NOT_HOLDING");
    }
}
