//! What may be proposed: within the power, the benchmark and the lighter law (行政处罚法 arts. 30 to 34, 37).

use time::Duration;

use super::fitting::fitting;
use super::given::*;
use crate::domain::course::Decision;
use crate::domain::terms::{Base, Capacity, Exemption, Fen, Lightening, MultipleOf, PenaltyKind, PenaltyRange, Proposal};
use crate::domain::{Command, StageName, Verb};

#[test]
fn a_penalty_lies_within_the_power() {
    let mut given = Given::a_case(StageName::Concluded);
    let li = officer(LI);
    let items = |items: Vec<crate::domain::terms::PenaltyItem>| propose(penalty(items, Some("light")));
    assert_eq!(given.refuses(&li, items(Vec::new())), "NOTHING_PROPOSED");
    assert_eq!(
        given.refuses(&li, items(vec![item(PenaltyKind::RevokeLicence, 0)])),
        "KIND_NOT_HELD"
    );
    let twice = vec![item(PenaltyKind::Fine, 100), item(PenaltyKind::Fine, 200)];
    assert_eq!(given.refuses(&li, items(twice)), "KIND_TWICE");
    assert_eq!(given.refuses(&li, items(vec![item(PenaltyKind::Fine, 99)])), "AMOUNT_NOT_FITTING");
    assert_eq!(given.refuses(&li, propose(fine(50_001))), "AMOUNT_NOT_FITTING");
    assert_eq!(given.refuses(&li, items(vec![item(PenaltyKind::Warning, 1)])), "AMOUNT_NOT_FITTING");
    let found = Command::Conclude {
        facts: "查明违法所得".to_owned(),
        bases: vec![Base {
            of: MultipleOf::IllegalIncome,
            amount: 70_000,
            returned: 0,
        }],
        officers: both(),
    };
    given.does(&li, found);
    let income = vec![item(PenaltyKind::ConfiscateIncome, 700)];
    let income = Proposal::Penalty {
        items: income,
        band: None,
        deviation: Some("违法所得应当没收".to_owned()),
        lightening: Vec::new(),
    };
    given.does(&li, propose(income));
}

#[test]
fn the_old_law_holds_and_the_new_one_where_it_is_lighter() {
    let law = |least, most| {
        vec![PenaltyRange {
            kind: PenaltyKind::Fine,
            least: Fen::yuan(least),
            most: Fen::yuan(most),
        }]
    };
    let mut given = Given::a_case(StageName::Concluded);
    given.known.benchmark = None;
    let proposed = |yuan| propose(fine(yuan));
    given.known.laws = vec![law(100, 20_000), law(1_000, 80_000)];
    assert_eq!(
        given.refuses(&officer(LI), proposed(20_001)),
        "AMOUNT_NOT_FITTING",
        "what is heavier today"
    );
    given.clone().does(&officer(LI), proposed(100));
    given.known.laws = vec![law(100, 50_000), law(50, 20_000)];
    assert_eq!(
        given.refuses(&officer(LI), proposed(20_001)),
        "AMOUNT_NOT_FITTING",
        "and what was heavier before"
    );
    given.clone().does(&officer(LI), proposed(50));
    given.known.laws = vec![law(100, 50_000), Vec::new()];
    assert_eq!(
        given.refuses(&officer(LI), proposed(500)),
        "KIND_NOT_HELD",
        "what is punished no more"
    );
}

#[test]
fn below_the_least_only_for_a_reason_of_the_law_and_with_one_never_the_most() {
    let mut given = Given::a_case(StageName::Concluded);
    given.clone().does(&officer(LI), propose(lighter(99, Lightening::RemediedHarm)));
    let most = lighter(50_000, Lightening::Confessed);
    assert_eq!(given.refuses(&officer(LI), propose(most)), "AMOUNT_NOT_FITTING");
}

#[test]
fn a_penalty_lies_within_the_benchmark_or_says_why_not() {
    let mut given = Given::a_case(StageName::Concluded);
    let li = officer(LI);
    let in_band = |band: Option<&str>, why: Option<&str>| {
        propose(Proposal::Penalty {
            items: vec![item(PenaltyKind::Fine, 20_000)],
            band: band.map(str::to_owned),
            deviation: why.map(str::to_owned),
            lightening: Vec::new(),
        })
    };
    assert_eq!(given.refuses(&li, in_band(Some("light"), None)), "DEVIATION_UNEXPLAINED");
    assert_eq!(given.refuses(&li, in_band(None, None)), "DEVIATION_UNEXPLAINED");
    assert_eq!(given.refuses(&li, in_band(Some("light"), Some(" "))), "DEVIATION_UNEXPLAINED");
    assert_eq!(given.refuses(&li, in_band(Some("none"), None)), "BAND_UNKNOWN");
    given.clone().does(&li, in_band(Some("light"), Some("情节特殊")));
    given.does(&li, in_band(Some("heavy"), None));
}

#[test]
fn must_not_be_punished_and_may_be_spared_are_different() {
    assert!(Exemption::Minor.forbids() && Exemption::NoFault.forbids());
    assert!(!Exemption::First.forbids());
    let mut given = Given::a_case(StageName::Concluded);
    for ground in [Exemption::Minor, Exemption::First] {
        assert_eq!(given.refuses(&officer(LI), propose(spared(ground))), "NOT_CORRECTED");
    }
    for ground in [Exemption::MinorAge, Exemption::Incapacity, Exemption::Limitation] {
        assert_eq!(given.refuses(&officer(LI), propose(spared(ground))), "GROUND_NOT_FITTING");
    }
    given.does(&officer(LI), propose(spared(Exemption::NoFault)));
    given.does(&head(), decide(spared(Exemption::NoFault)));
    given.does(&officer(LI), Command::ServeDecision(serve(NOW)));
    assert_eq!(given.stage(), StageName::Performed, "there is nothing to perform");
    assert!(!given.running().contains("publish") && !given.running().contains("pay"));
    assert!(given.running().contains("reconsideration"));
}

#[test]
fn only_the_first_time_is_let_pass_and_only_where_the_item_says_so() {
    let mut given = Given::a_case(StageName::Concluded);
    for verb in [Verb::OrderCorrection, Verb::CheckCorrection] {
        let (by, command) = fitting(verb, &given);
        given.does(&by, command);
    }
    let first = || propose(spared(Exemption::First));
    let mut punished = given.clone();
    punished.known.punished = true;
    assert_eq!(punished.refuses(&officer(LI), first()), "GROUND_NOT_FITTING");
    let mut elsewhere = given.clone();
    elsewhere.known.waives_first = false;
    assert_eq!(elsewhere.refuses(&officer(LI), first()), "GROUND_NOT_FITTING");
    elsewhere.does(&officer(LI), propose(spared(Exemption::Minor)));
    given.does(&officer(LI), first());
    let mut let_pass = given.clone();
    let_pass.does(&head(), decide(spared(Exemption::First)));
    let decision = let_pass.case().course.decision();
    assert!(decision.is_some_and(Decision::is_first_spared), "there is no second first time");
    given.known.punished = true;
    let decided = decide(spared(Exemption::First));
    assert_eq!(given.refuses(&head(), decided), "GROUND_NOT_FITTING", "and not when it is decided");
}

#[test]
fn what_did_harm_or_was_put_right_too_late_is_not_minor() {
    let mut given = Given::a_case(StageName::Concluded);
    let (by, ordered) = fitting(Verb::OrderCorrection, &given);
    given.does(&by, ordered);
    let mut late = given.clone();
    late.lives(Duration::days(6));
    for case in [&mut given, &mut late] {
        let (by, checked) = fitting(Verb::CheckCorrection, case);
        case.does(&by, checked);
    }
    let minor = || propose(spared(Exemption::Minor));
    assert_eq!(late.refuses(&officer(LI), minor()), "NOT_CORRECTED");
    let mut harmful = given.clone();
    harmful.case.as_mut().unwrap().course.filing.as_mut().unwrap().act.harm = true;
    assert_eq!(harmful.refuses(&officer(LI), minor()), "GROUND_NOT_FITTING");
    given.does(&officer(LI), minor());
}

#[test]
fn only_the_young_are_punished_less_for_being_young() {
    let mut given = Given::a_case(StageName::Concluded);
    let young = || propose(lighter(99, Lightening::Young));
    assert_eq!(given.refuses(&officer(LI), young()), "LIGHTENING_NOT_FITTING");
    given.case.as_mut().unwrap().course.filing.as_mut().unwrap().capacity = Capacity::Under18;
    given.does(&officer(LI), young());
}
