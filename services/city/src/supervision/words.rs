//! The contract's enums as words: `RUNG_ORDERED` is `ordered` on the command line and `ordered 督办单` in a table.

use shiyu_proto::assessment::v1::{Rung, StepCause, SupervisedService, SupervisionGround, SupervisionStage};

use crate::words::{parsers, words};

words! {
    /// `rectifying`.
    stage SupervisionStage "SUPERVISION_STAGE_",
    /// `ordered`.
    rung Rung "RUNG_",
    /// `overdue`.
    ground SupervisionGround "SUPERVISION_GROUND_",
    /// `petition`.
    service SupervisedService "SUPERVISED_SERVICE_",
    /// `not-acknowledged`.
    cause StepCause "STEP_CAUSE_",
}

parsers! {
    /// The stage of a word.
    parse_stage stage SupervisionStage,
    /// The ground of a word.
    parse_ground ground SupervisionGround,
    /// The service of a word.
    parse_service service SupervisedService,
}

/// `ordered 督办单`.
#[must_use]
pub fn rung_label(of: Rung) -> String {
    let term = match of {
        Rung::Unspecified => "",
        Rung::Urged => "催办",
        Rung::Ordered => "督办单",
        Rung::Notified => "通报",
        Rung::Interviewed => "约谈",
        Rung::Listed => "挂牌整治",
        Rung::Accountable => "追责建议",
    };
    format!("{} {term}", rung(of)).trim().to_owned()
}

/// `issued 已下达`.
#[must_use]
pub fn stage_label(of: SupervisionStage) -> String {
    let term = match of {
        SupervisionStage::Unspecified => "",
        SupervisionStage::Issued => "已下达",
        SupervisionStage::Acknowledged => "已签收",
        SupervisionStage::Rectifying => "整改中",
        SupervisionStage::Reported => "已报告",
        SupervisionStage::Verified => "已核验",
        SupervisionStage::Closed => "已销号",
        SupervisionStage::Withdrawn => "已撤回",
    };
    format!("{} {term}", stage(of)).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_the_values_of_the_contract() {
        assert_eq!(parse_stage("rectifying"), Ok(SupervisionStage::Rectifying));
        assert_eq!(parse_ground("refusal-to-execute"), Ok(SupervisionGround::RefusalToExecute));
        assert_eq!(parse_service("grid"), Ok(SupervisedService::Grid));
        assert!(parse_service("unspecified").is_err());
        assert_eq!(rung_label(Rung::Listed), "listed 挂牌整治");
        assert_eq!(stage_label(SupervisionStage::Unspecified), "");
    }
}
