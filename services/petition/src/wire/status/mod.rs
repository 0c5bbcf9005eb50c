//! The public door: what petitioners ask and bring, and what they are answered.

mod answer;
mod request;

pub use answer::{answer, organ, thread};
pub use request::{
    Credentials, Submitted, Wish, credentials, query, submit_evaluation, submit_message, submit_remedy_request, submit_supplement,
    submit_withdrawal,
};
