//! Whatever is ordered, by whomever, whenever: the case is the fold of its journal, and the law holds.

use proptest::prelude::*;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::{Actor, Case};
use shiyu_kit::fault::Refusal as _;
use time::Duration;

use super::fitting::fitting;
use super::given::*;
use super::lawful::{the_decision_is_lawful, the_filing_is_lawful, the_law_holds, the_spot_is_lawful};
use crate::domain::command::DecideOnSpot;
use crate::domain::terms::{Capacity, CriminalAnswer, Exemption, PenaltyKind, RemedyKind, RemedyRuling, SubjectKind};
use crate::domain::{CaseFile, Command, StageName, Verb};

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
        1 => prop::sample::select(RemedyKind::ALL.to_vec()).prop_map(|kind| super::fitting::lodge(kind, true)),
        1 => (0..40_i64).prop_map(|days| super::fitting::lodged(NOW - Duration::days(days))),
        2 => prop::sample::select(RemedyRuling::ALL.to_vec()).prop_map(|ruling| super::fitting::rule(super::fitting::THING, ruling)),
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
