//! Whatever is ordered, by whomever, whenever: the case is the fold of its journal, and the law holds.

use proptest::prelude::*;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::{Actor, Case};
use shiyu_kit::fault::Refusal as _;
use shiyu_kit::unit::Code;
use time::{Date, Duration};

use super::given::*;
use super::stages::fitting;
use crate::domain::account::{Charge, LineKind};
use crate::domain::command::DecideOnSpot;
use crate::domain::terms::{Capacity, Certificate, CriminalAnswer, Exemption, Fen, PenaltyKind, RemedyKind, RemedyRuling, SubjectKind};
use crate::domain::{CaseFile, Command, Event, StageName, Verb, What};

/// What is ordered next.
#[derive(Debug, Clone)]
enum Turn {
    /// The step the law foresees.
    Next,
    /// An order as it fits, by who may give it.
    Fitting(Verb),
    /// An order as it fits, by anybody.
    ByAnybody(usize, Verb),
    /// Anything, by anybody.
    Anything(usize, Box<Command>),
    /// The next clock rings.
    Ring,
    /// The power is taken away, or given back.
    Power(bool),
}

fn anybody(index: usize) -> Actor {
    let all = [
        officer(LI),
        officer(WANG),
        officer(NOBODY),
        officer(AUXILIARY),
        person(OF_WATER, WATER, "enforcement_officer"),
        head(),
        head_of_water(),
        government(),
        reviewer(),
        host(),
        person(LI, BUREAU, "legal_reviewer"),
        suspect(),
        Actor::Party { id: COMPLAINANT },
        Actor::Service { name: "grid".to_owned() },
        Actor::Clock,
    ];
    all[index % all.len()].clone()
}

fn command() -> impl Strategy<Value = Command> {
    let officers = prop::sample::subsequence(vec![LI, WANG, CHEN, AUXILIARY, OF_WATER, NOBODY], 0..4)
        .prop_map(|named| named.into_iter().map(str::to_owned).collect::<Vec<_>>());
    let yuan = prop_oneof![0..300_u64, 300..60_000_u64];
    let proposal = prop_oneof![
        3 => yuan.clone().prop_map(fine),
        1 => prop::sample::select(Exemption::ALL.to_vec()).prop_map(spared),
        1 => yuan.clone().prop_map(|yuan| penalty(vec![item(PenaltyKind::Fine, yuan), item(PenaltyKind::SuspendBusiness, 0)], Some("light"))),
    ];
    let filing = (0..1_000_i64, any::<bool>(), officers.clone()).prop_map(|(days, held, officers)| {
        let mut filing = filing();
        filing.act.to = local_date(START) - Duration::days(days);
        filing.act.from = filing.act.to - Duration::days(3);
        filing.officers = officers;
        if !held {
            filing.power = "330299001000".to_owned();
        }
        Command::File(Box::new(filing))
    });
    prop_oneof![
        2 => filing,
        3 => (proposal.clone(), officers.clone()).prop_map(|(proposal, officers)| Command::Propose { proposal, officers }),
        3 => proposal.prop_map(decide),
        2 => officers.clone().prop_map(|officers| Command::Conclude { facts: "查明".to_owned(), bases: Vec::new(), officers }),
        1 => officers.prop_map(|officers| Command::VerifyClue { officers, found: true, note: "看过".to_owned() }),
        3 => (yuan, 0..40_i64).prop_map(|(yuan, days)| pay(yuan, &format!("R{days}"), NOW - Duration::days(days))),
        1 => any::<bool>().prop_map(|hearing| notice(hearing, NOW)),
        1 => (0..4_u32, 0..4_u32).prop_map(|(one, other)| discuss(one, other)),
        1 => prop::sample::select(vec![CriminalAnswer::Filed, CriminalAnswer::NotFiled]).prop_map(police),
        1 => prop::sample::select(RemedyKind::ALL.to_vec()).prop_map(|kind| super::stages::lodge(kind, true)),
        1 => (0..40_i64).prop_map(|days| super::stages::lodged(NOW - Duration::days(days))),
        2 => prop::sample::select(RemedyRuling::ALL.to_vec()).prop_map(|ruling| super::stages::rule(super::stages::THING, ruling)),
        1 => any::<bool>().prop_map(|approved| Command::DecideTransfer { approved, reason: "同意".to_owned() }),
        1 => Just(Command::Reckon),
    ]
}

fn turn() -> impl Strategy<Value = (Turn, i64)> {
    let verb = || prop::sample::select(Verb::ALL.to_vec());
    let turn = prop_oneof![
        12 => Just(Turn::Next),
        4 => verb().prop_map(Turn::Fitting),
        3 => (0..15_usize, verb()).prop_map(|(by, verb)| Turn::ByAnybody(by, verb)),
        5 => (0..15_usize, command()).prop_map(|(by, command)| Turn::Anything(by, Box::new(command))),
        3 => Just(Turn::Ring),
        1 => any::<bool>().prop_map(Turn::Power),
    ];
    let after = prop_oneof![8 => 0..100_000_i64, 2 => 400_000..1_500_000_i64, 1 => 1_500_000..9_000_000_i64];
    (turn, after)
}

/// The step the law foresees next.
fn next_step(given: &Given) -> (Actor, Command) {
    use StageName as S;
    let verb = match given.stage() {
        S::Clue => Verb::VerifyClue,
        S::FilingReview => Verb::File,
        S::Disputed => Verb::SettleDispute,
        S::Investigating if given.case().course.evidence.is_empty() => Verb::AddEvidence,
        S::Investigating => Verb::Conclude,
        S::Suspended => Verb::Resume,
        S::Concluded => Verb::Propose,
        S::NoticePending => Verb::ServeNotice,
        S::NoticeServed | S::HearingHeld => Verb::Submit,
        S::HearingScheduled => Verb::HoldHearing,
        S::LegalReview => Verb::DecideReview,
        S::Discussion => Verb::Discuss,
        S::DecisionPending => Verb::Decide,
        S::WithJustice => Verb::ReturnFromJustice,
        S::Decided => Verb::ServeDecision,
        S::Served | S::CourtAllowed => Verb::Pay,
        S::Overdue => Verb::ServeDemand,
        S::Demanded => Verb::ApplyToCourt,
        S::CourtApplied if given.running().contains("court_accept") => Verb::CourtAccept,
        S::CourtApplied => Verb::CourtRule,
        S::CourtRefused | S::Performed if given.running().contains("unpublish") => Verb::Unpublish,
        S::CourtRefused | S::Performed if given.running().contains("publish") => Verb::Publish,
        S::CourtRefused | S::Performed => Verb::Close,
        S::Dismissed | S::TransferredOut | S::NotFiled | S::CaseWithdrawn | S::CriminallyEnded | S::Closed => Verb::Reveal,
    };
    fitting(verb, given)
}

fn ordered(turn: Turn, given: &mut Given) -> Option<(Actor, Command)> {
    Some(match turn {
        Turn::Next => next_step(given),
        Turn::Fitting(verb) => fitting(verb, given),
        Turn::ByAnybody(by, verb) => (anybody(by), fitting(verb, given).1),
        Turn::Anything(by, command) => (anybody(by), *command),
        Turn::Ring => {
            let ringing = given.case().next_ringing()?;
            given.now = given.now.max(ringing.at);
            let (clock, at) = (ringing.clock, ringing.at);
            (Actor::Clock, Command::Tick { clock, at })
        }
        Turn::Power(held) => {
            given.known.power = held.then(power);
            return None;
        }
    })
}

/// Of the 29th of February the year without one has its last day.
fn two_years_after(day: Date) -> Date {
    let years = day.year() + 2;
    day.replace_year(years)
        .unwrap_or_else(|_| day.previous_day().unwrap().replace_year(years).unwrap())
}

/// What holds of every decision that is made.
fn the_decision_is_lawful(before: &CaseFile, event: &Event, given: &Given) {
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
fn the_filing_is_lawful(before: &CaseFile, event: &Event, given: &Given) {
    let What::Filed(filing) = &event.what else { return };
    let held = given.known.power.as_ref().expect("nothing is filed upon a power that nobody holds");
    assert_eq!((&held.code, &held.holder), (&filing.power.code, &before.unit));
    let limit = two_years_after(filing.act.to);
    assert!(local_date(before.clue.found_at) <= limit, "it was found in time");
    assert!(before.course.filing.is_none(), "and once");
}

/// What holds of every decision on the spot (行政处罚法 art. 51).
fn the_spot_is_lawful(spot: &DecideOnSpot, case: &CaseFile, given: &Given) {
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

fn spot() -> impl Strategy<Value = (DecideOnSpot, bool)> {
    let officers = prop::sample::subsequence(vec![LI, WANG, AUXILIARY, OF_WATER, NOBODY], 0..4);
    let kinds = prop::sample::select(vec![PenaltyKind::Fine, PenaltyKind::Warning, PenaltyKind::SuspendBusiness]);
    let yuan = prop_oneof![Just(0_u64), 1..400_u64, 2_900..3_100_u64];
    let party = (
        prop::sample::select(SubjectKind::ALL.to_vec()),
        prop::sample::select(Capacity::ALL.to_vec()),
    );
    let party = prop_oneof![4 => Just((SubjectKind::Citizen, Capacity::Full)), 1 => party];
    let said = prop_oneof![6 => Just((true, true)), 1 => any::<(bool, bool)>()];
    let days = prop_oneof![3 => 0..20_i64, 1 => 700..760_i64];
    let held = prop::bool::weighted(0.9);
    (officers, kinds, yuan, party, (said, days), held).prop_map(
        |(officers, kind, yuan, (subject, capacity), ((told, remedies), days), held)| {
            let mut spot = super::spot::the_spot();
            spot.officers = if officers.len() % 2 == 0 {
                both()
            } else {
                officers.into_iter().map(str::to_owned).collect()
            };
            spot.item = item(kind, yuan);
            (spot.subject, spot.capacity) = (subject, capacity);
            (spot.told, spot.delivery.remedies_told) = (told, remedies);
            spot.act.to = local_date(spot.received.clue.found_at) - Duration::days(days);
            spot.act.from = spot.act.to;
            (spot, held)
        },
    )
}

/// What holds of every case.
fn the_law_holds(case: &CaseFile) {
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_decided_on_the_spot_is_lawful((spot, held) in spot(), by in 0..15_usize) {
        let mut given = Given::nothing();
        given.known.power = held.then(power);
        match given.when(&anybody(by), Command::DecideOnSpot(Box::new(spot.clone()))) {
            Ok(_) => {
                the_spot_is_lawful(&spot, given.case(), &given);
                the_law_holds(given.case());
            }
            Err(refusal) => {
                prop_assert!(given.case.is_none() && given.journal.is_empty(), "a refusal changes nothing");
                prop_assert!(!refusal.reason().is_empty());
            }
        }
    }

    #[test]
    fn whatever_is_ordered_the_law_holds(start in prop::sample::select(vec![StageName::Clue, StageName::Investigating, StageName::NoticeServed, StageName::DecisionPending, StageName::Served]), turns in prop::collection::vec(turn(), 1..60)) {
        let mut given = Given::a_case(start);
        for (turn, after) in turns {
            given.now += Duration::seconds(after);
            let Some((by, command)) = ordered(turn, &mut given) else { continue };
            let before = (given.case().clone(), given.journal.len());
            match given.when(&by, command) {
                Ok(events) => {
                    for event in &events {
                        the_decision_is_lawful(&before.0, event, &given);
                        the_filing_is_lawful(&before.0, event, &given);
                    }
                }
                Err(refusal) => {
                    prop_assert_eq!(given.case(), &before.0, "a refusal changes nothing");
                    prop_assert_eq!(given.journal.len(), before.1);
                    prop_assert!(!refusal.reason().is_empty());
                }
            }
            the_law_holds(given.case());
        }
        let folded = given.journal.iter().fold(None, CaseFile::evolve);
        prop_assert_eq!(folded.as_ref(), given.case.as_ref());
    }
}
