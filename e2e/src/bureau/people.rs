//! Who works in the comprehensive enforcement bureau.

use super::BUREAU;
use crate::people::{Post, post};

/// An officer.
pub const LI: Post = post("officer-li", "enforcement_officer", Some(BUREAU));
/// A second one: nobody acts alone.
pub const WANG: Post = post("officer-wang", "enforcement_officer", Some(BUREAU));
/// Heads the bureau.
pub const BUREAU_HEAD: Post = post("head-of-bureau", "agency_head", Some(BUREAU));
/// Reviews what the bureau is to decide.
pub const LEGAL: Post = post("legal-of-bureau", "legal_reviewer", Some(BUREAU));
/// Holds hearings.
pub const HOST: Post = post("host-of-bureau", "hearing_host", Some(BUREAU));
/// Sits at its counter.
pub const COUNTER: Post = post("counter-of-bureau", "intake_clerk", Some(BUREAU));
/// An officer of another bureau.
pub const OTHER: Post = post("officer-of-transport", "enforcement_officer", Some("330602-JTJ"));
/// Heads the county, which publishes the power lists.
pub const MAGISTRATE: Post = post("magistrate", "agency_head", Some("330602"));
