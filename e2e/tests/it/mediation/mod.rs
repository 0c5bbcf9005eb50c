//! Disputes through every ending, and the sagas that lead to mediation.

mod bad_input;
mod endings;
mod from_grid;
mod from_petition;
mod registers;
mod screening;
