//! Who plays: officers of several units, each at a desk with a token of their own.

use shiyu_kit::auth::Kind;
use time::OffsetDateTime;
use tonic::Status;

use super::places::Office;
use crate::desk::{Bearer, Desk};
use crate::failure::Failure;
use crate::token::{Holder, Signer, TTL};

/// Every officer's desk.
#[derive(Debug)]
pub struct Cast {
    county: String,
    operator: Desk,
    clerk: Desk,
    officer: Desk,
    handlers: Vec<(Office, Desk)>,
}

impl Cast {
    /// Officers of the desk's county, their tokens signed as of `now`, real time.
    ///
    /// # Errors
    /// As [`Signer::sign`].
    pub fn new(desk: &Desk, signer: &Signer, now: OffsetDateTime) -> Result<Self, Failure> {
        let seat = |role: &str, duty: &str, office: Office| -> Result<Desk, Failure> {
            let unit = office.of(desk.county());
            let holder = Holder {
                county: desk.county().to_owned(),
                subject: subject(duty, &unit),
                unit: Some(unit),
                roles: vec![role.to_owned()],
                kind: Kind::Person,
            };
            let token = signer.sign(&holder, TTL, now)?;
            Ok(desk.held_by(Bearer::new(&token)?))
        };
        let handlers = Office::ALL.map(|office| Ok((office, seat("unit_handler", "handler", office)?)));
        Ok(Self {
            county: desk.county().to_owned(),
            operator: seat("operator", "operator", Office::Petitions)?,
            clerk: seat("intake_clerk", "clerk", Office::Petitions)?,
            officer: seat("petition_officer", "officer", Office::Petitions)?,
            handlers: handlers.into_iter().collect::<Result<_, Failure>>()?,
        })
    }

    /// Six-digit code of the county.
    #[must_use]
    pub fn county(&self) -> &str {
        &self.county
    }

    /// Keeps reference data and moves the clock.
    pub(super) fn operator(&self) -> &Desk {
        &self.operator
    }

    /// Registers what comes in.
    pub(super) fn clerk(&self) -> &Desk {
        &self.clerk
    }

    /// Forwards what was registered, and keeps an eye on everything.
    pub(super) fn officer(&self) -> &Desk {
        &self.officer
    }

    /// Accepts, handles and answers what an office was asked to.
    pub(super) fn handler(&self, office: Office) -> Result<&Desk, Failure> {
        let found = self.handlers.iter().find(|(whose, _)| *whose == office);
        let (_, desk) = found.ok_or_else(|| Status::internal("nobody plays for this office"))?;
        Ok(desk)
    }
}

/// Subject of whoever has a duty in a unit.
pub(super) fn subject(duty: &str, unit: &str) -> String {
    format!("{duty}@{unit}")
}
