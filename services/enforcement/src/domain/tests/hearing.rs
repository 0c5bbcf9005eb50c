//! A hearing: asked for in time, told of in time, led by who did not investigate (行政处罚法 arts. 63, 64).

use time::Duration;

use super::defence::gives_up;
use super::given::*;
use crate::domain::command::{HoldHearing, ScheduleHearing};
use crate::domain::{Command, StageName};

#[test]
fn a_hearing_is_asked_for_in_time_and_told_of_seven_working_days_before() {
    let mut late = Given::a_case(StageName::NoticeServed);
    late.runs_out("hearing_request");
    assert_eq!(
        late.refuses(&suspect(), Command::RequestHearing { party: SUSPECT }),
        "HEARING_LAPSED"
    );
    let mut given = Given::a_case(StageName::NoticeServed);
    assert_eq!(
        given.refuses(&officer(LI), schedule(NOW, NOW + Duration::days(14))),
        "HEARING_NOT_ASKED"
    );
    given.does(&suspect(), Command::RequestHearing { party: SUSPECT });
    assert!(given.case().clock("decide").unwrap().paused_since().is_some());
    assert_eq!(given.refuses(&officer(LI), submit()), "HEARING_PENDING");
    assert_eq!(
        given.refuses(&officer(LI), schedule(NOW, NOW + Duration::days(7))),
        "HEARING_TOO_SOON"
    );
    given.does(&officer(LI), schedule(NOW, NOW + Duration::days(14)));
    assert_eq!(given.stage(), StageName::HearingScheduled);
}

#[test]
fn nobody_is_told_of_a_hearing_before_it_is_asked_for_or_after_it_was() {
    let mut given = Given::a_case(StageName::NoticeServed);
    given.does(&suspect(), Command::RequestHearing { party: SUSPECT });
    let asked = given.now;
    given.lives(Duration::days(3));
    for (told, held) in [
        (asked - Duration::days(30), given.now - Duration::hours(2)),
        (asked - Duration::days(20), given.now + Duration::days(8)),
        (asked - Duration::seconds(1), given.now + Duration::days(20)),
    ] {
        assert_eq!(given.refuses(&officer(LI), schedule(told, held)), "BEFORE_IT_BEGAN");
    }
    assert_eq!(
        given.refuses(&officer(LI), schedule(asked, given.now + Duration::hours(2))),
        "HEARING_TOO_SOON"
    );
    given.does(&officer(LI), schedule(asked, asked + Duration::days(14)));
    let late = schedule(asked, asked + Duration::days(14));
    given.lives(Duration::days(20));
    assert_eq!(given.refuses(&officer(LI), late), "BEFORE_IT_BEGAN", "it lies in the past");
}

#[test]
fn nobody_who_investigated_leads_a_hearing() {
    let mut given = Given::a_case(StageName::NoticeServed);
    given.does(&suspect(), Command::RequestHearing { party: SUSPECT });
    let under_li = Command::ScheduleHearing(ScheduleHearing {
        host: LI.to_owned(),
        place: "听证室".to_owned(),
        closed_for: None,
        notified_at: given.now,
        scheduled_at: given.now + Duration::days(14),
    });
    assert_eq!(given.refuses(&officer(LI), under_li), "INVESTIGATOR_DECIDES");
}

#[test]
fn a_hearing_is_held_by_its_host_with_two_agents_at_most() {
    let mut given = Given::a_case(StageName::HearingScheduled);
    assert_eq!(given.refuses(&host(), hold()), "IN_FUTURE");
    given.lives(Duration::days(15));
    assert_eq!(given.refuses(&reviewer(), hold()), "NOT_THE_HOST");
    let with = |agents| {
        Command::HoldHearing(HoldHearing {
            attended: true,
            agents,
            record: "a".repeat(64),
            opinion: "听证意见".to_owned(),
        })
    };
    assert_eq!(given.refuses(&host(), with(3)), "TOO_MANY_AGENTS");
    given.does(&host(), with(2));
    assert_eq!(given.stage(), StageName::HearingHeld);
    assert!(given.case().clock("decide").unwrap().paused_since().is_none());
}

#[test]
fn who_stays_away_has_given_it_up_and_it_goes_on() {
    let mut given = Given::a_case(StageName::HearingScheduled);
    given.lives(Duration::days(15));
    let alone = Command::HoldHearing(HoldHearing {
        attended: false,
        agents: 0,
        record: "a".repeat(64),
        opinion: "视为放弃".to_owned(),
    });
    given.does(&host(), alone);
    given.does(&officer(LI), submit());
    assert_eq!(given.stage(), StageName::LegalReview);
}

#[test]
fn a_hearing_that_is_given_up_is_not_held() {
    let mut given = Given::a_case(StageName::HearingScheduled);
    given.does(&suspect(), gives_up());
    assert!(given.case().clock("decide").unwrap().paused_since().is_none());
    given.lives(Duration::days(6));
    assert_eq!(given.stage(), StageName::NoticeServed);
    given.does(&officer(LI), submit());
}
