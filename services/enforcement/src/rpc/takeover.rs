//! What the city's desk hands to this county: a case of another's that is ours now (S7).

use shiyu_kit::case::{Act, Actor};
use shiyu_kit::fault::Fault;
use shiyu_kit::ledger::Done;
use time::OffsetDateTime;
use uuid::Uuid;

use super::desk::Desk;
use crate::domain::command::Receive;
use crate::domain::terms::ClueSource;
use crate::domain::{CaseFile, Clue, Command, Discovery, Number, Order, Refusal};
use crate::wire::Receiving;

/// Cases of other counties are named under this, by the name they had there.
const NEIGHBOURS: Uuid = Uuid::from_u128(0x2f64_19ab_7d05_5c38_a1e2_4e45_4947_4845);

/// A case of another county's.
#[derive(Debug, Clone)]
pub struct Takeover {
    /// Its name in the county that handed it over.
    pub case: String,
    /// When the act was found there: its limitation is reckoned from then (行政处罚法 art. 36).
    pub found_at: OffsetDateTime,
}

impl Desk {
    /// Puts it on record as a clue of this county's, at the unit that takes in what others offer. It carries nobody's words and no
    /// identity: they come with the papers, and whoever takes those in adds the suspect.
    ///
    /// # Errors
    /// As a clue's.
    pub async fn take_over(&self, takeover: Takeover) -> Result<(), Fault<Refusal>> {
        let by = Actor::Service {
            name: "enforcement".to_owned(),
        };
        let receiving = Receiving {
            id: Uuid::new_v5(&NEIGHBOURS, takeover.case.as_bytes()),
            receive: Receive {
                county: self.county().clone(),
                number: Number::default(),
                unit: self.settings.intake.clone(),
                clue: self.clue_of(takeover),
                parties: Vec::new(),
                sealed: Vec::new(),
            },
            identities: Vec::new(),
            spot: None,
        };
        self.receive_clue(by, receiving).await.map(drop)
    }

    /// What the city's desk tells of a case of this county's; nothing has to be looked up for it.
    ///
    /// # Errors
    /// The case's refusal, or a fault.
    pub async fn hear(&self, act: Act, command: Command) -> Result<Done<CaseFile>, Fault<Refusal>> {
        self.cases.ledger.execute(act, Order::from(command)).await
    }

    fn clue_of(&self, takeover: Takeover) -> Clue {
        Clue {
            source: ClueSource::Transfer,
            title: "邻县移送的案件线索".to_owned(),
            description: format!("见移送案卷：{}", takeover.case),
            // Its file there says when it was found.
            discovery: Some(Discovery {
                reference: takeover.case.clone(),
                issuer: "邻县行政执法机关".to_owned(),
            }),
            source_reference: Some(takeover.case),
            place: self.county().clone(),
            found_at: takeover.found_at,
            leads: Vec::new(),
            referred: None,
        }
    }
}
