//! Where a stream goes on: behind the row of the journal that was passed last, which a token names by its position and its event.

use uuid::Uuid;

use crate::fault::Violations;
use crate::page::{Scope, TokenError, UnwritableKeys, decode, encode};

/// The row that was passed last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Its position; 0 before the first row.
    pub position: i64,
    /// Its event: a journal that was restored from an older copy has another one there.
    pub event: Uuid,
}

impl Place {
    /// Before the first row.
    pub const BEGINNING: Self = Self {
        position: 0,
        event: Uuid::nil(),
    };

    /// The place a token names; the beginning, if there is none. Violations: `WATCH_TOKEN_INVALID`, and `WATCH_TOKEN_MISMATCH` of a
    /// token of another service or county.
    pub fn read(token: &str, scope: Scope, violations: &mut Violations) -> Option<Self> {
        match decode::<(i64, Uuid)>(token, scope) {
            Ok(None) => Some(Self::BEGINNING),
            Ok(Some((position, event))) if position >= 0 => Some(Self { position, event }),
            Ok(Some(_)) | Err(TokenError::Invalid) => {
                violations.add("token", "WATCH_TOKEN_INVALID", "not a token of a stream of events");
                None
            }
            Err(TokenError::Mismatch) => {
                let text = "the token belongs to the stream of another service or county";
                violations.add("token", "WATCH_TOKEN_MISMATCH", text);
                None
            }
        }
    }

    /// Its token.
    ///
    /// # Errors
    /// None that is known.
    pub fn token(self, scope: Scope) -> Result<String, UnwritableKeys> {
        encode(&(self.position, self.event), scope)
    }
}

/// What the tokens of a service's stream are bound to.
pub(super) fn scope(service: &str, county: &str) -> Scope {
    Scope::of(&["events", service, county])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(token: &str) -> Result<Place, &'static str> {
        let mut violations = Violations::new();
        let place = Place::read(token, scope("petition", "330602"), &mut violations);
        violations
            .iter()
            .next()
            .map_or_else(|| Ok(place.unwrap()), |violation| Err(violation.reason))
    }

    #[test]
    fn a_token_leads_to_the_place_it_was_made_of_and_none_to_the_beginning() {
        let place = Place {
            position: 42,
            event: Uuid::from_u128(7),
        };
        assert_eq!(read(&place.token(scope("petition", "330602")).unwrap()), Ok(place));
        assert_eq!(read(""), Ok(Place::BEGINNING));
    }

    #[test]
    fn whatever_is_no_token_of_this_stream_is_refused() {
        let place = Place {
            position: 42,
            event: Uuid::from_u128(7),
        };
        for (service, county) in [("grid", "330602"), ("petition", "330681")] {
            let token = place.token(scope(service, county)).unwrap();
            assert_eq!(read(&token), Err("WATCH_TOKEN_MISMATCH"), "{service} {county}");
        }
        let before = Place { position: -1, ..place };
        let before = before.token(scope("petition", "330602")).unwrap();
        let page = encode(&"a list goes on here", scope("petition", "330602")).unwrap();
        let cut = &page[..page.len() - 4];
        for token in ["!", "AA", "42", before.as_str(), page.as_str(), cut, &"A".repeat(4_000)] {
            assert_eq!(read(token), Err("WATCH_TOKEN_INVALID"), "{token}");
        }
    }
}
