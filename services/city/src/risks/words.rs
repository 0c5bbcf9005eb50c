//! The contract's enums as words: `RISK_SUBJECT_SENSITIVE_CASE` is `sensitive-case`.

use shiyu_proto::assessment::v1::{RiskConclusion, RiskExemption, RiskLevel, RiskStage, RiskSubject};

use crate::words::{parsers, words};

words! {
    /// `sensitive-case`.
    subject RiskSubject "RISK_SUBJECT_",
    /// `consulted`.
    stage RiskStage "RISK_STAGE_",
    /// `mitigate-then`.
    conclusion RiskConclusion "RISK_CONCLUSION_",
    /// `medium`.
    level RiskLevel "RISK_LEVEL_",
    /// `assessed-as-part`.
    exemption RiskExemption "RISK_EXEMPTION_",
}

parsers! {
    /// The subject of a word.
    parse_subject subject RiskSubject,
    /// The conclusion of a word.
    parse_conclusion conclusion RiskConclusion,
    /// The level of a word.
    parse_level level RiskLevel,
    /// The exemption of a word.
    parse_exemption exemption RiskExemption,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_the_values_of_the_contract() {
        assert_eq!(parse_subject("sensitive-case"), Ok(RiskSubject::SensitiveCase));
        assert_eq!(parse_conclusion("mitigate-then"), Ok(RiskConclusion::MitigateThen));
        assert_eq!(parse_exemption("decided-above"), Ok(RiskExemption::DecidedAbove));
        assert!(parse_level("unspecified").is_err());
        assert_eq!(stage(RiskStage::FollowedUp), "followed-up");
    }
}
