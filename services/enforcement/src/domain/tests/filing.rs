//! 立案: whose power, which act, how late, how often, and whose case.

use time::Duration;
use time::macros::date;

use super::given::*;
use crate::domain::command::FileCase;
use crate::domain::course::{Act, Named, Turn};
use crate::domain::terms::{Capacity, DeliveryMethod, Fen, NotFiledGround, Party, PartyRole};
use crate::domain::{Command, StageName};

fn filed_by(change: impl FnOnce(&mut FileCase)) -> Command {
    let mut file = filing();
    change(&mut file);
    Command::File(Box::new(file))
}

#[test]
fn a_clue_is_answered_within_fifteen_working_days() {
    let given = Given::a_case(StageName::Clue);
    assert_eq!(given.last_day("clue").to_string(), "2026-03-23");
    let mut given = Given::a_case(StageName::Clue);
    let more = |days| Command::ExtendClue {
        days,
        reason: "复杂".to_owned(),
    };
    assert_eq!(given.refuses(&officer(LI), more(15)), "NOT_THE_HEAD");
    given.does(&head(), more(15));
    assert_eq!(given.refuses(&head(), more(1)), "EXTENDED_ALREADY");
}

#[test]
fn a_clue_needs_the_eyes_of_two_officers() {
    let mut given = Given::a_case(StageName::Clue);
    let looked = |officers: &[&str]| Command::VerifyClue {
        officers: officers.iter().map(|subject| (*subject).to_owned()).collect(),
        found: true,
        note: "看过".to_owned(),
    };
    assert_eq!(given.refuses(&officer(LI), looked(&[LI])), "TWO_OFFICERS_NEEDED");
    assert_eq!(given.refuses(&officer(LI), looked(&[LI, LI])), "TWO_OFFICERS_NEEDED");
    assert_eq!(given.refuses(&officer(LI), looked(&[LI, NOBODY])), "CERTIFICATE_INVALID");
    assert_eq!(given.refuses(&officer(LI), looked(&[LI, AUXILIARY])), "AUXILIARY_ONLY");
    assert_eq!(given.refuses(&officer(LI), looked(&[LI, OF_WATER])), "OFFICER_OF_ANOTHER");
    assert_eq!(given.refuses(&officer(CHEN), looked(&[LI, WANG])), "NOT_ONE_OF_THE_OFFICERS");
    given.does(&officer(LI), looked(&[LI, WANG]));
    assert_eq!(given.stage(), StageName::FilingReview);
}

#[test]
fn what_officers_do_not_find_is_dismissed_by_the_head() {
    let mut given = Given::a_case(StageName::Clue);
    let nothing = Command::VerifyClue {
        officers: both(),
        found: false,
        note: "没有".to_owned(),
    };
    given.does(&officer(LI), nothing);
    assert_eq!(given.stage(), StageName::Clue);
    let dismissed = Command::DismissClue {
        reason: "查无实据".to_owned(),
        told: None,
    };
    assert_eq!(given.refuses(&officer(LI), dismissed.clone()), "NOT_THE_HEAD");
    given.does(&head(), dismissed);
    assert_eq!(given.stage(), StageName::Dismissed);
}

#[test]
fn a_case_is_filed_by_the_head_upon_a_power_held_that_day() {
    let mut given = Given::a_case(StageName::FilingReview);
    assert_eq!(given.refuses(&officer(LI), file()), "NOT_THE_HEAD");
    let power = given.known.power.take();
    assert_eq!(given.refuses(&head(), file()), "POWER_NOT_HELD");
    given.known.power = power.clone();
    given.known.power.as_mut().unwrap().holder = code(WATER);
    assert_eq!(given.refuses(&head(), file()), "POWER_NOT_HELD");
    given.known.power = power;
    given.does(&head(), file());
    assert_eq!(given.stage(), StageName::Investigating);
    assert_eq!(given.last_day("decide").to_string(), "2026-06-01", "90 days, and a Sunday before");
    assert!(!given.running().contains("clue"));
}

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

#[test]
fn a_case_is_filed_against_somebody_who_is_known() {
    let mut given = Given::nothing();
    given.does(&officer(LI), Command::Receive(Box::new(receive_of(clue(), Vec::new()))));
    given.does(&officer(LI), verify());
    assert_eq!(given.refuses(&head(), file()), "SUSPECT_MISSING");
    let mut given = Given::a_case(StageName::FilingReview);
    given.known.act_key = None;
    assert_eq!(given.refuses(&head(), file()), "SUSPECT_UNIDENTIFIED");
}

#[test]
fn who_complained_is_told_when_nothing_comes_of_it() {
    let complainant = Party {
        id: COMPLAINANT,
        role: PartyRole::Complainant,
    };
    let mut given = Given::nothing();
    let parties = vec![the_suspect(), complainant];
    given.does(&officer(LI), Command::Receive(Box::new(receive_of(clue(), parties))));
    given.does(&officer(LI), verify());
    assert_eq!(given.refuses(&head(), refuse_filing(NotFiledGround::Minor)), "COMPLAINANT_UNTOLD");
    let refused = Command::RefuseFiling {
        ground: NotFiledGround::Minor,
        reason: "轻微".to_owned(),
        competent: None,
        told: Some(DeliveryMethod::Mail),
    };
    given.does(&head(), refused);
    assert_eq!(given.stage(), StageName::NotFiled);
}

#[test]
fn a_number_begins_with_a_word_that_can_be_read() {
    let word = crate::domain::Number::word;
    assert_eq!(word("府山街道综合行政执法队"), "府山街道综执");
    assert_eq!(word("越城区水利局"), "越城区水利局执");
    assert_eq!(word("越城区综合行政执法局"), "越城区综执");
    assert_eq!(
        word("越城区综合行政执法局府山分局"),
        "越城区综合行政执法局府山分局执",
        "a part of it"
    );
    assert_eq!(word("综合行政执法局"), "综合行政执法局执", "nothing is left without its place");
}

#[test]
fn without_power_the_competent_organ_is_named() {
    let mut given = Given::a_case(StageName::FilingReview);
    assert_eq!(given.refuses(&head(), refuse_filing(NotFiledGround::NoPower)), "COMPETENT_UNNAMED");
}

#[test]
fn units_that_dispute_have_seven_days_and_then_the_superior_says() {
    let mut given = Given::a_case(StageName::Disputed);
    let to = |owner: &str| Command::Designate {
        owner: code(owner),
        reasons: "职责分工".to_owned(),
    };
    given.runs_out("negotiate");
    assert!(given.told().contains(&"jurisdiction.referred"));
    assert!(given.running().contains("designate"));
    assert_eq!(given.refuses(&head(), to(BUREAU)), "NOT_THE_COMMON_SUPERIOR");
    assert_eq!(given.refuses(&head_of_water(), to(WATER)), "NOT_THE_COMMON_SUPERIOR");
    assert_eq!(given.refuses(&government(), to(TEAM)), "NOT_IN_THE_DISPUTE");
    let guidance = person("sifa", JUSTICE, "agency_head");
    given.clone().does(&guidance, to(BUREAU));
    let mut theirs = given.clone();
    theirs.does(&government(), to(WATER));
    assert_eq!((theirs.stage(), theirs.case().unit.clone()), (StageName::FilingReview, code(WATER)));
    given.does(&government(), to(BUREAU));
    assert_eq!(given.stage(), StageName::FilingReview);
    assert!(!given.running().contains("designate"));
}

#[test]
fn what_the_units_agree_goes_where_they_say() {
    let agreed = |owner: &str| Command::SettleDispute {
        owner: code(owner),
        reference: "会议纪要1".to_owned(),
    };
    let mut given = Given::a_case(StageName::Disputed);
    assert_eq!(given.refuses(&officer(LI), agreed(BUREAU)), "UNIT_NOT_HOLDING");
    given.does(&head_of_water(), agreed(WATER));
    assert_eq!((given.stage(), given.case().unit.clone()), (StageName::FilingReview, code(WATER)));
    assert!(given.running().contains("clue"), "and it is answered in time there");
    assert_eq!(given.refuses(&head(), file()), "UNIT_NOT_HOLDING");
    given.does(&head_of_water(), refuse_filing(NotFiledGround::NoViolation));
}

#[test]
fn a_party_of_fourteen_is_filed_and_never_punished() {
    let mut given = Given::a_case(StageName::FilingReview);
    given.does(&head(), filed_by(|file| file.capacity = Capacity::Under14));
    given.does(&officer(LI), evidence());
    given.does(&officer(LI), conclude());
    assert_eq!(given.refuses(&officer(LI), propose(fine(1_000))), "NOT_ANSWERABLE");
    given.does(&officer(LI), propose(spared(crate::domain::terms::Exemption::MinorAge)));
    assert_eq!(given.stage(), StageName::DecisionPending);
}

#[test]
fn nothing_is_received_from_the_future_or_from_another_county() {
    let mut given = Given::nothing();
    let mut later = clue();
    later.found_at = START + Duration::hours(1);
    assert_eq!(
        given.refuses(&officer(LI), Command::Receive(Box::new(receive_of(later, Vec::new())))),
        "IN_FUTURE"
    );
    let mut elsewhere = clue();
    elsewhere.place = code(OTHER_COUNTY);
    let elsewhere = Command::Receive(Box::new(receive_of(elsewhere, Vec::new())));
    assert_eq!(given.refuses(&officer(LI), elsewhere), "UNIT_OUTSIDE_JURISDICTION");
    let of_the_town = person("zhen", TEAM, "enforcement_officer");
    let at = |place: &str| {
        let mut at = clue();
        at.place = code(place);
        Command::Receive(Box::new(receive_of(at, Vec::new())))
    };
    assert_eq!(
        given.refuses(&of_the_town, at(COUNTY)),
        "UNIT_OUTSIDE_JURISDICTION",
        "a town's unit has its town"
    );
    given.clone().does(&of_the_town, at(VILLAGE));
    let two = vec![
        the_suspect(),
        Party {
            id: COMPLAINANT,
            role: PartyRole::Suspect,
        },
    ];
    let two = Command::Receive(Box::new(receive_of(clue(), two)));
    assert_eq!(given.refuses(&officer(LI), two), "SUSPECT_NAMED");
}
