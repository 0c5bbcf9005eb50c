//! 立案: whose power, which act, how late, how often, and whose case.

use time::Duration;

use super::given::*;
use crate::domain::command::FileCase;
use crate::domain::terms::{Capacity, DeliveryMethod, NotFiledGround, Party, PartyRole};
use crate::domain::{Command, StageName};

pub(super) fn filed_by(change: impl FnOnce(&mut FileCase)) -> Command {
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

#[test]
fn who_was_to_investigate_stays_with_the_filing() {
    let mut given = Given::a_case(StageName::Investigating);
    let others = vec![CHEN.to_owned(), ZHANG.to_owned()];
    given.does(&head(), Command::AssignOfficers { officers: others });
    let course = &given.case().course;
    let filed: Vec<&str> = course
        .filing
        .iter()
        .flat_map(|filing| &filing.officers)
        .map(|officer| officer.subject.as_str())
        .collect();
    assert_eq!(filed, [LI, WANG]);
    assert!(
        course.assigned(LI).is_some() && !course.investigates(LI),
        "and their names are known"
    );
}
