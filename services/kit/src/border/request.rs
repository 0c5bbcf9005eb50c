//! Reading what is asked at a boundaries' door.

use uuid::Uuid;

use super::{CountyWord, Matter, Order, OrderOf};
use crate::fault::Violations;
use crate::reading::Reading;
use crate::register::Wanted;
use crate::unit::Code;

/// The collection that boundaries are in.
pub const BOUNDARIES: &str = "boundaries";

/// A reference.
const LINE: usize = 100;

/// `GetBoundary`.
///
/// # Errors
/// All that is wrong with the name.
pub fn get(name: &str, home: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(home);
    let id = reading.name("name", name, BOUNDARIES);
    reading.finish(id)
}

/// `DesignateOwner`, from its `request_id` and `name`, its `owner` and its `reference`.
///
/// # Errors
/// All that is wrong with it.
pub fn designate<M: Matter>(
    (request_id, name): (&str, &str),
    owner: &str,
    reference: String,
    home: &Code,
) -> Result<Wanted<OrderOf<M>>, Violations> {
    let mut reading = Reading::new(home);
    let request_id = reading.request_id(request_id);
    let id = reading.name("name", name, BOUNDARIES);
    let owner = reading.place("owner", owner);
    let reference = reading.impersonal("reference", reference, LINE);
    let order = id.zip(owner).zip(reference);
    let order = order.map(|((id, owner), reference)| Order::Designate { id, owner, reference });
    reading.wanted(request_id, order)
}

/// `AnswerBoundary`, from its `request_id` and `name`, its `word`, which the contract reads, and its `reference`.
///
/// # Errors
/// All that is wrong with it.
pub fn answer<M: Matter, W: TryFrom<i32>>(
    (request_id, name): (&str, &str),
    (word, read): (i32, fn(W) -> Option<CountyWord>),
    reference: String,
    home: &Code,
) -> Result<Wanted<OrderOf<M>>, Violations> {
    let mut reading = Reading::new(home);
    let request_id = reading.request_id(request_id);
    let id = reading.name("name", name, BOUNDARIES);
    let word = reading.value("word", word, read);
    let reference = reading.impersonal("reference", reference, LINE);
    let order = id.zip(word).zip(reference);
    let order = order.map(|((id, word), reference)| Order::Answer { id, word, reference });
    reading.wanted(request_id, order)
}
