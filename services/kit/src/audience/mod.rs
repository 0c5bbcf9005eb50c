//! Who may see a case: the units that have to do with it, and those from whom it is kept.

pub mod row;
