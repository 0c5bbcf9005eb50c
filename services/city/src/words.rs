//! The contract's enums as words: `STAGE_HANDLING` is `handling` on the command line and `handling 办理中` in a table.

use shiyu_proto::common::v1::{ActorKind, DeadLetterState, Ring};
use shiyu_proto::petition::v1::{Channel, Decision, Stage};

fn word(name: &str, prefix: &str) -> String {
    name.strip_prefix(prefix).unwrap_or(name).to_ascii_lowercase().replace('_', "-")
}

/// Picks the one of `all` that `text` names.
fn choose<T: Copy>(text: &str, all: impl Iterator<Item = T>, named: fn(T) -> String) -> Result<T, String> {
    let all: Vec<T> = all.collect();
    let found = all.iter().find(|one| named(**one) == text);
    found.copied().ok_or_else(|| {
        let words: Vec<String> = all.iter().map(|one| named(*one)).collect();
        format!("`{text}` is none of {}", words.join(", "))
    })
}

/// `handling`.
#[must_use]
pub fn stage(stage: Stage) -> String {
    word(stage.as_str_name(), "STAGE_")
}

/// Every stage, in the order of a petition's course.
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
    };
    format!("{} {term}", stage(of)).trim_end().to_owned()
}

/// `phone`.
#[must_use]
pub fn channel(channel: Channel) -> String {
    word(channel.as_str_name(), "CHANNEL_")
}

/// The channel of a word.
///
/// # Errors
/// The words there are.
pub fn parse_channel(text: &str) -> Result<Channel, String> {
    choose(text, (1..).map_while(|number| Channel::try_from(number).ok()), channel)
}

/// `not-supported`.
#[must_use]
pub fn decision(decision: Decision) -> String {
    word(decision.as_str_name(), "DECISION_")
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

/// The state of a word.
///
/// # Errors
/// The words there are.
pub fn parse_dead_letter_state(text: &str) -> Result<DeadLetterState, String> {
    let all = (1..).map_while(|number| DeadLetterState::try_from(number).ok());
    choose(text, all, dead_letter_state)
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
        assert_eq!(stages().count(), 7);
        assert_eq!(stage_label(Stage::Handling), "handling 办理中");
    }
}
