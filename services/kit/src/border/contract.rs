//! What every contract says of a boundary. The messages have the same names and fields in every package, but for the matter's own.

use prost::Message;
use uuid::Uuid;

use super::boundary::CountyAnswer;
use super::{Known, Matter};
use crate::nats::Fact;
use crate::unit::Code;

/// The messages of a desk, as [`border_contract!`](crate::border_contract) makes them.
pub trait Contract: Matter {
    /// `boundary.answered`, from a county that was asked to the city.
    type Answered: Message;

    /// `desk.answered`, from the city to the first receiver.
    type DeskAnswered: Message;

    /// `desk.moved`, from the city to every county named.
    type DeskMoved: Message;

    /// `desk.designated`, from the city to the first receiver.
    type DeskDesignated: Message;

    /// A boundary as the desk of this city or county shows it.
    fn shown(boundary: &Known<Self>, home: &Code) -> Self::Case;

    /// What a county said, for the city.
    fn answered(boundary: &Known<Self>, answer: &CountyAnswer) -> Self::Answered;

    /// What a county said, for the first receiver, who acts upon it.
    fn desk_answered(boundary: &Known<Self>, answer: &CountyAnswer) -> Self::DeskAnswered;

    /// How a boundary stands, for the counties named in it, who keep it.
    fn desk_moved(boundary: &Known<Self>, city: &Code) -> Self::DeskMoved;

    /// Whose it is by the city's word, for the first receiver.
    fn desk_designated(boundary: &Known<Self>) -> Self::DeskDesignated;

    /// What a county that was asked told, and of which boundary; none if it cannot be read. Which county it is its stream says.
    fn read_answered(fact: &Fact) -> Option<(Uuid, CountyAnswer)>;

    /// How a boundary stands, as the city told; none if it cannot be read.
    fn read_moved(fact: &Fact) -> Option<Known<Self>>;
}

/// What a fact tells; none if it cannot be read.
#[must_use]
pub fn told<T: Message + Default>(fact: &Fact) -> Option<T> {
    T::decode(fact.data.clone()).ok()
}

/// The codes of counties; none if one of them cannot be read.
#[must_use]
pub fn codes(codes: &[String]) -> Option<Vec<Code>> {
    codes.iter().map(|code| code.parse().ok()).collect()
}

/// The messages of a desk: [`Contract`](crate::border::Contract), and the words of the contract both ways, from the package and what its
/// messages call the matter; a new word on either side breaks the build.
///
/// ```text
/// border_contract! { Matters is pb of petition }
/// ```
#[macro_export]
macro_rules! border_contract {
    ($ours:ident is $package:ident of $matter:ident) => {
        impl $ours {
            /// Where a boundary stands, as the contract says it.
            #[must_use]
            pub const fn state(state: $crate::border::State) -> $package::BoundaryState {
                match state {
                    $crate::border::State::Raised => $package::BoundaryState::Raised,
                    $crate::border::State::Referred => $package::BoundaryState::Referred,
                    $crate::border::State::Settled => $package::BoundaryState::Settled,
                }
            }

            /// What the contract's word means; the unspecified one means nothing.
            #[must_use]
            pub const fn read_state(told: $package::BoundaryState) -> Option<$crate::border::State> {
                match told {
                    $package::BoundaryState::Unspecified => None,
                    $package::BoundaryState::Raised => Some($crate::border::State::Raised),
                    $package::BoundaryState::Referred => Some($crate::border::State::Referred),
                    $package::BoundaryState::Settled => Some($crate::border::State::Settled),
                }
            }

            /// A county's word, as the contract says it.
            #[must_use]
            pub const fn word(word: $crate::border::CountyWord) -> $package::BoundaryWord {
                match word {
                    $crate::border::CountyWord::Claimed => $package::BoundaryWord::Claimed,
                    $crate::border::CountyWord::Declined => $package::BoundaryWord::Declined,
                }
            }

            /// What the contract's word means; the unspecified one means nothing.
            #[must_use]
            pub const fn read_word(told: $package::BoundaryWord) -> Option<$crate::border::CountyWord> {
                match told {
                    $package::BoundaryWord::Unspecified => None,
                    $package::BoundaryWord::Claimed => Some($crate::border::CountyWord::Claimed),
                    $package::BoundaryWord::Declined => Some($crate::border::CountyWord::Declined),
                }
            }

            /// What a county said.
            #[must_use]
            pub fn answer(answer: &$crate::border::CountyAnswer) -> $package::BoundaryAnswer {
                $package::BoundaryAnswer {
                    county: answer.county.to_string(),
                    word: Self::word(answer.word).into(),
                    reference: answer.reference.clone(),
                    answer_time: Some($crate::wire::timestamp(answer.at)),
                }
            }

            /// The same read back; none if it cannot be read.
            #[must_use]
            pub fn read_answer(told: $package::BoundaryAnswer) -> Option<$crate::border::CountyAnswer> {
                Some($crate::border::CountyAnswer {
                    word: Self::read_word(told.word())?,
                    county: told.county.parse().ok()?,
                    reference: told.reference,
                    at: $crate::wire::moment(told.answer_time?)?,
                })
            }
        }

        impl $crate::border::Contract for $ours {
            type Answered = $package::BoundaryAnswered;
            type DeskAnswered = $package::DeskAnswered;
            type DeskMoved = $package::DeskMoved;
            type DeskDesignated = $package::DeskDesignated;

            fn shown(boundary: &$crate::border::Known<Self>, home: &$crate::unit::Code) -> $package::BoundaryCase {
                let settled = boundary.settled.as_ref();
                $package::BoundaryCase {
                    name: format!("counties/{home}/{}/{}", $crate::border::request::BOUNDARIES, boundary.id),
                    $matter: boundary.matter.clone(),
                    counties: boundary.counties.iter().map(ToString::to_string).collect(),
                    state: Self::state(boundary.state()).into(),
                    raise_time: Some($crate::wire::timestamp(boundary.raised_at)),
                    refer_time: boundary.referred_at.map($crate::wire::timestamp),
                    owner: settled.map(|settled| settled.owner.to_string()).unwrap_or_default(),
                    designated: settled.is_some_and(|settled| settled.designated),
                    reference: settled.map(|settled| settled.reference.clone()).unwrap_or_default(),
                    settle_time: settled.map(|settled| $crate::wire::timestamp(settled.at)),
                    answers: boundary.answers.iter().map(Self::answer).collect(),
                    ..<Self as $crate::border::Matter>::told(&boundary.about)
                }
            }

            fn answered(boundary: &$crate::border::Known<Self>, answer: &$crate::border::CountyAnswer) -> $package::BoundaryAnswered {
                let told = Self::answer(answer);
                $package::BoundaryAnswered {
                    boundary: boundary.id.to_string(),
                    $matter: boundary.matter.clone(),
                    word: told.word,
                    reference: told.reference,
                    answer_time: told.answer_time,
                }
            }

            fn desk_answered(boundary: &$crate::border::Known<Self>, answer: &$crate::border::CountyAnswer) -> $package::DeskAnswered {
                $package::DeskAnswered {
                    boundary: boundary.id.to_string(),
                    $matter: boundary.matter.clone(),
                    answer: Some(Self::answer(answer)),
                }
            }

            fn desk_moved(boundary: &$crate::border::Known<Self>, city: &$crate::unit::Code) -> $package::DeskMoved {
                $package::DeskMoved {
                    boundary: Some(<Self as $crate::border::Contract>::shown(boundary, city)),
                }
            }

            fn desk_designated(boundary: &$crate::border::Known<Self>) -> $package::DeskDesignated {
                let settled = boundary.settled.as_ref();
                $package::DeskDesignated {
                    boundary: boundary.id.to_string(),
                    $matter: boundary.matter.clone(),
                    owner: settled.map(|settled| settled.owner.to_string()).unwrap_or_default(),
                    reference: settled.map(|settled| settled.reference.clone()).unwrap_or_default(),
                    designate_time: settled.map(|settled| $crate::wire::timestamp(settled.at)),
                }
            }

            fn read_answered(fact: &$crate::nats::Fact) -> Option<(::uuid::Uuid, $crate::border::CountyAnswer)> {
                let told: $package::BoundaryAnswered = $crate::border::told(fact)?;
                let answer = $package::BoundaryAnswer {
                    county: fact.told_in().to_owned(),
                    word: told.word,
                    reference: told.reference,
                    answer_time: told.answer_time,
                };
                Some((told.boundary.parse().ok()?, Self::read_answer(answer)?))
            }

            fn read_moved(fact: &$crate::nats::Fact) -> Option<$crate::border::Known<Self>> {
                let moved: $package::DeskMoved = $crate::border::told(fact)?;
                let told = moved.boundary?;
                let settled = if told.owner.is_empty() {
                    None
                } else {
                    Some($crate::border::Settlement {
                        owner: told.owner.parse().ok()?,
                        designated: told.designated,
                        reference: told.reference.clone(),
                        at: $crate::wire::moment(told.settle_time?)?,
                    })
                };
                Some($crate::border::Boundary {
                    id: told.name.rsplit('/').next()?.parse().ok()?,
                    counties: $crate::border::codes(&told.counties)?,
                    about: <Self as $crate::border::Matter>::learnt(&told)?,
                    raised_at: $crate::wire::moment(told.raise_time?)?,
                    referred_at: told.refer_time.and_then($crate::wire::moment),
                    settled,
                    answers: told.answers.into_iter().map(Self::read_answer).collect::<Option<_>>()?,
                    matter: told.$matter,
                })
            }
        }
    };
}
