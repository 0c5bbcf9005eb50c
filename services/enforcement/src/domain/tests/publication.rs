//! What is published, taken back, and published as it was changed (行政处罚法 art. 48); and that nothing is put away before.

use time::Duration;

use super::fitting::{THING, lodge, publish, rule};
use super::given::*;
use crate::domain::terms::{Capacity, Exemption, Fen, RemedyKind, RemedyRuling};
use crate::domain::{Command, StageName};

fn unpublish() -> Command {
    Command::Unpublish {
        reason: "复议变更".to_owned(),
        mistake: None,
    }
}

/// Published, and then ruled upon.
fn published_and(mut given: Given, ruling: RemedyRuling) -> Given {
    given.does(&officer(LI), publish());
    given.does(&officer(LI), lodge(RemedyKind::Reconsideration, false));
    given.does(&officer(LI), rule(THING, ruling));
    given
}

#[test]
fn what_is_changed_is_taken_back_and_published_as_it_now_stands() {
    let mut given = published_and(Given::a_case(StageName::Served), RemedyRuling::Changed);
    assert!(given.running().contains("unpublish") && given.running().contains("publish"));
    assert!(given.due("unpublish") < given.due("publish"));
    assert_eq!(
        given.refuses(&officer(LI), publish()),
        "DONE_ALREADY",
        "the old text comes down first"
    );
    given.does(&officer(LI), unpublish());
    assert!(!given.running().contains("unpublish") && given.running().contains("publish"));
    given.does(&officer(LI), publish());
    assert!(!given.running().contains("publish"));
    assert_eq!(given.case().course.publications.len(), 2);
}

#[test]
fn what_is_revoked_is_taken_back_and_not_published_again() {
    let mut given = published_and(Given::a_case(StageName::Served), RemedyRuling::Revoked);
    assert!(given.running().contains("unpublish") && !given.running().contains("publish"));
    assert_eq!(given.refuses(&head(), close()), "PUBLICATION_OWED", "it still stands in public");
    given.does(&officer(LI), unpublish());
    assert_eq!(given.refuses(&officer(LI), publish()), "NOTHING_TO_PUBLISH");
    given.does(&head(), close());
}

#[test]
fn a_mistake_that_is_on_record_is_put_right_in_public() {
    let mut given = Given::a_case(StageName::Performed);
    given.does(&officer(LI), publish());
    let mistaken = Command::Unpublish {
        reason: "公示文本有误".to_owned(),
        mistake: Some("更正审批表〔2026〕1号".to_owned()),
    };
    assert_eq!(given.refuses(&officer(LI), mistaken.clone()), "NOT_THE_HEAD");
    given.does(&head(), mistaken);
    assert!(given.running().contains("publish"));
    assert_eq!(given.refuses(&head(), close()), "PUBLICATION_OWED");
    given.does(&officer(LI), publish());
    given.does(&head(), close());
}

#[test]
fn what_is_upheld_stays_as_it_was_published() {
    let given = published_and(Given::a_case(StageName::Served), RemedyRuling::Upheld);
    assert!(!given.running().contains("unpublish") && !given.running().contains("publish"));
}

#[test]
fn what_was_not_published_yet_is_published_once_as_it_was_changed() {
    let mut given = Given::a_case(StageName::Served);
    let due = given.due("publish");
    given.does(&officer(LI), lodge(RemedyKind::Reconsideration, false));
    given.does(&officer(LI), rule(THING, RemedyRuling::Changed));
    assert!(!given.running().contains("unpublish"));
    assert_eq!(given.due("publish"), due, "there is no more time");
}

#[test]
fn a_second_ruling_before_the_first_was_followed_begins_no_clock_twice() {
    let mut given = published_and(Given::a_case(StageName::Served), RemedyRuling::Changed);
    let due = given.due("unpublish");
    let mut again = lodge(RemedyKind::Litigation, false);
    let second = uuid::Uuid::from_u128(0x72);
    if let Command::LodgeRemedy(lodged) = &mut again {
        lodged.id = second;
    }
    given.does(&officer(LI), again);
    given.does(&officer(LI), rule(second, RemedyRuling::Changed));
    assert_eq!(given.due("unpublish"), due);
    given.does(&officer(LI), unpublish());
    given.does(&officer(LI), publish());
}

#[test]
fn a_case_is_not_closed_while_its_penalty_is_to_be_published() {
    let mut given = Given::a_case(StageName::Performed);
    assert_eq!(given.refuses(&head(), close()), "PUBLICATION_OWED");
    given.does(&officer(LI), publish());
    given.does(&head(), close());
    assert_eq!(given.stage(), StageName::Closed);
}

#[test]
fn where_nobody_is_punished_nothing_is_owed() {
    let mut given = Given::a_case(StageName::FilingReview);
    let mut file = filing();
    file.capacity = Capacity::Under14;
    given.does(&head(), Command::File(Box::new(file)));
    given.does(&officer(LI), evidence());
    given.does(&officer(LI), conclude());
    given.does(&officer(LI), propose(spared(Exemption::MinorAge)));
    given.does(&head(), decide(spared(Exemption::MinorAge)));
    assert!(!given.running().contains("publish"));
    assert!(!given.case().owes_a_publication());
}

#[test]
fn a_ruling_after_the_close_keeps_it_from_the_archive_until_it_was_followed() {
    let mut given = Given::a_case(StageName::Closed);
    given.does(&officer(LI), lodge(RemedyKind::Reconsideration, false));
    given.does(&officer(LI), rule(THING, RemedyRuling::Changed));
    given.runs_out("archive");
    assert!(given.case().course.archived_at.is_none(), "the old text still stands in public");
    given.does(&officer(LI), unpublish());
    given.runs_out("archive");
    assert!(given.case().course.archived_at.is_none(), "the new one does not");
    given.does(&officer(LI), publish());
    given.runs_out("archive");
    assert!(given.case().course.archived_at.is_some());
    assert!(!given.running().contains("archive"));
    given.lives(Duration::days(60));
    assert_eq!(
        given.case().course.account.refundable(),
        Fen::yuan(10_000),
        "and the money is still owed"
    );
}
