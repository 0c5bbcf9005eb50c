//! A supervision from its issue to its close, and whose hands are on it.

use shiyu_kit::testkit::scene::{COUNTY, OTHER_TOWN, TOWN, code};
use time::Duration;

use super::super::command::Command;
use super::super::domain::{Cause, Ground, Rung, Service, Stage};
use super::UNIT;
use super::ladder::{Play, opening};

const OFFICE: &str = "330602-KPB";

fn words(text: &str) -> String {
    text.to_owned()
}

#[test]
fn a_unit_acknowledges_puts_right_and_reports_and_another_one_verifies() {
    let mut play = Play::overdue(Service::Grid, "GB/T 30428.8");
    assert_eq!(play.it().allowed().first(), Some(&"AcknowledgeSupervision"));
    assert_eq!(play.person(OTHER_TOWN, Command::Acknowledge), Err("NOT_THE_SUPERVISED_UNIT"));
    assert_eq!(play.person(OFFICE, Command::Acknowledge), Err("NOT_THE_SUPERVISED_UNIT"));
    assert_eq!(
        play.person(UNIT, Command::Begin(words("增派两组"))),
        Err("SUPERVISION_MOVE_NOT_ALLOWED")
    );
    play.person(UNIT, Command::Acknowledge).unwrap();
    assert_eq!(play.person(UNIT, Command::Acknowledge), Err("SUPERVISION_MOVE_NOT_ALLOWED"));
    assert_eq!(
        play.it().steps[0].receipt.as_ref().map(|receipt| receipt.unit.clone()),
        Some(code(UNIT))
    );
    assert_eq!(play.person(OFFICE, Command::Close), Err("SUPERVISION_MOVE_NOT_ALLOWED"));
    play.person(UNIT, Command::Begin(words("增派两组"))).unwrap();
    play.person(UNIT, Command::Report(words("已清理"))).unwrap();
    assert_eq!(play.person(UNIT, Command::Verify(true)), Err("SUPERVISED_UNIT_VERIFIES_NOT"));
    assert_eq!(play.person(TOWN, Command::Verify(false)), Ok(()));
    assert_eq!(play.it().stage, Stage::Rectifying);
    play.person(UNIT, Command::Report(words("复查合格"))).unwrap();
    play.person(OFFICE, Command::Verify(true)).unwrap();
    assert_eq!(play.it().clocks.next_ringing(), None);
    play.person(OFFICE, Command::Close).unwrap();
    assert_eq!((play.it().stage, play.it().allowed()), (Stage::Closed, vec![]));
    assert_eq!(play.person(OFFICE, Command::Urge), Err("SUPERVISION_MOVE_NOT_ALLOWED"));
}

#[test]
fn what_is_not_put_right_in_time_climbs_and_a_listed_one_has_ninety_days() {
    let mut play = Play::new();
    play.person(OFFICE, Command::Open(Box::new(opening(Ground::Evasion, None, Service::Petition))))
        .unwrap();
    play.person(UNIT, Command::Acknowledge).unwrap();
    play.person(UNIT, Command::Begin(words("专班"))).unwrap();
    play.until(play.at + Duration::days(30));
    assert_eq!(
        play.rungs(),
        [(Rung::Ordered, Cause::Opened), (Rung::Notified, Cause::NotRectified)]
    );
    let mut listed = Play::new();
    listed
        .person(OFFICE, Command::Open(Box::new(opening(Ground::Major, None, Service::Grid))))
        .unwrap();
    listed.person(UNIT, Command::Acknowledge).unwrap();
    listed
        .person(OFFICE, Command::Raise(Rung::Listed, words("越挂〔2026〕1号")))
        .unwrap();
    listed.person(UNIT, Command::Begin(words("挂图作战"))).unwrap();
    let due = listed.it().clocks.named("delist").unwrap().due.legal;
    assert!((90..=100).contains(&(due - listed.at).whole_days()));
}

#[test]
fn what_is_listed_while_it_is_put_right_has_the_limit_of_a_listed_one_from_then_on() {
    let rectifying = || {
        let mut play = Play::overdue(Service::Grid, "GB/T 30428.8");
        play.person(UNIT, Command::Acknowledge).unwrap();
        play.person(UNIT, Command::Begin(words("专班"))).unwrap();
        play
    };
    let running = |play: &Play, clock: &str| play.it().clocks.named(clock).is_some();
    // By the clock, a hundred hours after the limit, and by a person's decision.
    let mut by_clock = rectifying();
    by_clock.until(by_clock.at + Duration::hours(101));
    let mut by_person = rectifying();
    by_person
        .person(OFFICE, Command::Raise(Rung::Listed, words("越挂〔2026〕2号")))
        .unwrap();
    for play in [&by_clock, &by_person] {
        assert_eq!((play.it().rung, play.it().stage), (Rung::Listed, Stage::Rectifying));
        assert!(running(play, "delist") && !running(play, "rectify"));
    }
    let due = by_person.it().clocks.named("delist").unwrap().due.legal;
    assert!((90..=100).contains(&(due - by_person.at).whole_days()));
    // A notice changes nothing of it.
    let mut noticed = rectifying();
    noticed
        .person(OFFICE, Command::Raise(Rung::Notified, words("越通〔2026〕2号")))
        .unwrap();
    assert!(running(&noticed, "rectify") && !running(&noticed, "delist"));
    // Its report ends it, and what is sent back has it again.
    by_person.person(UNIT, Command::Report(words("已清理"))).unwrap();
    assert!(!running(&by_person, "delist"));
    by_person.person(OFFICE, Command::Verify(false)).unwrap();
    assert!(running(&by_person, "delist") && !running(&by_person, "rectify"));
}

#[test]
fn an_urge_is_over_with_its_receipt_and_one_urges_again() {
    let mut play = Play::new();
    let mut urge = opening(Ground::Unsolved, None, Service::Mediation);
    urge.rung = Rung::Urged;
    play.person(OFFICE, Command::Open(Box::new(urge))).unwrap();
    play.person(OFFICE, Command::Urge).unwrap();
    assert!(play.it().steps.iter().all(|step| step.receipt.is_none()));
    play.person(UNIT, Command::Acknowledge).unwrap();
    assert!(play.it().steps.iter().all(|step| step.receipt.is_some()));
    play.person(OFFICE, Command::Urge).unwrap();
    play.person(UNIT, Command::Acknowledge).unwrap();
    assert_eq!(play.it().steps.len(), 3);
    play.person(OFFICE, Command::Close).unwrap();
    assert_eq!(play.it().stage, Stage::Closed);
}

#[test]
fn a_step_is_carried_out_once_by_a_document() {
    let mut play = Play::overdue(Service::Grid, "GB/T 30428.8");
    let out = |index| Command::CarryOut(index, words("越督〔2026〕3号"));
    assert_eq!(play.person(OFFICE, out(1)), Err("STEP_UNKNOWN"));
    assert_eq!(play.person(UNIT, out(0)), Err("SUPERVISED_UNIT_VERIFIES_NOT"));
    play.person(OFFICE, out(0)).unwrap();
    assert_eq!(play.person(OFFICE, out(0)), Err("STEP_CARRIED_OUT"));
}

#[test]
fn what_was_started_wrongly_is_taken_back_by_a_document_and_what_is_sealed_is_shown_to_nobody() {
    let mut play = Play::overdue(Service::Petition, "信访工作条例 art. 34");
    play.person(OFFICE, Command::Withdraw(words("越督〔2026〕4号"))).unwrap();
    assert_eq!(
        (play.it().stage, play.it().withdrawal.as_deref()),
        (Stage::Withdrawn, Some("越督〔2026〕4号"))
    );
    assert_eq!((play.it().clocks.next_ringing(), play.it().steps.len()), (None, 1));
    let mut sealed = Play::overdue(Service::Petition, "信访工作条例 art. 34");
    sealed.machine(Command::Seal).unwrap();
    sealed.machine(Command::Seal).unwrap();
    assert_eq!((sealed.it().stage, sealed.it().sealed), (Stage::Withdrawn, true));
}

#[test]
fn nobody_below_whoever_ordered_it_takes_it_back_or_says_that_all_is_well() {
    let reported = |mut play: Play| {
        play.person(UNIT, Command::Acknowledge).unwrap();
        play.person(UNIT, Command::Begin(words("专班"))).unwrap();
        play.person(UNIT, Command::Report(words("已清理"))).unwrap();
        play
    };
    let withdraw = || Command::Withdraw(words("越督〔2026〕5号"));
    // The county's clock ordered it of an office of the town.
    let mut play = reported(Play::overdue(Service::Grid, "GB/T 30428.8"));
    assert_eq!(play.person(TOWN, withdraw()), Err("UNIT_NOT_YOURS"));
    assert_eq!(play.person(TOWN, Command::Verify(true)), Err("UNIT_NOT_YOURS"));
    play.person(OFFICE, Command::Verify(true)).unwrap();
    assert_eq!(play.person(TOWN, Command::Close), Err("UNIT_NOT_YOURS"));
    play.person(OFFICE, Command::Close).unwrap();
    // What the town itself ordered is the town's, and the county's above it.
    let ordered = |by: &str| {
        let mut play = Play::new();
        play.person(by, Command::Open(Box::new(opening(Ground::Delay, None, Service::Grid))))
            .unwrap();
        play
    };
    ordered(TOWN).person(TOWN, withdraw()).unwrap();
    ordered(TOWN).person(OFFICE, withdraw()).unwrap();
    assert_eq!(ordered(OFFICE).person(TOWN, withdraw()), Err("UNIT_NOT_YOURS"));
    // What the city ordered the county looks after to its end, and does not take back.
    let mut down = opening(Ground::Major, None, Service::Grid);
    down.supervisor = Some(code("330600"));
    let mut play = Play::new();
    play.machine(Command::Open(Box::new(down))).unwrap();
    let mut play = reported(play);
    assert_eq!(play.person(OFFICE, withdraw()), Err("UNIT_NOT_YOURS"));
    assert_eq!(play.person(TOWN, Command::Verify(true)), Err("UNIT_NOT_YOURS"));
    play.person(OFFICE, Command::Verify(true)).unwrap();
    play.person(OFFICE, Command::Close).unwrap();
}

#[test]
fn what_the_city_hands_down_is_in_the_countys_hands() {
    let mut city = Play::new();
    let mut down = opening(Ground::Major, None, Service::Grid);
    down.county = code("330600");
    city.person("330600", Command::Open(Box::new(down.clone()))).unwrap();
    assert!(city.it().is_handed_down() && city.it().allowed().is_empty());
    assert_eq!(city.it().clocks.next_ringing(), None);
    assert_eq!(city.person("330600", Command::Urge), Err("COUNTY_HAS_IT"));
    assert_eq!(city.person(UNIT, Command::Acknowledge), Err("COUNTY_HAS_IT"));
    let mut county = Play::new();
    down.county = code(COUNTY);
    down.supervisor = Some(code("330600"));
    county.machine(Command::Open(Box::new(down))).unwrap();
    county.person(UNIT, Command::Acknowledge).unwrap();
    city.machine(Command::Follow(Stage::Acknowledged, Rung::Ordered)).unwrap();
    assert_eq!(city.it().stage, county.it().stage);
}
