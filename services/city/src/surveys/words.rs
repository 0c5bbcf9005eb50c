//! The contract's enums as words: `SURVEY_STAGE_ASKING` is `asking`.

use shiyu_proto::assessment::v1::SurveyStage;

use crate::words::words;

words! {
    /// `asking`.
    stage SurveyStage "SURVEY_STAGE_",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_the_values_of_the_contract() {
        assert_eq!(stage(SurveyStage::Asking), "asking");
        assert_eq!(stage(SurveyStage::Unspecified), "");
    }
}
