//! The contract's enums as words: `EVENT_STAGE_IN_GRID` is `in-grid` on the command line and `in-grid 格内处置` in a table.

use shiyu_proto::grid::v1::{
    AreaClass, EscalationGround, EventRating, EventSource, EventStage, FindingKind, FindingSeverity, Footing, Level, LimitUnit, MapState,
    Mismatch, Platform, ResolutionTier, SpaceType,
};

use crate::words::{choose, parsers, words};

words! {
    /// `in-grid`.
    stage EventStage "EVENT_STAGE_",
    /// `citizen`.
    source EventSource "EVENT_SOURCE_",
    /// `town`.
    level Level "LEVEL_",
    /// `market-supervision`.
    platform Platform "PLATFORM_",
    /// `grid`.
    tier ResolutionTier "RESOLUTION_TIER_",
    /// `near-limit`.
    escalation EscalationGround "ESCALATION_GROUND_",
    /// `satisfied`.
    rating EventRating "EVENT_RATING_",
    /// `working-day`.
    limit_unit LimitUnit "LIMIT_UNIT_",
    /// `owner`.
    footing Footing "FOOTING_",
    /// `level`.
    mismatch Mismatch "MISMATCH_",
    /// `gap`.
    finding FindingKind "FINDING_KIND_",
    /// `error`.
    severity FindingSeverity "FINDING_SEVERITY_",
    /// `published`.
    map_state MapState "MAP_STATE_",
    /// `urban-community`.
    space SpaceType "SPACE_TYPE_",
    /// `a`.
    area AreaClass "AREA_CLASS_",
}

/// Every stage, as the contract numbers them.
pub fn stages() -> impl Iterator<Item = EventStage> {
    (1..).map_while(|number| EventStage::try_from(number).ok())
}

/// The stage of a word.
///
/// # Errors
/// The words there are.
pub fn parse_stage(text: &str) -> Result<EventStage, String> {
    choose(text, stages(), stage)
}

parsers! {
    /// The source of a word.
    parse_source source EventSource,
    /// The level of a word.
    parse_level level Level,
}

/// `in-grid 格内处置`.
#[must_use]
pub fn stage_label(of: EventStage) -> String {
    let term = match of {
        EventStage::Unspecified => "",
        EventStage::Reported => "已上报",
        EventStage::Verifying => "核实中",
        EventStage::Accepted => "已受理",
        EventStage::InGrid => "格内处置",
        EventStage::Filed => "已立案",
        EventStage::Dispatched => "已派遣",
        EventStage::Handling => "处置中",
        EventStage::Suspended => "挂账",
        EventStage::Handled => "已处置",
        EventStage::Verified => "已核查",
        EventStage::Disputed => "有争议",
        EventStage::Closed => "已结案",
        EventStage::Rejected => "不予受理",
        EventStage::Duplicate => "重复",
        EventStage::EmergencyTransferred => "已转应急",
        EventStage::HandedOver => "已移交",
    };
    format!("{} {term}", stage(of)).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_the_values_of_the_contract() {
        assert_eq!(parse_stage("in-grid"), Ok(EventStage::InGrid));
        assert_eq!(parse_source("citizen"), Ok(EventSource::Citizen));
        assert_eq!(parse_level("town"), Ok(Level::Town));
        assert!(parse_stage("unspecified").is_err());
        assert_eq!(stages().count(), 16);
        assert_eq!(tier(ResolutionTier::Unspecified), "");
        assert_eq!(stage_label(EventStage::Suspended), "suspended 挂账");
    }
}
