//! The kit against real databases and a real broker.

mod bus;
