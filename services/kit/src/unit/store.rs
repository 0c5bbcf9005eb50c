//! The unit table.
