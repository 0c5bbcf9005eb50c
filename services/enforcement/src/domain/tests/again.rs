//! What follows from what the party said, from a revocation, and from being late (行政处罚法 arts. 45, 60; 行政复议法 art. 64).

use time::Duration;

use super::fitting::{lodge, revoked_to_act_anew};
use super::given::*;
use crate::domain::command::Decide;
use crate::domain::course::Instalment;
use crate::domain::terms::{Fen, RemedyKind};
use crate::domain::{Command, StageName};

fn decide_by(change: impl FnOnce(&mut Decide)) -> Command {
    let Command::Decide(mut decided) = decide(fine(1_000)) else {
        unreachable!("it is one");
    };
    change(decided.as_mut());
    Command::Decide(decided)
}

/// Told of a fine, spoken against, and submitted.
fn spoken_against(accepted: bool) -> Given {
    let mut given = Given::with_a_fine_of(1_000);
    given.does(&officer(LI), notice(false, NOW));
    let statement = uuid::Uuid::from_u128(0x5a);
    let says = Command::ReceiveStatement {
        id: statement,
        party: SUSPECT,
        text: "已自行拆除".to_owned(),
    };
    given.does(&suspect(), says);
    let looked_at = Command::ReviewStatement {
        statement,
        accepted,
        reasons: "属实".to_owned(),
    };
    given.does(&officer(LI), looked_at);
    given.runs_out("statement");
    given.does(&officer(LI), submit());
    given
}

#[test]
fn what_the_party_said_and_was_followed_makes_it_less_or_it_is_said_why_not() {
    let mut followed = spoken_against(true);
    assert_eq!(followed.refuses(&head(), decide(fine(1_000))), "STATEMENT_UNFOLLOWED");
    followed.clone().does(&head(), decide(fine(900)));
    followed.does(&head(), decide_by(|decided| decided.unchanged = Some("数额已为下限".to_owned())));
    spoken_against(false).does(&head(), decide(fine(1_000)));
}

/// Told, and submitted when nobody had spoken.
fn told(given: &mut Given) {
    given.does(&officer(LI), notice(false, NOW));
    given.runs_out("statement");
    given.does(&officer(LI), submit());
}

#[test]
fn what_is_decided_after_its_time_says_why() {
    let mut given = Given::with_a_fine_of(1_000);
    told(&mut given);
    given.lives(Duration::days(100));
    assert_eq!(given.refuses(&head(), decide(fine(1_000))), "TIME_RUN_OUT");
    given.does(&head(), decide_by(|decided| decided.late = Some("鉴定耽搁".to_owned())));
}

#[test]
fn what_was_revoked_is_not_done_again_upon_the_same_facts() {
    let mut given = Given::a_case(StageName::Served);
    given.does(&officer(LI), lodge(RemedyKind::Litigation, false));
    given.does(&officer(LI), revoked_to_act_anew());
    given.now += Duration::hours(1);
    given.does(&officer(LI), conclude());
    assert_eq!(given.refuses(&officer(LI), propose(fine(20_000))), "SAME_AGAIN");
    given.clone().does(&officer(LI), propose(fine(19_000)));
    given.does(&officer(LI), Command::AddEvidence(Box::new(gathered(LEAD, both()))));
    given.does(&officer(LI), propose(fine(20_000)));
}

#[test]
fn what_was_revoked_does_not_come_back_by_way_of_more_that_was_told() {
    let mut given = Given::with_a_fine_of(1_000);
    told(&mut given);
    given.does(&head(), decide(fine(1_000)));
    given.does(&officer(LI), Command::ServeDecision(serve(NOW)));
    given.does(&officer(LI), lodge(RemedyKind::Litigation, false));
    given.does(&officer(LI), revoked_to_act_anew());
    given.does(&officer(LI), conclude());
    given.does(&officer(LI), propose(fine(1_100)));
    told(&mut given);
    assert_eq!(given.refuses(&head(), decide(fine(1_000))), "SAME_AGAIN");
    given.does(&head(), decide(fine(1_100)));
}

#[test]
fn nothing_is_put_off_for_ever() {
    let mut given = Given::a_case(StageName::Served);
    let part = |until| Command::Defer {
        parts: vec![Instalment {
            until,
            amount: Fen::yuan(20_000),
        }],
        application: "申请1".to_owned(),
    };
    let today = shiyu_kit::calendar::local_date(given.now);
    assert_eq!(
        given.refuses(&head(), part(time::macros::date!(2118 - 01 - 01))),
        "PARTS_NOT_FITTING"
    );
    given.does(&head(), part(today + Duration::days(365)));
}
