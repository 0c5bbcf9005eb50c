//! Documents of a case (文书): one template each, set as HTML and as PDF/A of the same words in an embedded Song face. The same facts
//! are the same bytes, whichever process sets them, so that the hash on a case's record says what was handed out.
//!
//! A template is what stands in the `<article>`: `h1` the title, `h2` headings, `p` paragraphs (of the class `number`, `plain`, `right`,
//! `sign`, `seal` or `note`, or of none: indented by two signs), `table` of `tr` with `th` and `td`, and `ol` of `li`. A line break in a
//! text is one on paper. Facts are written `{{ name }}` and are text wherever they stand; one that the template asks for and is not
//! given is an error.

mod face;
mod fault;
mod html;
mod leaf;
mod line;
mod pdf;
mod press;
mod sheet;
#[cfg(test)]
mod tests;
mod words;

pub use fault::DocumentFault;
pub use press::{Format, Order, Press, Printed};
pub use words::{chinese_date, day, fen, moment, yuan};
