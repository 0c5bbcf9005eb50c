//! The contract's enums as words: `VETO_EVENT_FALSIFIED_FIGURES` is `falsified-figures`.

use shiyu_proto::assessment::v1::{AwardStage, AwardTier, VetoEvent, VetoStage};

use crate::words::{parsers, words};

words! {
    /// `publicised`.
    stage AwardStage "AWARD_STAGE_",
    /// `bronze-tripod`.
    tier AwardTier "AWARD_TIER_",
    /// `falsified-figures`.
    event VetoEvent "VETO_EVENT_",
    /// `heard`.
    veto VetoStage "VETO_STAGE_",
}

parsers! {
    /// The event of a word.
    parse_event event VetoEvent,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_the_values_of_the_contract() {
        assert_eq!(parse_event("falsified-figures"), Ok(VetoEvent::FalsifiedFigures));
        assert!(parse_event("petitions").is_err() && parse_event("unspecified").is_err());
        assert_eq!(
            (tier(AwardTier::BronzeTripod), stage(AwardStage::Unspecified)),
            ("bronze-tripod".into(), String::new())
        );
    }
}
