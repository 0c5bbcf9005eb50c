//! Nobody is two in one case, and nobody acts who has no certificate (行政处罚法 arts. 42, 58, 64).

use time::Duration;

use super::defence::gives_up;
use super::given::*;
use crate::domain::command::ScheduleHearing;
use crate::domain::{Command, StageName};

fn review() -> Command {
    Command::DecideReview {
        passed: true,
        opinion: "同意".to_owned(),
    }
}

#[test]
fn who_reviewed_it_does_not_decide_it() {
    let mut given = Given::a_case(StageName::LegalReview);
    let filed = person("head", BUREAU, "legal_reviewer");
    assert_eq!(given.refuses(&filed, review()), "TWO_IN_ONE");
    given.does(&person("deputy", BUREAU, "legal_reviewer"), review());
    given.does(&head(), discuss(3, 0));
    let deputy = person("deputy", BUREAU, "agency_head");
    assert_eq!(given.refuses(&deputy, decide(fine(20_000))), "TWO_IN_ONE");
    let host = person("host", BUREAU, "agency_head");
    assert_eq!(given.refuses(&host, decide(fine(20_000))), "TWO_IN_ONE");
    given.does(&head(), decide(fine(20_000)));
}

#[test]
fn a_hearing_is_led_by_an_officer_who_is_not_the_head() {
    let mut given = Given::a_case(StageName::NoticeServed);
    given.does(&suspect(), Command::RequestHearing { party: SUSPECT });
    let under = |host: &str, given: &Given| {
        Command::ScheduleHearing(ScheduleHearing {
            host: host.to_owned(),
            place: "听证室".to_owned(),
            closed_for: None,
            notified_at: given.now,
            scheduled_at: given.now + Duration::days(14),
        })
    };
    for (host, reason) in [
        ("head", "TWO_IN_ONE"),
        ("nobody@nowhere", "CERTIFICATE_INVALID"),
        (AUXILIARY, "AUXILIARY_ONLY"),
        (OF_WATER, "OFFICER_OF_ANOTHER"),
    ] {
        let order = under(host, &given);
        assert_eq!(given.refuses(&officer(LI), order), reason, "{host}");
    }
    let order = under("host", &given);
    given.does(&officer(LI), order);
}

#[test]
fn who_only_assists_or_has_no_certificate_serves_and_records_nothing() {
    let mut pending = Given::a_case(StageName::NoticePending);
    assert_eq!(pending.refuses(&officer(AUXILIARY), notice(true, NOW)), "AUXILIARY_ONLY");
    assert_eq!(pending.refuses(&officer(NOBODY), notice(true, NOW)), "CERTIFICATE_INVALID");
    let mut served = Given::a_case(StageName::NoticeServed);
    assert_eq!(served.refuses(&officer(AUXILIARY), gives_up()), "AUXILIARY_ONLY");
    assert_eq!(served.refuses(&officer(NOBODY), gives_up()), "CERTIFICATE_INVALID");
    served.does(&person("counter", BUREAU, "intake_clerk"), gives_up());
    let mut decided = Given::a_case(StageName::Decided);
    let serve = || Command::ServeDecision(serve(NOW));
    assert_eq!(decided.refuses(&officer(AUXILIARY), serve()), "AUXILIARY_ONLY");
    decided.does(&officer(LI), serve());
    decided.does(&officer(AUXILIARY), Command::AddEvidence(Box::new(gathered(LEAD, Vec::new()))));
}

#[test]
fn officers_of_whom_the_unit_entrusted_investigate_in_its_name() {
    let mut given = Given::a_case(StageName::FilingReview);
    let theirs = || vec![LI.to_owned(), OF_WATER.to_owned()];
    let filed = || super::filing::filed_by(|file| file.officers = theirs());
    let he = person(OF_WATER, WATER, "enforcement_officer");
    assert_eq!(given.refuses(&head(), filed()), "OFFICER_OF_ANOTHER");
    given.known.agents = vec![code(WATER)];
    given.does(&head(), filed());
    assert_eq!(given.case().unit, code(BUREAU), "the principal has it");
    assert!(given.case().audience().units.contains(&code(WATER)), "and they see it");
    given.does(&he, Command::AddEvidence(Box::new(gathered(PHOTO, theirs()))));
    let concluded = Command::Conclude {
        facts: "查明事实".to_owned(),
        bases: Vec::new(),
        officers: theirs(),
    };
    given.does(&he, concluded);
    let proposed = Command::Propose {
        proposal: fine(1_000),
        officers: theirs(),
    };
    given.does(&he, proposed);
    given.does(&he, notice(false, NOW));
    given.runs_out("statement");
    given.does(&officer(LI), submit());
    assert_eq!(given.refuses(&head_of_water(), decide(fine(1_000))), "UNIT_NOT_HOLDING");
    given.does(&head(), decide(fine(1_000)));
}
