use time::macros::datetime;
use uuid::Uuid;

use super::given::*;
use crate::domain::command::ChangeProcedure;
use crate::domain::command::Matter;
use crate::domain::terms::{Beyond, Category, Procedure, Source};
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
            category: Category::Neighbour,
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
        category: Category::Neighbour,
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
        category: Category::Neighbour,
    });
    given.does(&clerk_of(BUREAU), open());
}

#[test]
fn an_agency_mediates_only_what_its_matter_is_about() {
    let consumer = |unit: &str| Matter {
        id: MATTER,
        unit: code(unit),
        category: Category::Consumer,
    };
    let agency = open_with(Source::Parties, |open| {
        open.procedure = Procedure::Administrative;
        open.submission.matter = Some(MATTER);
    });
    let mut given = Given::nothing();
    given.known.matter = Some(consumer(BUREAU));
    assert_eq!(given.refuses(&clerk_of(BUREAU), agency), "MATTER_NOT_FITTING");
    let mut given = Given::a_dispute(StageName::Mediating);
    let change = ChangeProcedure {
        to: Procedure::Administrative,
        unit: Some(code(BUREAU)),
        court: None,
        matter: Some(MATTER),
        ..to_court()
    };
    assert_eq!(
        given.refuses(&clerk(), Command::ChangeProcedure(change.clone())),
        "MATTER_NOT_FITTING",
        "it is another agency's"
    );
    given.known.matter = Some(consumer(BUREAU));
    assert_eq!(given.refuses(&clerk(), Command::ChangeProcedure(change)), "MATTER_NOT_FITTING");
}

#[test]
fn before_an_agency_mediates_who_is_of_it_or_whom_all_choose() {
    let agency = open_with(Source::Parties, |open| {
        open.procedure = Procedure::Administrative;
        open.submission.matter = Some(MATTER);
    });
    let by = clerk_of(BUREAU);
    let mut given = Given::nothing();
    given.known.matter = Some(Matter {
        id: MATTER,
        unit: code(BUREAU),
        category: Category::Neighbour,
    });
    given.does(&by, agency);
    for command in [take_up(), Command::Accept] {
        given.does(&by, command);
        given.now += time::Duration::hours(1);
    }
    given.now += time::Duration::hours(1);
    for party in both() {
        given.does(&by, consent(party, true));
    }
    assert_eq!(given.refuses(&by, appoint(MEDIATOR)), "MEDIATOR_NOT_FIT", "of a village");
    assert_eq!(given.refuses(&by, appoint(OFFICIAL)), "MEDIATOR_NOT_FIT", "of another agency");
    let official = given.known.mediators.iter_mut().find(|known| known.id == OFFICIAL).unwrap();
    official.unit = code(BUREAU);
    given.does(&by, appoint(OFFICIAL));
    let chosen = Command::ChooseMediators {
        mediators: vec![MEDIATOR],
        agreed: both(),
    };
    given.does(&by, chosen);
}
