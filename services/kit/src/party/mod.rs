//! The party vault (PIPL arts. 6, 51): who a case is about lies sealed in a table of its own, and cases hold only the ids.

pub mod row;
