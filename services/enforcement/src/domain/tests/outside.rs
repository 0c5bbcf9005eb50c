//! What another city is asked (移送, 协助; S14): whoever received it first goes on until the receipt is there.

use std::collections::BTreeSet;

use shiyu_kit::config::Reader;
use shiyu_kit::packet::{Receipt, Seals};

use super::fitting::{ORGAN, ask_outside, fitting, outside_receipt};
use super::given::*;
use crate::domain::stage::End;
use crate::domain::terms::{Exemption, OutsidePurpose};
use crate::domain::{Command, Event, StageName, Verb};

fn ask(given: &Given, purpose: OutsidePurpose) -> Command {
    ask_outside(&given.case().course, purpose)
}

fn receipt(given: &Given) -> Command {
    outside_receipt(&given.case().course)
}

/// At this stage, and another city is asked.
fn asked(stage: StageName, purpose: OutsidePurpose) -> Given {
    let mut given = Given::a_case(stage);
    let asking = ask(&given, purpose);
    given.does(&head(), asking);
    given
}

/// The name of the clock of what was asked first.
fn clock(given: &Given) -> String {
    format!("receipt.{}", given.case().course.outside[0].id)
}

#[test]
fn with_its_receipt_a_case_is_the_other_citys() {
    use StageName as S;
    for stage in [S::Clue, S::FilingReview, S::Investigating, S::Suspended, S::Concluded] {
        let mut given = Given::a_case(stage);
        let (asking, early) = (ask(&given, OutsidePurpose::Transfer), receipt(&given));
        assert_eq!(given.refuses(&head(), early), "NOT_OFFERED_OUTSIDE");
        assert_eq!(given.refuses(&officer(LI), asking.clone()), "NOT_THE_HEAD");
        assert_eq!(given.refuses(&head_of_water(), asking.clone()), "UNIT_NOT_HOLDING");
        let before = given.running();
        given.does(&head(), asking);
        assert_eq!(given.stage(), stage, "the first receiver goes on");
        assert!(before.is_subset(&given.running()), "and so do its clocks");
        assert!(given.running().contains(&clock(&given)));
        let came = receipt(&given);
        assert_eq!(given.refuses(&officer(LI), came.clone()), "NOT_THE_HEAD");
        let kinds: Vec<_> = given.does(&head(), came.clone()).iter().map(Event::kind).collect();
        assert_eq!(kinds, ["outside.received", "case.transferred_out"]);
        assert_eq!(given.running(), BTreeSet::from(["archive".to_owned()]));
        let end = given.case().stage.ending().map(|ending| ending.end.clone());
        let gone = matches!(&end, Some(End::TransferredOut { organ, unit: None, reason, .. }) if organ == ORGAN && reason == "receipt 8");
        assert!(gone, "{end:?}");
        assert_eq!(given.refuses(&head(), came), "CLOSED_ALREADY");
    }
}

#[test]
fn without_a_receipt_in_time_it_is_put_to_the_joint_conference() {
    let mut given = asked(StageName::Investigating, OutsidePurpose::Transfer);
    let name = clock(&given);
    assert_eq!(given.last_day(&name).to_string(), "2026-03-09");
    given.runs_out(&name);
    assert_eq!(given.told().last(), Some(&"outside.unanswered"));
    assert!(given.told().contains(&"clock.overdue"));
    assert!(given.case().course.outside[0].packet.conference_at.is_some());
    assert_eq!(given.stage(), StageName::Investigating, "the first receiver goes on");
    assert!(given.running().contains("decide") && !given.running().contains(&name));
    let late = receipt(&given);
    given.does(&head(), late);
    assert_eq!(given.stage(), StageName::TransferredOut);
}

#[test]
fn whose_it_is_and_what_is_decided_waits_for_the_other_city_as_long_as_it_has_time() {
    let mut given = asked(StageName::FilingReview, OutsidePurpose::Transfer);
    let again = ask(&given, OutsidePurpose::Transfer);
    for verb in [Verb::RaiseDispute, Verb::TransferOut] {
        let (by, command) = fitting(verb, &given);
        assert_eq!(given.refuses(&by, command), "OFFERED_OUTSIDE_ALREADY", "{verb:?}");
    }
    assert_eq!(given.refuses(&head(), again), "OFFERED_OUTSIDE_ALREADY");
    let name = clock(&given);
    given.runs_out(&name);
    let (by, dispute) = fitting(Verb::RaiseDispute, &given);
    given.does(&by, dispute);
    let came = receipt(&given);
    assert_eq!(given.refuses(&head(), came), "BOUNDARY_OPEN");

    let mut given = asked(StageName::Concluded, OutsidePurpose::Transfer);
    given.does(&officer(LI), propose(spared(Exemption::Unfounded)));
    let decided = decide(spared(Exemption::Unfounded));
    assert_eq!(given.refuses(&head(), decided.clone()), "OFFERED_OUTSIDE_ALREADY");
    let name = clock(&given);
    given.runs_out(&name);
    given.does(&head(), decided);
    let came = receipt(&given);
    assert_eq!(given.refuses(&head(), came), "DECIDED_ALREADY");
}

#[test]
fn with_what_another_city_helps_goes_on_here() {
    let mut given = asked(StageName::Investigating, OutsidePurpose::Assistance);
    let another = ask(&given, OutsidePurpose::Assistance);
    given.does(&head(), another);
    let came = receipt(&given);
    let kinds: Vec<_> = given.does(&head(), came.clone()).iter().map(Event::kind).collect();
    assert_eq!(kinds, ["outside.received"]);
    assert_eq!(given.stage(), StageName::Investigating);
    assert!(given.running().contains(&clock(&given)), "the other one's time runs on");
    assert_eq!(given.refuses(&head(), came), "NOT_OFFERED_OUTSIDE");
    let taking = ask(&given, OutsidePurpose::Transfer);
    given.does(&head(), taking);
}

#[test]
fn what_is_held_is_let_go_before_it_leaves() {
    let mut held = Given::a_case(StageName::Investigating);
    let (by, seized) = fitting(Verb::TakeMeasure, &held);
    held.does(&by, seized);
    let taking = ask(&held, OutsidePurpose::Transfer);
    assert_eq!(held.refuses(&head(), taking), "SOMETHING_HELD");
    let helping = ask(&held, OutsidePurpose::Assistance);
    held.does(&head(), helping);

    let mut given = asked(StageName::Investigating, OutsidePurpose::Transfer);
    let (by, seized) = fitting(Verb::TakeMeasure, &given);
    given.does(&by, seized);
    let came = receipt(&given);
    assert_eq!(given.refuses(&head(), came.clone()), "SOMETHING_HELD");
    let (by, released) = fitting(Verb::ReleaseMeasure, &given);
    given.does(&by, released);
    given.does(&head(), came);
    assert_eq!(given.stage(), StageName::TransferredOut);
}

#[test]
fn another_city_is_not_told_who_complained() {
    let mut given = Given::a_case(StageName::FilingReview);
    let asking = ask(&given, OutsidePurpose::Transfer);
    assert!(asking.told().contains(&"跨河倾倒渣土"));
    given.known.names_the_kept = true;
    assert_eq!(given.refuses(&head(), asking), "COMPLAINANT_IN_TEXT");
}

#[test]
fn a_receipt_is_offered_to_be_recorded_while_one_is_awaited() {
    let offered = |given: &Given| given.case().allowed().contains(&"RecordReceipt");
    assert!(!offered(&Given::a_case(StageName::Investigating)));
    let mut given = asked(StageName::Investigating, OutsidePurpose::Assistance);
    assert!(offered(&given));
    let came = receipt(&given);
    given.does(&head(), came);
    assert!(!offered(&given));
}

/// A receipt as the door hands it on, with this signature, where that organ's key is known.
fn signed(given: &Given, signature: Option<&str>) -> Command {
    const KEY: &str = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    let told = format!("[packets]\nkey_file = \"\"\norgans = [\"{ORGAN}={KEY}\"]\n");
    Command::RecordReceipt {
        offer: given.case().course.outside[0].id,
        reference: "receipt 8".to_owned(),
        receipt: Receipt {
            signature: signature.map(str::to_owned),
            organs: Seals::read(&mut Reader::new(&told)).organs(),
            ..Receipt::default()
        },
    }
}

#[test]
fn of_an_organ_that_signs_no_receipt_is_taken_that_is_not_its_own() {
    let mut given = asked(StageName::FilingReview, OutsidePurpose::Transfer);
    let forged = "00".repeat(64);
    for (signature, reason) in [(None, "RECEIPT_UNSIGNED"), (Some(forged.as_str()), "RECEIPT_FORGED")] {
        let came = signed(&given, signature);
        assert_eq!(given.refuses(&head(), came), reason);
    }
    // Whose key nobody knows is taken at their word.
    let mut helped = asked(StageName::FilingReview, OutsidePurpose::Assistance);
    let came = receipt(&helped);
    helped.does(&head(), came);
    assert!(!helped.case().course.outside[0].packet.receipt_verified);
}
