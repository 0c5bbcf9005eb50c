//! The city as its users meet it: real PostgreSQL, real NATS, real gRPC. The library is the harness; the walkthroughs are
//! the tests.

pub mod backends;
mod containers;
mod lane;

pub use backends::Backends;
pub use lane::Lane;
