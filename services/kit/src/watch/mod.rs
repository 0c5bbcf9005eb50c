//! What is told of the cases somebody may see, as a stream from a token on: for programs that stand outside of the bus.
//!
//! The order is that of writing. A row is told when no row before it can come any more and the bus has them all, so that nothing
//! comes late, behind a token that was given out already; the stream's own sequence would not do, for an acknowledgement that was lost
//! leaves one behind, and a stream that lost its tail counts anew.

mod door;
mod page;
mod place;
mod seats;
mod told;
mod watching;

pub use door::EventDesk;
