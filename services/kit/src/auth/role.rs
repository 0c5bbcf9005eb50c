//! The words a token may carry in `shiyu_roles` and a policy may ask for (domain.md C). Append only.

/// Someone who brings a matter.
pub const CITIZEN: &str = "citizen";
/// Keeps the machines running; sees no case.
pub const OPERATOR: &str = "operator";
/// Reads what was done; changes nothing.
pub const AUDITOR: &str = "auditor";

/// The roles of people.
pub const PEOPLE: &[&str] = &[
    CITIZEN,
    "representative",
    "intake_clerk",
    "petition_officer",
    "unit_handler",
    "unit_head",
    "review_officer",
    "conference_secretary",
    "committee_clerk",
    "mediator",
    "grid_patrol",
    "grid_lead",
    "grid_supervisor",
    "dispatcher",
    "command_chief",
    "enforcement_officer",
    "enforcement_auxiliary",
    "legal_reviewer",
    "hearing_host",
    "agency_head",
    "assessor",
    "rated_unit",
    AUDITOR,
    "privacy_officer",
    OPERATOR,
    "surveyor",
];

/// The roles of services calling one another.
pub const SERVICES: &[&str] = &[
    "petition_service",
    "mediation_service",
    "enforcement_service",
    "grid_service",
    "assessment_service",
    "city_service",
];

/// Every role a policy may name.
pub fn all() -> impl Iterator<Item = &'static str> {
    PEOPLE.iter().chain(SERVICES).copied()
}

/// Whether a policy may name this role.
#[must_use]
pub fn is_known(role: &str) -> bool {
    all().any(|known| known == role)
}
