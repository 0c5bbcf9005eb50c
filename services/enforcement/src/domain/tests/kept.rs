//! Who is kept from the suspect (S2).

use shiyu_kit::referral::{IdentityField, Offer};
use time::Duration;
use uuid::Uuid;

use super::given::*;
use crate::domain::course::Mark;
use crate::domain::terms::{ClueSource, Exemption};
use crate::domain::{Clue, Command, StageName};

/// A case that a petition became, of which it may be read who complained.
fn offered() -> Given {
    let mut given = Given::nothing();
    let offer = Offer {
        from: "petition".to_owned(),
        case: "counties/330602/petitions/1".to_owned(),
        unit: code(TOWN),
        place: Some(code(TOWN)),
        grid: None,
        point: None,
        category: "violation".to_owned(),
        referral: Uuid::from_u128(0x0f),
        purpose: "enforcement".to_owned(),
        summary: "屋顶新搭构筑物".to_owned(),
        consent: None,
        fields: vec![IdentityField::Name],
        granted_until: None,
        at: given.now,
        return_at: None,
        leads: Vec::new(),
        asked: None,
    };
    let clue = Clue {
        source: ClueSource::Petition,
        referred: Some(Box::new(offer)),
        ..clue()
    };
    given.does(&officer(LI), Command::Receive(Box::new(receive_of(clue, vec![the_suspect()]))));
    given.now += Duration::hours(1);
    given
}

#[test]
fn who_was_read_of_is_known_again_for_good() {
    let mut given = offered();
    let read = || Command::ReadComplainant {
        reason: "核实".to_owned()
    };
    let name = Mark {
        signs: 3,
        index: "0f".repeat(16),
    };
    given.known.kept = vec![name.clone()];
    assert_eq!(given.refuses(&officer(LI), read()), "NOT_THE_HEAD");
    given.does(&head(), read());
    given.does(&head(), read());
    assert_eq!(given.case().course.kept, [name], "once");
}

#[test]
fn no_text_to_the_suspect_names_whoever_complained() {
    let mut given = Given::a_case(StageName::NoticePending);
    given.known.names_the_kept = true;
    assert_eq!(given.refuses(&officer(LI), notice(true, NOW)), "COMPLAINANT_IN_TEXT");
    assert_eq!(
        notice(true, NOW).told().len(),
        2,
        "the facts are looked through, and the proof of service"
    );
    let spared = decide(spared(Exemption::Unfounded));
    assert_eq!(spared.told().len(), 3, "the basis, and what is said instead of a penalty");
    given.known.names_the_kept = false;
    given.does(&officer(LI), notice(true, NOW));
}

#[test]
fn whatever_the_suspect_reads_is_looked_through() {
    let mut given = Given::a_case(StageName::NoticePending);
    given.known.names_the_kept = true;
    assert_eq!(given.refuses(&officer(LI), notice(true, NOW)), "COMPLAINANT_IN_TEXT");
    let told = |command: Command, words: &str| assert!(command.told().contains(&words), "{words}");
    told(notice(true, NOW), "拟处罚告知");
    told(decide(fine(1_000)), "城乡规划法 art. 64");
    told(decide(fine(1_000)), "查明");
    told(schedule(NOW, NOW + Duration::days(14)), "听证室");
    told(conclude(), "查明事实");
    told(Command::ServeDecision(serve(NOW)), "送达回证1");
    told(file(), "在屋顶搭建构筑物");
    let kept = Command::Preserve {
        id: Uuid::from_u128(1),
        items: vec!["切割机".to_owned()],
        officers: both(),
    };
    told(kept, "切割机");
}
