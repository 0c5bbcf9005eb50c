//! The city as its users meet it: real PostgreSQL, real NATS, real gRPC. The library is the harness; the walkthroughs are
//! the tests.

pub mod backends;
pub mod bureau;
mod containers;
pub mod desks;
pub mod ground;
pub mod hall;
pub mod house;
mod lane;
mod matter;
pub mod offices;
pub mod orders;
pub mod people;
mod plot;
pub mod sample;
mod storage;
mod stream;
mod town;
mod wire;

pub use backends::Backends;
pub use bureau::Bureau;
pub use desks::Desks;
pub use ground::{Found, Ground};
pub use hall::{Accord, Hall};
pub use house::House;
pub use lane::Lane;
pub use matter::{Matter, moment};
pub use offices::Offices;
pub use orders::Orders;
pub use plot::Plot;
pub use storage::Storage;
pub use stream::Told;
pub use town::{PATIENCE, Town};
pub use wire::Wire;
