//! The city as its users meet it: real PostgreSQL, real NATS, real gRPC. The library is the harness; the walkthroughs are
//! the tests.
//!
//! There are two ways to run a city here. [`city`] is what a county's own integration stands on: every service a program or a container,
//! as it is installed. [`Town`] and the houses beside it run services inside the test, where one clock goes for all of them and can be
//! moved over months: what the walkthroughs use.

pub mod agencies;
pub mod backends;
mod backup;
pub mod bureau;
mod bus;
pub mod city;
mod containers;
mod counties;
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
mod settings;
mod spans;
mod storage;
mod stream;
mod town;
mod wire;

pub use backends::{Backends, Servers};
pub use backup::Dump;
pub use bureau::Bureau;
pub use city::City;
pub use counties::Counties;
pub use desks::Desks;
pub use ground::{Found, Ground};
pub use hall::{Accord, Hall};
pub use house::House;
pub use lane::Lane;
pub use matter::{Matter, moment};
pub use offices::Offices;
pub use orders::Orders;
pub use plot::Plot;
pub use spans::traced;
pub use storage::Storage;
pub use stream::Told;
pub use town::{PATIENCE, Town};
pub use wire::Wire;
