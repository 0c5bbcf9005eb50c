//! Cases that begin with a petition (S2) or in a grid (S5), each service away for an hour in the middle.

mod from_grid;
mod from_petition;

use shiyu_e2e::bureau::people::LI;
use shiyu_e2e::bureau::{Bureau, WORDS};
use shiyu_e2e::sample::person;
use shiyu_kit::clock::new_id;
use time::Duration;

use super::{Under, order, suspect};

const HOUR: Duration = Duration::HOUR;

/// The case that came of an offer, with a suspect the officers found out.
async fn case_of(bureau: &Bureau, referral: &str) -> Under {
    let case = Under {
        name: format!("counties/330602/cases/{referral}"),
        suspect: new_id().to_string(),
    };
    let name = &case.name;
    let joined = order!(
        name,
        AddPartyRequest {
            party: Some(suspect(&case.suspect, person(WORDS[3], 77)))
        }
    );
    bureau.parties(&LI).add_party(joined).await.unwrap();
    case
}
