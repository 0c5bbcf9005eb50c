//! Which act is filed, whose, and once (行政处罚法 arts. 29, 30, 36).

use time::Duration;
use time::macros::date;

use super::filing::filed_by;
use super::given::*;
use crate::domain::course::{Act, Named, Turn};
use crate::domain::terms::{Capacity, Fen};
use crate::domain::{Clue, Command, Discovery, StageName};

#[test]
fn an_act_found_after_two_years_is_not_filed_and_after_five_where_life_is_concerned() {
    let act = |from, to| Act {
        description: "搭建".to_owned(),
        from,
        to,
        harm: false,
    };
    let late = filed_by(|file| file.act = act(date!(2024 - 01 - 01), date!(2024 - 03 - 01)));
    let just = filed_by(|file| file.act = act(date!(2024 - 01 - 01), date!(2024 - 03 - 02)));
    let mut given = Given::a_case(StageName::FilingReview);
    assert_eq!(given.refuses(&head(), late.clone()), "LIMITATION_EXPIRED");
    given.clone().does(&head(), just);
    given.known.power.as_mut().unwrap().long_limitation = true;
    assert_eq!(given.refuses(&head(), late), "LIMITATION_EXPIRED", "nobody came to harm");
    let harmful = filed_by(|file| {
        file.act = act(date!(2024 - 01 - 01), date!(2024 - 03 - 01));
        file.act.harm = true;
    });
    given.does(&head(), harmful);
    let mut given = Given::a_case(StageName::FilingReview);
    let backwards = filed_by(|file| file.act = act(date!(2026 - 02 - 02), date!(2026 - 02 - 01)));
    assert_eq!(given.refuses(&head(), backwards), "ACT_MISDATED");
    let tomorrow = filed_by(|file| file.act = act(date!(2026 - 02 - 02), date!(2026 - 03 - 03)));
    assert_eq!(given.refuses(&head(), tomorrow), "ACT_MISDATED");
}

#[test]
fn that_it_was_found_before_it_was_received_stands_in_a_paper() {
    let found = |discovery: Option<Discovery>| {
        let mut given = Given::nothing();
        let clue = Clue {
            found_at: START - Duration::days(400),
            discovery,
            ..clue()
        };
        given.does(&officer(LI), Command::Receive(Box::new(receive_of(clue, vec![the_suspect()]))));
        given.does(&officer(LI), verify());
        given
    };
    let paper = Discovery {
        reference: "检查记录〔2025〕3号".to_owned(),
        issuer: "越城区综合行政执法局".to_owned(),
    };
    let old = filed_by(|file| {
        file.act.from = date!(2023 - 12 - 01);
        file.act.to = date!(2024 - 01 - 31);
    });
    assert_eq!(found(None).refuses(&head(), old.clone()), "LIMITATION_EXPIRED");
    found(Some(paper.clone())).does(&head(), old.clone());
    let older = filed_by(|file| {
        file.act.from = date!(2021 - 12 - 01);
        file.act.to = date!(2022 - 01 - 31);
    });
    assert_eq!(found(Some(paper)).refuses(&head(), older.clone()), "LIMITATION_EXPIRED");
    let mut written = serde_json::to_value(clue()).unwrap();
    let read: Clue = serde_json::from_value(written.clone()).unwrap();
    assert_eq!(read, clue(), "that there is none is written");
    assert_eq!(read.discovered_at(START), START);
    written.as_object_mut().unwrap().remove("discovery");
    let before: Clue = serde_json::from_value(written).unwrap();
    assert_eq!(before.discovered_at(START), before.found_at, "it was found when it said so");
    found(before.discovery.clone()).does(&head(), old);
    assert_eq!(found(before.discovery).refuses(&head(), older), "LIMITATION_EXPIRED");
}

#[test]
fn acts_overlap_where_they_have_a_day_in_common() {
    let of = |from, to| Act {
        description: "搭建".to_owned(),
        from,
        to,
        harm: false,
    };
    let act = of(date!(2026 - 02 - 10), date!(2026 - 02 - 12));
    assert!(act.overlaps(&of(date!(2026 - 02 - 12), date!(2026 - 02 - 20))));
    assert!(act.overlaps(&of(date!(2026 - 02 - 11), date!(2026 - 02 - 11))));
    assert!(!act.overlaps(&of(date!(2026 - 02 - 13), date!(2026 - 02 - 13))));
    assert!(!act.overlaps(&of(date!(2026 - 02 - 01), date!(2026 - 02 - 09))));
}

#[test]
fn an_act_under_another_power_is_the_same_unless_it_is_said_to_be_another() {
    const OTHER: &str = "330217002000";
    let mut filed = Given::a_case(StageName::Investigating).case().course.filing.clone().unwrap();
    let named = |distinct: bool| Named {
        power: OTHER.to_owned(),
        others: Vec::new(),
        act: Act {
            description: "在人行道上堆放建材".to_owned(),
            ..act()
        },
        distinct,
    };
    assert!(filed.is_of(&named(false)), "nobody says that it is another");
    assert!(!filed.is_of(&named(true)));
    let mut worded = named(true);
    worded.act = act();
    assert!(filed.is_of(&worded), "it is told in the same words");
    let mut over_both = named(true);
    over_both.others = vec![POWER.to_owned()];
    assert!(filed.is_of(&over_both));
    let mut later = named(false);
    later.act.from = date!(2026 - 02 - 21);
    later.act.to = date!(2026 - 02 - 22);
    assert!(!filed.is_of(&later), "no day in common");
    filed.others = vec![OTHER.to_owned()];
    assert!(filed.is_of(&named(true)), "it was filed over the other power too");
}

#[test]
fn why_an_act_is_another_is_on_record_with_its_filing() {
    let mut given = Given::a_case(StageName::FilingReview);
    let reason = || Some("另有占道堆放".to_owned());
    given.does(&head(), filed_by(|file| file.other_act = reason()));
    let filing = given.case().course.filing.as_ref();
    assert_eq!(filing.and_then(|filing| filing.other_act.clone()), reason());
}

#[test]
fn nobody_of_flesh_and_blood_is_filed_as_an_organisation() {
    let mut given = Given::a_case(StageName::FilingReview);
    given.known.person = true;
    let organisation = filed_by(|file| file.subject = crate::domain::terms::SubjectKind::Organisation);
    assert_eq!(given.refuses(&head(), organisation), "SUBJECT_IS_A_PERSON");
    given.does(&head(), filed_by(|_| ()));
}

#[test]
fn no_organisation_is_filed_as_a_citizen() {
    let mut given = Given::a_case(StageName::FilingReview);
    given.known.organisation = true;
    assert_eq!(given.refuses(&head(), filed_by(|_| ())), "SUBJECT_IS_AN_ORGANISATION");
    given.does(
        &head(),
        filed_by(|file| file.subject = crate::domain::terms::SubjectKind::Organisation),
    );
}

#[test]
fn how_old_somebody_was_on_the_day_of_the_act_their_number_tells() {
    use shiyu_kit::fault::Refusal as _;

    let reason = |born: time::Date, capacity: Capacity| {
        let mut given = Given::a_case(StageName::FilingReview);
        given.known.born = Some(born);
        let filed = given.when(&head(), filed_by(|file| file.capacity = capacity));
        filed.err().map(|refusal| refusal.reason())
    };
    let day = filing().act.to;
    let years_before = |years: i32| day.replace_year(day.year() - years).unwrap();
    for (born, allowed) in [
        (years_before(14), Capacity::Under14),
        (years_before(14).previous_day().unwrap(), Capacity::Under18),
        (years_before(18), Capacity::Under18),
        (years_before(18).previous_day().unwrap(), Capacity::Full),
    ] {
        assert_eq!(reason(born, allowed), None, "{born}");
        let others = [Capacity::Under14, Capacity::Under18, Capacity::Full].into_iter();
        for other in others.filter(|other| *other != allowed) {
            let child = allowed == Capacity::Under14;
            let told = if child { "NOT_ANSWERABLE" } else { "CAPACITY_NOT_FITTING" };
            assert_eq!(reason(born, other), Some(told), "{born} {other:?}");
        }
        assert_eq!(reason(born, Capacity::Incapable), None);
    }
}

#[test]
fn an_act_that_breaks_several_norms_is_filed_upon_the_one_with_the_higher_fine() {
    let other = |code: &str, most| {
        let mut other = power();
        other.code = code.to_owned();
        other.penalties[1].most = Fen::yuan(most);
        other
    };
    let mut given = Given::a_case(StageName::FilingReview);
    given.known.others = vec![other("lower", 49_999), other("higher", 50_001)];
    let with = |code: &str| filed_by(|file| file.others = vec![code.to_owned()]);
    assert_eq!(given.refuses(&head(), with("higher")), "HIGHER_FINE_ELSEWHERE");
    assert_eq!(given.refuses(&head(), with("unheld")), "POWER_NOT_HELD");
    given.does(&head(), with("lower"));
    assert_eq!(given.case().course.filing.as_ref().unwrap().others, ["lower"]);
}

#[test]
fn a_filing_keeps_the_turn_that_it_took() {
    let mut given = Given::a_case(StageName::FilingReview);
    let turn = Turn {
        of: "330217001000:330602001".to_owned(),
        number: 8,
    };
    given.known.turn = Some(turn.clone());
    given.does(&head(), file());
    assert_eq!(given.case().course.filing.as_ref().unwrap().turn, Some(turn));
}
