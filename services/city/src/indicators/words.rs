//! The contract's enums as words: `INDICATOR_STAGE_ACTIVE` is `active`.

use shiyu_proto::assessment::v1::{Direction, Family, IndicatorStage};

use crate::words::{parsers, words};

words! {
    /// `active`.
    stage IndicatorStage "INDICATOR_STAGE_",
    /// `governance`.
    family Family "FAMILY_",
    /// `higher`.
    direction Direction "DIRECTION_",
}

parsers! {
    /// The stage of a word.
    parse_stage stage IndicatorStage,
    /// The family of a word.
    parse_family family Family,
    /// The direction of a word.
    parse_direction direction Direction,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_the_values_of_the_contract() {
        assert_eq!(parse_stage("active"), Ok(IndicatorStage::Active));
        assert_eq!(parse_family("safety"), Ok(Family::Safety));
        assert_eq!(parse_direction("descriptive"), Ok(Direction::Descriptive));
        assert!(parse_direction("unspecified").is_err());
    }
}
