//! The contract's enums as words: `PERIOD_STAGE_COMPUTED` is `computed`.

use shiyu_proto::assessment::v1::{ExclusionReason, PeriodStage, UnitLevel, Verdict};

use crate::words::{parsers, words};

words! {
    /// `computed`.
    stage PeriodStage "PERIOD_STAGE_",
    /// `town`.
    level UnitLevel "UNIT_LEVEL_",
    /// `upheld`.
    verdict Verdict "VERDICT_",
    /// `no-legal-basis`.
    exclusion ExclusionReason "EXCLUSION_REASON_",
}

parsers! {
    /// The level of a word.
    parse_level level UnitLevel,
    /// The reason of a word.
    parse_exclusion exclusion ExclusionReason,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_the_values_of_the_contract() {
        assert_eq!(parse_level("town"), Ok(UnitLevel::Town));
        assert_eq!(parse_exclusion("no-legal-basis"), Ok(ExclusionReason::NoLegalBasis));
        assert!(parse_exclusion("unspecified").is_err());
        assert_eq!(
            (stage(PeriodStage::Appeals), verdict(Verdict::Upheld)),
            ("appeals".into(), "upheld".into())
        );
    }
}
