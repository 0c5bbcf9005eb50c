//! Whatever is ordered, by whomever, whenever: the dispute is the fold of its journal, and the rules hold.

use proptest::prelude::*;
use shiyu_kit::case::{Actor, Case};
use shiyu_kit::referral::ReferralState;
use time::Duration;
use time::macros::date;
use uuid::Uuid;

use super::given::*;
use crate::domain::command::{DraftAgreement, RecordConsent, RecuseMediator};
use crate::domain::terms::{
    Channel, ConfirmationResult, CourtVerdict, Form, Leaving, Method, NotConfirmed, PartyRole, Procedure, Termination,
};
use crate::domain::{Command, Dispute, End, Event, StageName, What};

/// What is ordered next.
#[derive(Debug, Clone)]
enum Step {
    /// An order, by somebody.
    Order(Actor, Box<Command>),
    /// A party's word, said now.
    Word(Uuid, bool),
    /// The next clock rings.
    Ring,
    /// Time passes.
    Wait(i64),
}

fn actor() -> impl Strategy<Value = Actor> {
    let anybody = vec![
        stranger(),
        second(),
        program("petition"),
        program("grid"),
        Actor::Clock,
        clerk_of(CENTRE),
    ];
    prop_oneof![6 => Just(clerk()), 6 => Just(mediator()), 2 => prop::sample::select(anybody)]
}

fn who() -> impl Strategy<Value = Uuid> {
    prop::sample::select(vec![APPLICANT, RESPONDENT, Uuid::from_u128(0xB2)])
}

fn agreed() -> impl Strategy<Value = Vec<Uuid>> {
    prop_oneof![3 => Just(both()), 1 => prop::collection::vec(who(), 0..4)]
}

fn drafts() -> impl Strategy<Value = DraftAgreement> {
    prop_oneof![
        Just(written()),
        Just(oral()),
        Just(DraftAgreement {
            form: Form::Oral,
            ..written()
        }),
        Just(DraftAgreement {
            at_once: true,
            obligations: vec![owes(200_000, None)],
            ..written()
        }),
        Just(DraftAgreement {
            partial: true,
            ..written()
        }),
        Just(DraftAgreement { partial: true, ..oral() }),
    ]
}

fn before_effect() -> impl Strategy<Value = Command> {
    let mediators = || prop::sample::select(vec![MEDIATOR, SECOND, OFFICIAL, LAPSED]);
    prop_oneof![
        Just(take_up()),
        Just(Command::Accept),
        (who(), prop::bool::weighted(0.9)).prop_map(|(party, given)| consent(party, given)),
        mediators().prop_map(appoint),
        (mediators(), agreed()).prop_map(|(mediator, agreed)| Command::ChooseMediators {
            mediators: vec![mediator],
            agreed
        }),
        (mediators(), prop::bool::weighted(0.2)).prop_map(|(mediator, interest)| disclose(mediator, interest)),
        mediators().prop_map(|mediator| Command::RecuseMediator(RecuseMediator {
            mediator,
            leaving: Leaving::Recused,
            party: None,
            reason: String::new(),
        })),
        Just(Command::Begin),
        agreed().prop_map(|agreed| Command::Extend { days: 3, agreed }),
        agreed().prop_map(|agreed| Command::ChangeProcedure(crate::domain::command::ChangeProcedure { agreed, ..to_court() })),
        agreed().prop_map(|agreed| Command::ChangeProcedure(crate::domain::command::ChangeProcedure {
            agreed,
            to: Procedure::Administrative,
            court: None,
            matter: Some(MATTER),
            ..to_court()
        })),
        Just(Command::RecordCourtVerdict {
            verdict: CourtVerdict::SentBack,
            reference: "退回".to_owned(),
            at: START
        }),
        Just(join(Uuid::from_u128(0xB2), PartyRole::ThirdParty)),
        drafts().prop_map(draft),
    ]
}

fn after_a_draft() -> impl Strategy<Value = Command> {
    let methods = prop::sample::select(vec![Method::Signature, Method::Spoken]);
    let results = prop::sample::select(vec![
        ConfirmationResult::Confirmed,
        ConfirmationResult::Withdrawn,
        ConfirmationResult::Refused(NotConfirmed::Unclear),
    ]);
    prop_oneof![
        4 => (who(), methods).prop_map(|(party, method)| Command::Sign { party, method }),
        1 => Just(Command::RecuseMediator(RecuseMediator { mediator: MEDIATOR, leaving: Leaving::Replaced, party: None, reason: String::new() })),
        3 => Just(Command::SignAsMediator),
        3 => Just(seal()),
        1 => Just(Command::VoidDraft { reason: "改".to_owned() }),
        2 => (1..3_i64).prop_map(|part| pays(part * 100_000, date!(2026 - 03 - 02))),
        1 => Just(Command::ApplyConfirmation(apply())),
        1 => results.prop_map(court_says),
        1 => agreed().prop_map(|agreed| Command::Remediate { agreed, channel: Channel::Phone }),
        1 => Just(breach()),
        1 => Just(routes()),
        1 => Just(Command::FollowUp { settled: true, note: "好".to_owned() }),
        1 => Just(Command::Archive),
    ]
}

fn ending() -> impl Strategy<Value = Command> {
    let grounds = vec![
        Termination::Failed,
        Termination::NoResponse,
        Termination::Expired,
        Termination::Refused,
    ];
    prop_oneof![
        who().prop_map(ends),
        prop::sample::select(grounds).prop_map(terminate),
        Just(Command::OfferGone {
            referral: REFERRAL,
            state: ReferralState::Withdrawn
        }),
        Just(Command::Reckon),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => (actor(), before_effect()).prop_map(|(by, command)| Step::Order(by, Box::new(command))),
        8 => (actor(), after_a_draft()).prop_map(|(by, command)| Step::Order(by, Box::new(command))),
        1 => (actor(), ending()).prop_map(|(by, command)| Step::Order(by, Box::new(command))),
        6 => (who(), prop::bool::weighted(0.95)).prop_map(|(party, given)| Step::Word(party, given)),
        2 => Just(Step::Ring),
        1 => (1..60_i64).prop_map(Step::Wait),
    ]
}

/// Starts anywhere on the way, so that short stories come far.
fn start() -> impl Strategy<Value = StageName> {
    prop::sample::select(vec![
        StageName::Applied,
        StageName::ConsentPending,
        StageName::MediatorSelection,
        StageName::Mediating,
        StageName::AgreementDrafted,
        StageName::AgreementEffective,
    ])
}

fn told(given: &mut Given, step: Step) -> Vec<Event> {
    given.now += Duration::minutes(10);
    match step {
        Step::Order(by, command) => given.when(&by, *command).unwrap_or_default(),
        Step::Word(party, consents) => {
            let word = RecordConsent {
                at: given.now,
                ..word(party, consents)
            };
            given.when(&clerk(), Command::RecordConsent(word)).unwrap_or_default()
        }
        Step::Ring => {
            let before = given.journal.len();
            if given.dispute().next_ringing().is_some() {
                given.when_the_next_clock_rings();
            }
            given.journal[before..].to_vec()
        }
        Step::Wait(hours) => {
            given.now += Duration::hours(hours);
            Vec::new()
        }
    }
}

/// No agreement takes effect without every party's consent to the attempt and signature, a mediator's, and in writing the seal.
fn effect_rests_on_all(after: &Dispute) {
    let agreement = after.agreement().expect("what takes effect is an agreement");
    assert!(after.all_consented());
    for party in after.principals() {
        assert!(after.course.has_consented(party.id), "no effect without every consent");
        assert!(agreement.signatures.iter().any(|signature| signature.party == party.id));
    }
    assert!(!agreement.signed_by_mediators.is_empty());
    for one in after.course.appointments.iter().filter(|one| one.left == Some(Leaving::Recused)) {
        assert!(
            !agreement.signed_by_mediators.contains(&one.mediator),
            "nobody signs who stood aside"
        );
    }
    assert!(agreement.form == Form::Oral || agreement.seal.is_some());
    assert!(
        agreement.form == Form::Written || agreement.at_once,
        "what is performed later is written"
    );
}

fn rules_hold(before: &Dispute, events: &[Event], after: &Dispute) {
    for event in events {
        if matches!(event.what, What::AgreementEffective { .. }) {
            effect_rests_on_all(after);
        }
        if matches!(event.what, What::Begun { .. } | What::SessionPlanned(_) | What::AgreementDrafted(_)) {
            assert!(after.all_consented());
        }
        if matches!(&event.what, What::ConsentRecorded(consent) if !consent.given) {
            assert!(after.stage.name().is_end(), "a refusal ends it");
        }
    }
    if before.stage.name().is_end() && !events.is_empty() {
        assert!(after.stage.name().is_end(), "nothing goes on after the end");
        assert_eq!(before.stage.ending(), after.stage.ending());
    }
    if let Some(End::Performed) = after.stage.ending().map(|ending| &ending.end) {
        assert!(after.in_force().next().is_some(), "what is performed was agreed");
        assert!(after.in_force().all(crate::domain::course::Agreement::is_performed));
    }
    let mut owed: Vec<u32> = after.in_force().flat_map(|one| &one.obligations).map(|owed| owed.number).collect();
    let all = owed.len();
    owed.sort_unstable();
    owed.dedup();
    assert_eq!(owed.len(), all, "each thing that is owed has a number of its own");
    if after.stage.name().is_end() {
        assert!(after.bookings(Uuid::nil()).is_empty(), "nobody is taken for what has ended");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_ordered_the_rules_hold(stage in start(), steps in prop::collection::vec(step(), 1..60)) {
        let mut given = Given::a_dispute(stage);
        for step in steps {
            let before = given.dispute().clone();
            let events = told(&mut given, step);
            rules_hold(&before, &events, given.dispute());
        }
        let folded = given.journal.iter().try_fold(None, |dispute, event| Dispute::evolve(dispute, event).map(Some));
        let folded = folded.flatten();
        prop_assert_eq!(folded.as_ref(), given.dispute.as_ref());
    }
}
