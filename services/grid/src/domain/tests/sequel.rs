//! What was handed over: the reporter's time runs on, how it ended is told back, and the rating goes to whoever did the work.

use shiyu_kit::case::Actor;
use time::{Duration, OffsetDateTime};

use super::given::*;
use super::intake::joined;
use crate::domain::course::{CountyWord, SequelEnd};
use crate::domain::incident::Carried;
use crate::domain::terms::{Rating, Rejection, Source};
use crate::domain::{Command, Event, StageName};

const FIRST: OffsetDateTime = START.saturating_sub(Duration::days(3));

/// A citizen's, claimed by another county.
fn handed_over() -> Given {
    let mut given = Given::a_call();
    given.does(&dispatcher(ROOM), boundary());
    given.does(&service("grid"), said(OTHER_COUNTY, CountyWord::Claimed));
    assert_eq!(given.stage(), StageName::HandedOver);
    given
}

/// Taken over from another county.
fn taken_over(handled_since: Option<OffsetDateTime>) -> Given {
    let mut report = from(Source::Neighbour);
    report.report.carried = Some(Carried {
        reported_at: FIRST,
        handled_since,
    });
    Given::reported(&service("grid"), Command::Report(Box::new(report)))
}

fn kinds(events: &[Event]) -> Vec<&'static str> {
    events.iter().map(Event::kind).collect()
}

#[test]
fn of_what_another_county_handed_over_the_reporters_time_runs_on() {
    let since = FIRST + Duration::hours(2);
    let mut given = taken_over(Some(since));
    assert_eq!(given.incident().reported_at, FIRST);
    assert_eq!(given.incident().clock("accept").unwrap().started_at, FIRST);
    assert!(kinds(&given.rings("accept")).contains(&"clock.overdue"), "what was late stays late");
    let room = dispatcher(ROOM);
    for command in [Command::Accept, Command::File, dispatch()] {
        given.does(&room, command);
    }
    assert_eq!(given.incident().clock("handle").unwrap().started_at, since);

    let mut fresh = taken_over(None);
    for command in [Command::Accept, Command::File, dispatch()] {
        fresh.does(&room, command);
    }
    assert_eq!(fresh.incident().clock("handle").unwrap().started_at, fresh.now);
}

#[test]
fn what_stood_still_is_not_counted_in_the_time_that_is_carried() {
    let mut given = Given::an_event(StageName::Handling);
    let began = given.incident().clock("handle").unwrap().started_at;
    given.does(&dispatcher(CENTRE), suspend(review_day()));
    given.now += Duration::days(1);
    given.does(&dispatcher(CENTRE), Command::Resume);
    assert_eq!(given.incident().handled_since(given.now), Some(began + Duration::days(1)));
    assert_eq!(Given::an_event(StageName::Filed).incident().handled_since(given.now), None);
}

#[test]
fn whoever_reported_it_rates_how_the_other_county_closed_it() {
    let mut given = handed_over();
    let closed = followed(SequelEnd::Closed, given.now);
    assert_eq!(given.refuses(&party(), evaluate()), "CLOSED_ALREADY", "it is not closed there yet");
    for by in [officer(CITY), dispatcher(ROOM), service("mediation"), Actor::Clock] {
        assert_eq!(given.refuses(&by, closed.clone()), "REFERRAL_OF_ANOTHER");
    }
    given.does(&service("grid"), closed.clone());
    assert_eq!(given.does(&service("grid"), closed), [], "heard twice");
    let mut late = given.clone();
    late.now = late.due("evaluate");
    assert_eq!(late.refuses(&party(), evaluate()), "EVALUATION_LAPSED");
    assert_eq!(given.refuses(&dispatcher(CENTRE), evaluate()), "CLOSED_ALREADY", "staff ask there");
    assert_eq!(kinds(&given.does(&party(), evaluate())), ["rating.passed_on"]);
    assert_eq!(given.refuses(&party(), evaluate()), "EVALUATED_ALREADY");
    assert!(!given.running().contains("evaluate"));
}

#[test]
fn what_came_to_another_end_there_is_not_rated_until_it_is_closed() {
    let mut given = handed_over();
    let at = given.now;
    let rejected = SequelEnd::Rejected {
        ground: Rejection::NotPublic,
    };
    for end in [
        SequelEnd::Duplicate,
        SequelEnd::EmergencyTransferred,
        SequelEnd::HandedOutside,
        rejected,
    ] {
        let mut given = given.clone();
        given.does(&service("grid"), followed(end, at));
        assert_eq!(given.refuses(&party(), evaluate()), "CLOSED_ALREADY", "{end:?}");
    }
    given.does(&service("grid"), followed(SequelEnd::Duplicate, at));
    given.does(&service("grid"), followed(SequelEnd::Closed, at + Duration::days(1)));
    given.now = at + Duration::days(2);
    given.does(&party(), evaluate());
}

#[test]
fn no_county_tells_how_it_ended_but_the_one_that_was_given_it() {
    let mut given = handed_over();
    let at = given.now;
    for stranger in [THIRD_COUNTY, COUNTY] {
        let told = told_by(stranger, SequelEnd::Closed, at);
        assert_eq!(given.refuses(&service("grid"), told), "NOT_A_COUNTY_NAMED", "{stranger}");
    }
    let Command::Followed { mut sequel, owner } = followed(SequelEnd::Closed, at) else {
        panic!("how it ended")
    };
    sequel.county = code(THIRD_COUNTY);
    given.does(&service("grid"), Command::Followed { sequel, owner });
    assert_eq!(
        given.incident().elsewhere(),
        Some(&code(THIRD_COUNTY)),
        "that county may have let it go on to another"
    );
    let mut gone = Given::an_event(StageName::Handling);
    gone.does(&dispatcher(CENTRE), outside());
    gone.does(&dispatcher(CENTRE), receipt());
    assert_eq!(
        gone.refuses(&service("grid"), followed(SequelEnd::Closed, at)),
        "NO_BOUNDARY",
        "another city has it"
    );
}

#[test]
fn nothing_follows_what_was_not_handed_over() {
    for stage in [StageName::Handling, StageName::Closed] {
        let mut given = Given::an_event(stage);
        let closed = followed(SequelEnd::Closed, given.now);
        assert_eq!(given.refuses(&service("grid"), closed), "NO_BOUNDARY", "{stage:?}");
    }
}

#[test]
fn the_rating_of_what_was_taken_over_is_its_own() {
    let rated = |at: OffsetDateTime| Command::RatingHeard {
        rating: Rating::Dissatisfied,
        at,
    };
    let mut given = Given::an_event(StageName::Closed);
    let at = given.now;
    for by in [officer(CITY), service("petition"), Actor::Clock] {
        assert_eq!(given.refuses(&by, rated(at)), "REFERRAL_OF_ANOTHER");
    }
    assert_eq!(kinds(&given.does(&service("grid"), rated(at))), ["event.evaluated"]);
    assert_eq!(given.does(&service("grid"), rated(at)), [], "once");
    assert_eq!(given.incident().course.evaluation.as_ref().unwrap().rating, Rating::Dissatisfied);
    let mut open = Given::an_event(StageName::Handling);
    assert_eq!(open.refuses(&service("grid"), rated(at)), "NOT_IN_STAGE");
    let mut merged = Given::an_event(StageName::Duplicate);
    assert_eq!(kinds(&merged.does(&service("grid"), rated(at))), ["event.evaluated"]);
    let mut gone = handed_over();
    assert_eq!(kinds(&gone.does(&service("grid"), rated(at))), ["rating.passed_on"]);
}

#[test]
fn what_goes_on_in_another_event_is_followed_with_it_under_its_first_name() {
    const THERE: &str = "counties/330603/events/00000000-0000-0000-0000-000000000001";
    let mut report = from(Source::Neighbour);
    report.report.handed_over = Some(THERE.to_owned());
    let first = Given::reported(&service("grid"), Command::Report(Box::new(report)));
    let names = |given: &Given| given.incident().course.handed_over().cloned().collect::<Vec<_>>();
    let mut other = Given::an_event(StageName::Handling);
    assert_eq!(joined(&mut other, &first, merge()), Ok(vec!["duplicate.joined"]));
    assert_eq!(names(&other), [THERE]);
    let mut last = Given::an_event(StageName::Handling);
    assert_eq!(joined(&mut last, &other, merge()), Ok(vec!["duplicate.joined"]));
    assert_eq!(names(&last), [THERE], "also if that one goes on in a third");
    assert_eq!(joined(&mut other, &first, unmerge()), Ok(vec!["duplicate.left"]));
    assert_eq!(names(&other), [""; 0]);
}
