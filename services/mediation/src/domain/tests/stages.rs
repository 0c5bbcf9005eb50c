use std::collections::BTreeSet;

use shiyu_kit::case::Case;

use super::given::*;
use crate::domain::{Dispute, Event, StageName, Verb};

#[test]
fn every_stage_is_reached_and_is_the_fold_of_its_journal() {
    for stage in StageName::ALL {
        let given = Given::a_dispute(stage);
        assert_eq!(given.stage(), stage);
        let kept: Vec<String> = given.journal.iter().map(|event| serde_json::to_string(event).unwrap()).collect();
        let read: Vec<Event> = kept.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
        let folded = read
            .iter()
            .try_fold(None, |dispute, event| Dispute::evolve(dispute, event).map(Some));
        assert_eq!(folded.flatten().as_ref(), given.dispute.as_ref(), "{stage:?}");
    }
}

#[test]
fn stages_have_words_of_their_own() {
    let words: BTreeSet<&str> = StageName::ALL.into_iter().map(StageName::as_str).collect();
    assert_eq!(words.len(), StageName::ALL.len());
}

#[test]
fn an_end_takes_nothing_that_goes_on() {
    let goes_on = [
        Verb::RecordConsent,
        Verb::Begin,
        Verb::PlanSession,
        Verb::MakeOffer,
        Verb::Draft,
        Verb::Sign,
        Verb::Seal,
        Verb::EndByParty,
    ];
    for stage in StageName::ALL.into_iter().filter(|stage| stage.is_end()) {
        assert!(goes_on.iter().all(|verb| !stage.takes().contains(verb)), "{stage:?}");
    }
}

#[test]
fn a_refused_order_says_what_the_stage_takes() {
    use shiyu_kit::fault::Refusal as _;
    let mut given = Given::a_dispute(StageName::Screening);
    let refusal = given.when(&clerk(), crate::domain::Command::Begin).unwrap_err();
    assert_eq!(refusal.reason(), "NOT_IN_STAGE");
    assert!(refusal.allowed().contains(&"AcceptDispute"));
}
