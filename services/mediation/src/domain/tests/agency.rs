use time::macros::datetime;
use uuid::Uuid;

use super::given::*;
use crate::domain::command::Matter;
use crate::domain::terms::{Beyond, Procedure, Source};
use crate::domain::{Command, StageName};

fn agency() -> Command {
    open_with(Source::Parties, |open| open.procedure = Procedure::Administrative)
}

fn to(unit: &str) -> Command {
    Command::Transfer {
        to: Beyond::Unit(code(unit)),
        reason: "属地管辖".to_owned(),
    }
}

#[test]
fn an_agency_decides_in_five_working_days_ten_if_complex_and_passes_on_in_three() {
    let mut given = Given::opened(&clerk_of(BUREAU), agency());
    assert_eq!(given.due("screen_agency"), datetime!(2026-03-09 16:00 UTC));
    assert_eq!(given.due("forward"), datetime!(2026-03-05 16:00 UTC));
    given.does(&clerk_of(BUREAU), Command::TakeUp { complex: true });
    assert_eq!(given.due("screen_complex"), datetime!(2026-03-16 16:00 UTC), "from its opening");
    assert!(given.dispute().clock("forward").is_none());
    let told = given.does(&clerk_of(BUREAU), to(COMMITTEE));
    assert_eq!((told, given.stage()), (vec!["case.transferred"], StageName::Screening));
    assert!(given.dispute().clock("forward").is_some(), "the other passes on in three days too");
}

#[test]
fn what_an_agency_finds_complex_after_its_five_days_is_late_all_the_same() {
    let mut given = Given::opened(&clerk_of(BUREAU), agency());
    given.when_time_passes(datetime!(2026-03-09 16:00 UTC));
    given.does(&clerk_of(BUREAU), Command::TakeUp { complex: true });
    assert_eq!(given.due("screen_agency"), datetime!(2026-03-09 16:00 UTC));
    assert!(given.dispute().clock("screen_complex").is_none());
}

#[test]
fn an_agency_accepts_what_is_in_its_own_catalogue() {
    let matter = |named| {
        open_with(Source::Parties, |open| {
            open.procedure = Procedure::Administrative;
            open.submission.matter = named;
        })
    };
    let at = |unit: &str, command| {
        let mut given = Given::nothing();
        given.known.matter = Some(Matter {
            id: MATTER,
            unit: code(BUREAU),
        });
        given.does(&clerk_of(unit), command);
        given.does(&clerk_of(unit), take_up());
        given
    };
    let mut without = at(BUREAU, matter(None));
    assert_eq!(without.refuses(&clerk_of(BUREAU), Command::Accept), "MATTER_MISSING");
    let mut elsewhere = at(COMMITTEE, matter(Some(MATTER)));
    assert_eq!(elsewhere.refuses(&clerk(), Command::Accept), "MATTER_UNKNOWN", "of the bureau");
    let mut given = at(BUREAU, matter(Some(MATTER)));
    given.known.matter = None;
    assert_eq!(
        given.refuses(&clerk_of(BUREAU), Command::Accept),
        "MATTER_UNKNOWN",
        "no longer in force"
    );
    given.known.matter = Some(Matter {
        id: MATTER,
        unit: code(BUREAU),
    });
    given.does(&clerk_of(BUREAU), Command::Accept);
}

#[test]
fn an_administrative_matter_is_in_the_catalogue() {
    let matter = Uuid::from_u128(7);
    let open = || open_with(Source::Parties, |open| open.submission.matter = Some(matter));
    let mut given = Given::nothing();
    assert_eq!(given.refuses(&clerk_of(BUREAU), open()), "MATTER_UNKNOWN");
    given.known.matter = Some(Matter {
        id: matter,
        unit: code(BUREAU),
    });
    given.does(&clerk_of(BUREAU), open());
}
