//! The public door: what citizens report and ask, and what they are answered.

mod answer;
pub mod organ;
mod request;

pub use answer::{answer, answer_to_duplicate};
pub use request::{Photo, Rated, photo_head, query, submit_rating, submit_report};
