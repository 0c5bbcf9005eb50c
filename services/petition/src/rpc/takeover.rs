//! What the city's desk hands to this county: a matter of another's that is ours now (S7).

use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::number;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;
use uuid::Uuid;

use super::desk::Desk;
use crate::domain::command::Register;
use crate::domain::{Accused, Category, Channel, Command, Filing, PETITION_OFFICE, Refusal, Submission};
use crate::wire::Order;

/// Matters of other counties are named under this, by the name they had there.
const NEIGHBOURS: Uuid = Uuid::from_u128(0x7c1d_40f2_93ab_5e84_b60c_4e45_4947_4842);

/// A matter of another county's.
#[derive(Debug, Clone)]
pub struct Takeover {
    /// Id of the fact that tells of it.
    pub fact: Uuid,
    /// Its name in the county that handed it over.
    pub petition: String,
    /// What it is about.
    pub category: Category,
    /// When it was received there: the petitioner's clocks run from here.
    pub received_at: OffsetDateTime,
}

impl Desk {
    /// Registers it as one of this county's, at its petition office. It carries nobody's words and no identity: they come with the
    /// papers, and whoever takes them in adds the petitioner.
    ///
    /// # Errors
    /// As a registration's.
    pub async fn take_over(&self, takeover: Takeover) -> Result<(), Fault<Refusal>> {
        let unit = self.office();
        let drawn = self.numbers.take(unit.as_str(), number::civil_year(self.clock.now())).await?;
        let case = Uuid::new_v5(&NEIGHBOURS, takeover.petition.as_bytes());
        let order = Order {
            id: takeover.fact,
            case,
            expected: None,
            command: Command::Register(Box::new(Register {
                county: self.county.clone(),
                unit: Some(unit),
                number: self.numbered(&drawn),
                query_index: self.vault.code_index(&self.vault.code(case)),
                received_at: Some(takeover.received_at),
                submission: self.submission(takeover),
                parties: Vec::new(),
                sealed: Vec::new(),
                accused: Accused::default(),
                follows: None,
            })),
        };
        let by = Actor::Service {
            name: "petition".to_owned(),
        };
        let outcome = self.execute(by, order).await;
        drawn.settle(&outcome);
        outcome.map(drop)
    }

    /// The petition office of the county; the county itself, while its units know none.
    fn office(&self) -> Code {
        let units = self.ledger.reference().units();
        let today = shiyu_kit::calendar::local_date(self.clock.now());
        let office = format!("{}-{PETITION_OFFICE}", self.county).parse().ok();
        let known = office.filter(|office| units.get(office, today).is_some());
        known.unwrap_or_else(|| self.county.clone())
    }

    fn submission(&self, takeover: Takeover) -> Submission {
        let papers = format!("见移交案卷：{}", takeover.petition);
        Submission {
            channel: Channel::Referral,
            filing: Filing::Written,
            category: takeover.category,
            title: "邻县移交的信访事项".to_owned(),
            request: papers.clone(),
            facts_and_reasons: papers,
            place: self.county.clone(),
            source_reference: Some(takeover.petition),
            people: 1,
            privacy_notice: None,
        }
    }
}
