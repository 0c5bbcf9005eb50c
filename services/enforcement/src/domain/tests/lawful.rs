//! What holds whatever was ordered: no decision without what lies behind it.

use shiyu_kit::calendar::local_date;
use shiyu_kit::unit::Code;
use time::{Date, Duration};

use super::given::*;
use crate::domain::account::{Charge, LineKind};
use crate::domain::command::DecideOnSpot;
use crate::domain::terms::{Capacity, Certificate, Fen, PenaltyKind, SubjectKind};
use crate::domain::{CaseFile, Event, StageName, What};

/// Of the 29th of February the year without one has its last day.
fn two_years_after(day: Date) -> Date {
    let years = day.year() + 2;
    day.replace_year(years)
        .unwrap_or_else(|_| day.previous_day().unwrap().replace_year(years).unwrap())
}

/// What holds of every decision that is made.
pub(super) fn the_decision_is_lawful(before: &CaseFile, event: &Event, given: &Given) {
    let What::Decided { decision, .. } = &event.what else { return };
    let course = &before.course;
    let filing = course.filing.as_ref().expect("nothing is decided that was not filed");
    assert_eq!(filing.power.holder, before.unit, "the power is held");
    let conclusion = course.conclusion.as_ref().expect("it was concluded");
    assert!(conclusion.officers.len() >= 2, "by two officers");
    assert!(two_officers_of_the_unit(&conclusion.officers, before));
    assert_eq!(decision.by, "head");
    assert!(course.open_crime().is_none(), "no crime is open");
    if !decision.is_penalty() {
        return;
    }
    let limit = two_years_after(filing.act.to);
    assert!(local_date(before.clue.found_at) <= limit, "it was found in time");
    let notice = course.notice().expect("the party was told");
    let told = notice.served_at.expect("the notice was served");
    for item in decision.outcome.items() {
        assert!(item.amount <= notice.proposal.amount(item.kind), "of no less");
    }
    let waived = course.waivers.iter().any(|waiver| waiver.notice == notice.id);
    let window = given.now - told >= Duration::days(5);
    assert!(waived || window, "it could defend itself");
    assert!(course.statements.iter().all(|statement| statement.review.is_some()), "it was heard");
    if notice.proposal.amount(PenaltyKind::Fine) >= Fen::yuan(10_000) {
        assert!(course.discussions.iter().any(|discussion| discussion.agreed), "it was discussed");
        assert!(notice.hearing, "it was told of a hearing");
    }
}

/// Two at least, with certificates, of the unit that has it or had it, and no auxiliary among them.
fn two_officers_of_the_unit(subjects: &[String], case: &CaseFile) -> bool {
    let of_its_units = |unit: &Code| *unit == case.unit || case.course.rehomings.iter().any(|rehoming| rehoming.from == *unit);
    let officer =
        |subject: &String| certified(subject).is_some_and(|officer| of_its_units(&officer.unit) && officer.kind == Certificate::Officer);
    subjects.iter().collect::<std::collections::BTreeSet<_>>().len() >= 2 && subjects.iter().all(officer)
}

/// What holds of every filing: a power that the unit holds that day, and an act whose time is not over.
pub(super) fn the_filing_is_lawful(before: &CaseFile, event: &Event, given: &Given) {
    let What::Filed(filing) = &event.what else { return };
    let held = given.known.power.as_ref().expect("nothing is filed upon a power that nobody holds");
    assert_eq!((&held.code, &held.holder), (&filing.power.code, &before.unit));
    let limit = two_years_after(filing.act.to);
    assert!(local_date(before.clue.found_at) <= limit, "it was found in time");
    assert!(before.course.filing.is_none(), "and once");
}

/// What holds of every decision on the spot (行政处罚法 art. 51).
pub(super) fn the_spot_is_lawful(spot: &DecideOnSpot, case: &CaseFile, given: &Given) {
    let filing = case.course.filing.as_ref().expect("it is filed at once");
    let held = given
        .known
        .power
        .as_ref()
        .expect("nothing is decided upon a power that nobody holds");
    assert_eq!((&held.code, &held.holder), (&filing.power.code, &case.unit));
    let limit = two_years_after(filing.act.to);
    assert!(filing.act.to <= local_date(case.clue.found_at) && local_date(case.clue.found_at) <= limit);
    let officers: Vec<String> = case.course.officers.iter().map(|officer| officer.subject.clone()).collect();
    assert!(two_officers_of_the_unit(&officers, case));
    let most = match spot.subject {
        SubjectKind::Citizen => Fen::yuan(200),
        SubjectKind::Organisation => Fen::yuan(3_000),
    };
    assert!(matches!(spot.item.kind, PenaltyKind::Fine | PenaltyKind::Warning) && spot.item.amount <= most);
    assert!(
        spot.told && spot.delivery.remedies_told,
        "told, heard, and told what can be done against it"
    );
    assert_eq!(spot.capacity, Capacity::Full);
}

/// What holds of every case.
pub(super) fn the_law_holds(case: &CaseFile) {
    let mut running: Vec<_> = case.clocks.running().map(|clock| clock.rule.id.as_ref()).collect();
    running.sort_unstable();
    let count = running.len();
    running.dedup();
    assert_eq!(running.len(), count, "no clock runs twice");
    let account = &case.course.account;
    let sum = |charge: Charge, kind: LineKind| -> i128 {
        let of = account.lines().filter(|line| line.charge == charge && line.kind == kind);
        of.map(|line| i128::from(line.amount.fen())).sum()
    };
    for charge in Charge::ALL {
        let due = sum(*charge, LineKind::Assessed) - sum(*charge, LineKind::Remitted);
        let kept = sum(*charge, LineKind::Paid) - sum(*charge, LineKind::Refunded);
        let standing = account.standing(*charge);
        let left = i128::from(standing.outstanding().fen()) - i128::from(standing.refundable().fen());
        assert_eq!(due - kept, left, "the account balances");
        assert!(due >= 0 && kept >= 0);
    }
    let (fine, surcharge) = (account.standing(Charge::Fine), account.standing(Charge::Surcharge));
    assert!(surcharge.due() <= fine.due(), "the surcharge is never more than the fine");
    if case.stage.name() == StageName::Closed && case.course.court.is_none() && case.course.decision().is_some() {
        let lapsed = case.clocks.latest("apply").zip(case.stage.ending());
        let lapsed = lapsed.is_some_and(|(clock, ending)| clock.due.legal <= ending.at);
        assert!(account.outstanding().is_zero() || !case.course.remedies.is_empty() || lapsed);
    }
    if case.stage.name() == StageName::Closed && case.course.remedies.is_empty() {
        assert!(!case.owes_a_publication(), "nothing is closed that has to be published");
    }
    if case.stage.name().is_end() {
        let held = case.course.measures.iter().any(|measure| measure.release.is_none());
        assert!(!held, "nothing is kept from the party for ever");
    }
    if case.stage.name().is_under_investigation() && case.stage.name() != StageName::WithJustice {
        assert!(case.course.filing.is_some());
    }
}
