//! Through which door a call came: known to whoever handles it, without being handed on from call to call.

use http::HeaderMap;

/// A header in which a caller may say what for, up to 200 printable characters without anybody's number; what is longer is cut off.
pub const PURPOSE: &str = "shiyu-purpose";

/// The most characters of a purpose.
const LONGEST: usize = 200;

/// Methods that show one case.
const LOOKS: [&str; 5] = ["Get", "List", "Read", "Render", "WhoCanSee"];

/// A call on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    /// The RPC, as in `petition.v1.PetitionService/GetPetition`.
    pub rpc: String,
    /// What the caller says it is for; empty if they say nothing.
    pub purpose: String,
}

tokio::task_local! {
    static CALLED: Door;
}

impl Door {
    /// The door of a path, `/shiyu.petition.v1.PetitionService/GetPetition`, with the headers of the call.
    #[must_use]
    pub fn of(path: &str, headers: &HeaderMap) -> Self {
        let said = headers.get(PURPOSE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let clean = crate::party::personal_in(said).is_empty();
        let said = said.chars().filter(|sign| !sign.is_control()).take(LONGEST);
        Self {
            rpc: path.trim_start_matches('/').trim_start_matches("shiyu.").to_owned(),
            purpose: if clean { said.collect() } else { String::new() },
        }
    }

    /// Whether going through it is looking, and leaves no step upon the case.
    #[must_use]
    pub fn is_looking(&self) -> bool {
        let method = self.rpc.rsplit('/').next().unwrap_or_default();
        LOOKS.iter().any(|look| method.starts_with(look))
    }
}

/// Works on a call that came through a door.
pub async fn scoped<T>(door: Door, work: impl Future<Output = T>) -> T {
    CALLED.scope(door, work).await
}

/// The door through which the call under way came; none for what nobody called.
#[must_use]
pub fn through() -> Option<Door> {
    CALLED.try_with(Clone::clone).ok()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn looking_is_told_from_ordering() {
        let door = |path: &str| Door::of(path, &HeaderMap::new());
        for looked in ["GetPetition", "ListTimeline", "WhoCanSee", "ReadEvidence", "RenderDocument"] {
            assert!(
                door(&format!("/shiyu.petition.v1.PetitionService/{looked}")).is_looking(),
                "{looked}"
            );
        }
        for ordered in ["AcceptPetition", "RevealParty", "SubmitReport"] {
            assert!(
                !door(&format!("/shiyu.petition.v1.PetitionService/{ordered}")).is_looking(),
                "{ordered}"
            );
        }
        assert_eq!(door("/shiyu.grid.v1.EventService/GetEvent").rpc, "grid.v1.EventService/GetEvent");
    }

    #[test]
    fn a_purpose_is_short_and_names_nobody() {
        let said = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(PURPOSE, HeaderValue::from_str(text).unwrap());
            Door::of("/a/GetB", &headers).purpose
        };
        assert_eq!(said("to draft the opinion"), "to draft the opinion");
        assert_eq!(said(&"x".repeat(900)).len(), LONGEST);
        assert_eq!(said("to call 13857500000"), "");
    }

    #[tokio::test]
    async fn whoever_handles_a_call_knows_its_door() {
        assert_eq!(through(), None);
        let door = Door::of("/shiyu.grid.v1.EventService/GetEvent", &HeaderMap::new());
        assert_eq!(scoped(door.clone(), async { through() }).await, Some(door));
    }
}
