//! Routing and command as a caller finds them, on both databases.

mod command;
mod drafts;
mod past;
mod plans;
mod policy;
mod routing;
mod scene;
