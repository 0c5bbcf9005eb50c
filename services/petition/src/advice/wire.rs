//! Protobuf ↔ suggestions, and nothing else.

use shiyu_kit::fault::Violations;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::{self, Listing};
use shiyu_kit::unit::Code;
use shiyu_kit::wire::Word;
use shiyu_proto::petition::v1 as pb;
use uuid::Uuid;

use super::domain::{Make, Order, Suggestion};
use super::store::{Filter, Key};
use crate::wire::reading::{Fields, NOTE, PETITIONS};

const SUGGESTIONS: &str = "policySuggestions";
/// Matters behind one suggestion.
const MATTERS: usize = 50;

type Wanted = register::Wanted<Order>;

/// Reads `MakePolicySuggestion`.
///
/// # Errors
/// All that is wrong with the request.
pub fn make(request: pb::MakePolicySuggestionRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let suggestion = reading.part("suggestion", request.suggestion);
    let order = suggestion.and_then(|suggestion| made(&mut reading, id, suggestion));
    reading.wanted(id, order)
}

fn made(reading: &mut Reading<'_>, id: Option<Uuid>, suggestion: pb::PolicySuggestion) -> Option<Order> {
    let to = reading.code("suggestion.to_unit", &suggestion.to_unit);
    let root_cause = reading.category("suggestion.root_cause", &suggestion.root_cause);
    let category = reading.optional_category("suggestion.category", &suggestion.category);
    let place = reading.optional_place("suggestion.place", &suggestion.place);
    let text = reading.impersonal("suggestion.text", suggestion.text, NOTE);
    let field = "suggestion.petitions";
    let petitions = reading.distinct(field, &(0..=MATTERS), suggestion.petitions, |reading, field, name| {
        reading.name(field, &name, PETITIONS)
    });
    Some(Order::Make(Make {
        id: id?,
        to: to?,
        root_cause: root_cause?,
        category,
        place,
        text: text?,
        petitions: petitions?,
    }))
}

/// Reads `AnswerPolicySuggestion`.
///
/// # Errors
/// All that is wrong with the request.
pub fn answer(request: pb::AnswerPolicySuggestionRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let suggestion = reading.name("name", &request.name, SUGGESTIONS);
    let adoption = reading.word("adoption", request.adoption);
    let text = reading.impersonal("answer", request.answer, NOTE);
    let id = reading.request_id(&request.request_id);
    let order = suggestion.zip(adoption).zip(text);
    let order = order.map(|((id, adoption), text)| Order::Answer { id, adoption, text });
    reading.wanted(id, order)
}

/// Reads `ListPolicySuggestions`.
///
/// # Errors
/// All that is wrong with the request.
pub fn list(request: &pb::ListPolicySuggestionsRequest, county: &Code) -> Result<Listing<Filter, Key>, Violations> {
    let mut reading = Reading::new(county);
    let to = reading.optional_code("to_unit", &request.to_unit);
    let root_cause = reading.optional_category("root_cause", &request.root_cause);
    let page = (request.parent.as_str(), request.page_size, request.page_token.as_str());
    let scope = ["policySuggestions", &request.to_unit, &request.root_cause];
    reading.listing(page, &scope, Filter { to, root_cause })
}

/// A suggestion as a resource, with those of its petitions that the reader sees.
#[must_use]
pub fn suggestion(suggestion: &Suggestion, county: &Code, sees: impl Fn(Uuid) -> bool) -> pb::PolicySuggestion {
    let (made, answer) = (&suggestion.made, suggestion.answer.as_ref());
    let shown = made.petitions.iter().copied().filter(|petition| sees(*petition));
    pb::PolicySuggestion {
        name: format!("counties/{county}/{SUGGESTIONS}/{}", made.id),
        unit: suggestion.unit.to_string(),
        to_unit: made.to.to_string(),
        root_cause: made.root_cause.to_string(),
        category: made.category.as_ref().map(ToString::to_string).unwrap_or_default(),
        place: made.place.as_ref().map(ToString::to_string).unwrap_or_default(),
        text: made.text.clone(),
        petitions: shown.map(|petition| format!("counties/{county}/{PETITIONS}/{petition}")).collect(),
        make_time: Some(timestamp(suggestion.at)),
        adoption: answer.map(|answer| answer.adoption.number()).unwrap_or_default(),
        answer: answer.map(|answer| answer.text.clone()).unwrap_or_default(),
        answer_time: answer.map(|answer| timestamp(answer.at)),
    }
}

/// `advice.made`.
#[must_use]
pub fn advice_made(suggestion: &Suggestion) -> pb::AdviceMade {
    let made = &suggestion.made;
    pb::AdviceMade {
        suggestion: made.id.to_string(),
        unit: suggestion.unit.to_string(),
        to_unit: made.to.to_string(),
        root_cause: made.root_cause.to_string(),
        category: made.category.as_ref().map(ToString::to_string).unwrap_or_default(),
        place: made.place.as_ref().map(ToString::to_string).unwrap_or_default(),
        make_time: Some(timestamp(suggestion.at)),
    }
}

/// `advice.answered`.
#[must_use]
pub fn advice_answered(suggestion: &Suggestion) -> pb::AdviceAnswered {
    let answer = suggestion.answer.as_ref();
    pb::AdviceAnswered {
        suggestion: suggestion.made.id.to_string(),
        to_unit: suggestion.made.to.to_string(),
        adoption: answer.map(|answer| answer.adoption.number()).unwrap_or_default(),
        answer_time: answer.map(|answer| timestamp(answer.at)),
    }
}
