//! Who plays: officers of several units, each at a desk with a token of their own; and the petitioners, who have none.

use shiyu_kit::auth::Kind;
use time::OffsetDateTime;

use crate::desk::{Bearer, Desk};
use crate::failure::Failure;
use crate::token::{Holder, Signer, TTL};

/// The duties of the demo and the role each gives.
const DUTIES: [(&str, &str); 7] = [
    ("operator", "operator"),
    ("clerk", "intake_clerk"),
    ("officer", "petition_officer"),
    ("handler", "unit_handler"),
    ("head", "unit_head"),
    ("reviewer", "review_officer"),
    ("secretary", "conference_secretary"),
];

/// The officers of one county.
#[derive(Debug)]
pub struct Cast {
    desk: Desk,
    signer: Signer,
    now: OffsetDateTime,
}

impl Cast {
    /// Officers of the desk's county, their tokens signed as of `now`, real time.
    #[must_use]
    pub fn new(desk: Desk, signer: Signer, now: OffsetDateTime) -> Self {
        Self { desk, signer, now }
    }

    /// Six-digit code of the county.
    #[must_use]
    pub fn county(&self) -> &str {
        self.desk.county()
    }

    /// The desk of whoever has a duty in a unit. A number tells colleagues apart: `handler2` is the second handler.
    ///
    /// # Errors
    /// As [`Signer::sign`].
    pub(super) fn seat(&self, duty: &str, unit: &str) -> Result<Desk, Failure> {
        let holder = Holder {
            county: self.county().to_owned(),
            subject: subject(duty, unit),
            unit: Some(unit.to_owned()),
            roles: vec![role(duty)?.to_owned()],
            kind: Kind::Person,
        };
        let token = self.signer.sign(&holder, TTL, self.now)?;
        Ok(self.desk.held_by(Bearer::new(&token)?))
    }

    /// The public door: without a token.
    pub(super) fn door(&self) -> Desk {
        self.desk.held_by(Bearer::default())
    }
}

/// Subject of whoever has a duty in a unit.
pub(super) fn subject(duty: &str, unit: &str) -> String {
    format!("{duty}@{unit}")
}

/// The role that a duty gives.
pub(super) fn role(duty: &str) -> Result<&'static str, Failure> {
    let duty = duty.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let found = DUTIES.iter().find(|(one, _)| *one == duty);
    found
        .map(|(_, role)| *role)
        .ok_or_else(|| Failure::Usage(format!("nobody in the demo has the duty `{duty}`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_duty_gives_a_role_that_exists() {
        for (duty, name) in DUTIES {
            assert!(shiyu_kit::auth::role::is_known(name), "{name}");
            assert_eq!(role(&format!("{duty}2")).unwrap(), name);
        }
        assert!(role("mayor").is_err());
    }
}
