//! The contract's enums as words: `STAGE_HANDLING` is `handling` on the command line and `handling 办理中` in a table.

use shiyu_proto::common::v1::{ActorKind, DeadLetterState, Ring};
use shiyu_proto::common::v1::{DocumentKind, PartyKind, ReferralConfirmation, ReferralDestination, ReferralSettled, ReferralState};
use shiyu_proto::petition::v1::{
    Adoption, BoundaryState, BoundaryWord, Channel, Decision, MatterKind, OutsideProcedure, PartyRole, ReliefPath, RemedyKind, Ruling,
    Stage, Window,
};

pub(crate) fn word(name: &str, prefix: &str) -> String {
    name.strip_prefix(prefix).unwrap_or(name).to_ascii_lowercase().replace('_', "-")
}

/// Picks the one of `all` that `text` names.
pub(crate) fn choose<T: Copy>(text: &str, all: impl Iterator<Item = T>, named: fn(T) -> String) -> Result<T, String> {
    let all: Vec<T> = all.collect();
    let found = all.iter().find(|one| named(**one) == text);
    found.copied().ok_or_else(|| {
        let words: Vec<String> = all.iter().map(|one| named(*one)).collect();
        format!("`{text}` is none of {}", words.join(", "))
    })
}

/// A word for each value of an enum of the contract, and nothing for the unspecified one.
macro_rules! words {
    ($($(#[$doc:meta])* $named:ident $of:ident $prefix:literal),+ $(,)?) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $named(of: $of) -> String {
            if i32::from(of) == 0 {
                return String::new();
            }
            $crate::words::word(of.as_str_name(), $prefix)
        }
    )+};
}
pub(crate) use words;

/// The value of a word, of all that the contract numbers.
macro_rules! parsers {
    ($($(#[$doc:meta])* $parse:ident $named:ident $of:ident),+ $(,)?) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// The words there are.
        pub fn $parse(text: &str) -> Result<$of, String> {
            $crate::words::choose(text, (1..).map_while(|number| $of::try_from(number).ok()), $named)
        }
    )+};
}
pub(crate) use parsers;

/// `handling`.
#[must_use]
pub fn stage(stage: Stage) -> String {
    word(stage.as_str_name(), "STAGE_")
}

/// Every stage, as the contract numbers them.
pub fn stages() -> impl Iterator<Item = Stage> {
    (1..).map_while(|number| Stage::try_from(number).ok())
}

/// The stage of a word.
///
/// # Errors
/// The words there are.
pub fn parse_stage(text: &str) -> Result<Stage, String> {
    choose(text, stages(), stage)
}

/// `handling 办理中`.
#[must_use]
pub fn stage_label(of: Stage) -> String {
    let term = match of {
        Stage::Unspecified => "",
        Stage::Registered => "已登记",
        Stage::Forwarded => "已转送",
        Stage::Accepted => "已受理",
        Stage::Handling => "办理中",
        Stage::OpinionIssued => "已出具意见",
        Stage::OpinionServed => "已送达",
        Stage::Closed => "已办结",
        Stage::Assigned => "已交办",
        Stage::Objected => "已异议",
        Stage::JurisdictionDisputed => "管辖争议",
        Stage::Studying => "研究中",
        Stage::DutyRequested => "履责中",
        Stage::ReviewRequested => "已申请复查",
        Stage::Reviewing => "复查中",
        Stage::ReviewDecided => "已复查",
        Stage::ReviewServed => "复查已送达",
        Stage::RecheckRequested => "已申请复核",
        Stage::Rechecking => "复核中",
        Stage::RecheckDecided => "已复核",
        Stage::Terminated => "已终结",
        Stage::Settled => "已和解",
        Stage::Replied => "已答复",
        Stage::Diverted => "已分流",
        Stage::Redirected => "已告知",
        Stage::HandedOver => "已移交外县",
        Stage::Merged => "已并案",
        Stage::Withdrawn => "已撤回",
        Stage::NotAccepted => "不予受理",
        Stage::Archived => "已归档",
    };
    format!("{} {term}", stage(of)).trim_end().to_owned()
}

/// `phone`.
#[must_use]
pub fn channel(channel: Channel) -> String {
    word(channel.as_str_name(), "CHANNEL_")
}

words! {
    /// `mediation`.
    destination ReferralDestination "REFERRAL_DESTINATION_",
    /// `returned`.
    referral_state ReferralState "REFERRAL_STATE_",
    /// What a court said: `confirmed`; empty if it said nothing.
    confirmation ReferralConfirmation "REFERRAL_CONFIRMATION_",
    /// How much the agreements settle: `in-part`; empty if there are none.
    settled ReferralSettled "REFERRAL_SETTLED_",
    /// `claimed`.
    boundary_word BoundaryWord "BOUNDARY_WORD_",
    /// `referred`.
    boundary_state BoundaryState "BOUNDARY_STATE_",
    /// `partly-adopted`.
    adoption Adoption "ADOPTION_",
    /// `handling-opinion`.
    path ReliefPath "RELIEF_PATH_",
    /// `identity-card`.
    document DocumentKind "DOCUMENT_KIND_",
}

parsers! {
    /// The channel of a word.
    parse_channel channel Channel,
    /// The document of a word.
    parse_document_kind document DocumentKind,
    /// Reads `claimed`.
    parse_boundary_word boundary_word BoundaryWord,
    /// Reads `referred`.
    parse_boundary_state boundary_state BoundaryState,
    /// Reads `partly-adopted`.
    parse_adoption adoption Adoption,
    /// The state of a word.
    parse_dead_letter_state dead_letter_state DeadLetterState,
}

/// The window of a word.
///
/// # Errors
/// The words there are.
pub fn parse_window(text: &str) -> Result<Window, String> {
    let window = |window: Window| word(window.as_str_name(), "WINDOW_");
    choose(text, (1..).map_while(|number| Window::try_from(number).ok()), window)
}

/// The kind of party of a word.
///
/// # Errors
/// The words there are.
pub fn parse_party_kind(text: &str) -> Result<PartyKind, String> {
    let kind = |kind: PartyKind| word(kind.as_str_name(), "PARTY_KIND_");
    choose(text, (1..).map_while(|number| PartyKind::try_from(number).ok()), kind)
}

/// `not-supported`.
#[must_use]
pub fn decision(decision: Decision) -> String {
    word(decision.as_str_name(), "DECISION_")
}

/// `upheld`.
#[must_use]
pub fn ruling(ruling: Ruling) -> String {
    word(ruling.as_str_name(), "RULING_")
}

/// `review`.
#[must_use]
pub fn remedy(remedy: RemedyKind) -> String {
    word(remedy.as_str_name(), "REMEDY_KIND_")
}

/// `appeal-for-relief`.
#[must_use]
pub fn kind(kind: MatterKind) -> String {
    word(kind.as_str_name(), "MATTER_KIND_")
}

/// `petitioner`.
#[must_use]
pub fn party_role(party_role: PartyRole) -> String {
    word(party_role.as_str_name(), "PARTY_ROLE_")
}

/// `reconsideration`.
#[must_use]
pub fn procedure(procedure: OutsideProcedure) -> String {
    word(procedure.as_str_name(), "OUTSIDE_PROCEDURE_")
}

/// `overdue`.
#[must_use]
pub fn ring(ring: Ring) -> String {
    word(ring.as_str_name(), "RING_")
}

/// `open`.
#[must_use]
pub fn dead_letter_state(state: DeadLetterState) -> String {
    word(state.as_str_name(), "DEAD_LETTER_STATE_")
}

/// `person`.
#[must_use]
pub fn actor_kind(kind: ActorKind) -> String {
    word(kind.as_str_name(), "ACTOR_KIND_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_the_values_of_the_contract() {
        assert_eq!(parse_stage("opinion-served"), Ok(Stage::OpinionServed));
        assert_eq!(parse_channel("phone"), Ok(Channel::Phone));
        assert!(parse_channel("unspecified").is_err());
        assert_eq!(stages().count(), 29);
        assert_eq!(parse_window("none"), Ok(Window::None));
        assert_eq!(path(ReliefPath::Unspecified), "");
        assert_eq!(stage_label(Stage::Handling), "handling 办理中");
    }
}
