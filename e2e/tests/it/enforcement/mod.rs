//! Enforcement cases, from end to end of a county.

mod bad_input;
mod border;
mod crossing;
mod endings;
mod exempt;
mod heard;
mod lists;
mod lives;
mod measures;
mod outside;
mod parts;
mod registers;
mod visits;

use shiyu_e2e::bureau::people::{BUREAU_HEAD, COUNTER, LI};
use shiyu_e2e::bureau::{Bureau, PLACE, POWER, WORDS, both, inspected};
use shiyu_e2e::sample::person;
use shiyu_kit::calendar::local_date;
use shiyu_kit::clock::new_id;
use shiyu_kit::operations::timestamp;
use shiyu_proto::common::v1 as common;
use shiyu_proto::enforcement::v1 as pb;
use time::Duration;

/// An order upon a case, of which only the head and these fields are said.
macro_rules! order {
    ($name:expr, $request:ident { $($field:ident: $value:expr),* $(,)? }) => {
        shiyu_proto::enforcement::v1::$request {
            name: $name.clone(),
            request_id: shiyu_kit::clock::new_id().to_string(),
            $($field: $value,)*
            ..shiyu_proto::enforcement::v1::$request::default()
        }
    };
}
use order;

/// A case under way: its name, and its suspect.
pub(crate) struct Under {
    pub(crate) name: String,
    pub(crate) suspect: String,
}

pub(crate) fn fine(yuan: i64) -> pb::Proposal {
    pb::Proposal {
        items: vec![pb::PenaltyItem {
            kind: pb::PenaltyKind::Fine.into(),
            amount_fen: yuan * 100,
        }],
        ..pb::Proposal::default()
    }
}

fn suspect(id: &str, identity: common::Identity) -> pb::Party {
    pb::Party {
        id: id.to_owned(),
        role: pb::PartyRole::Suspect.into(),
        identity: Some(identity),
    }
}

fn clue(bureau: &Bureau, suspect_id: &str) -> pb::ReceiveClueRequest {
    pb::ReceiveClueRequest {
        parties: vec![suspect(suspect_id, person(WORDS[3], 77))],
        ..inspected(PLACE, bureau.now())
    }
}

/// Two officers looked at a clue, and there is something in it.
async fn seen(bureau: &Bureau, name: &str) {
    let seen = order!(
        name.to_owned(),
        VerifyClueRequest {
            officers: both(),
            found: true,
            note: "确有其事".to_owned()
        }
    );
    bureau.cases(&LI).verify_clue(seen).await.unwrap();
}

impl Under {
    /// A clue at the counter.
    pub(crate) async fn received(bureau: &Bureau) -> Self {
        Self::received_of(bureau, person(WORDS[3], 77)).await
    }

    /// A clue at the counter, of what this somebody did.
    async fn received_of(bureau: &Bureau, suspected: common::Identity) -> Self {
        let id = new_id().to_string();
        let mut clue = clue(bureau, &id);
        clue.parties = vec![suspect(&id, suspected)];
        let received = bureau.cases(&COUNTER).receive_clue(clue).await.unwrap().into_inner();
        Self {
            name: received.case.unwrap().name,
            suspect: id,
        }
    }

    /// Two officers looked, and the head filed it.
    pub(crate) async fn filed(self, bureau: &Bureau) -> Self {
        self.filed_against(bureau, pb::Capacity::Full, 20).await
    }

    /// Filed against somebody who answers for what they do so far, of something they began so many days ago.
    async fn filed_against(self, bureau: &Bureau, capacity: pb::Capacity, days: i64) -> Self {
        let name = &self.name;
        seen(bureau, name).await;
        let today = local_date(bureau.now());
        let act = pb::Act {
            description: WORDS[0].to_owned(),
            from_date: (today - Duration::days(days)).to_string(),
            to_date: (today - Duration::days(2)).to_string(),
            harm: false,
        };
        let filing = order!(
            name,
            FileCaseRequest {
                power: POWER.to_owned(),
                act: Some(act),
                subject: pb::SubjectKind::Citizen.into(),
                capacity: capacity.into(),
                officers: both(),
            }
        );
        bureau.cases(&BUREAU_HEAD).file_case(filing).await.unwrap();
        self
    }

    /// Concluded upon evidence.
    pub(crate) async fn concluded(self, bureau: &Bureau) -> Self {
        bureau.gathered(&self.name).await.unwrap();
        let name = &self.name;
        let found = order!(
            name,
            ConcludeInvestigationRequest {
                facts: WORDS[1].to_owned(),
                officers: both()
            }
        );
        bureau.cases(&LI).conclude_investigation(found).await.unwrap();
        self
    }

    fn delivery(&self, bureau: &Bureau) -> pb::Delivery {
        pb::Delivery {
            method: pb::DeliveryMethod::Direct.into(),
            party: self.suspect.clone(),
            deliver_time: Some(timestamp(bureau.now())),
            proof: WORDS[2].to_owned(),
            remedies_told: true,
            ..pb::Delivery::default()
        }
    }

    /// Told of a fine of so much.
    pub(crate) async fn told(self, bureau: &Bureau, yuan: i64) -> Self {
        let name = &self.name;
        let proposed = order!(
            name,
            ProposeOutcomeRequest {
                proposal: Some(fine(yuan)),
                officers: both()
            }
        );
        bureau.cases(&LI).propose_outcome(proposed).await.unwrap();
        let told = order!(
            name,
            ServeNoticeRequest {
                facts: WORDS[1].to_owned(),
                hearing: yuan >= 10_000,
                delivery: Some(self.delivery(bureau)),
            }
        );
        bureau.cases(&LI).serve_notice(told).await.unwrap();
        self
    }

    /// And nobody spoke, and it was decided.
    pub(crate) async fn decided(self, bureau: &Bureau, outcome: pb::Proposal) -> Self {
        let name = &self.name;
        if outcome.exemption() == pb::Exemption::Unspecified {
            bureau.lives(Duration::days(12)).await;
            bureau.cases(&LI).submit_case(order!(name, SubmitCaseRequest {})).await.unwrap();
        } else {
            let spared = order!(
                name,
                ProposeOutcomeRequest {
                    proposal: Some(outcome.clone()),
                    officers: both()
                }
            );
            bureau.cases(&LI).propose_outcome(spared).await.unwrap();
        }
        let decided = order!(
            name,
            DecideCaseRequest {
                outcome: Some(outcome),
                facts: WORDS[1].to_owned(),
                basis: vec!["《城乡规划法》第六十四条".to_owned()],
            }
        );
        bureau.cases(&BUREAU_HEAD).decide_case(decided).await.unwrap();
        self
    }

    pub(crate) async fn served(self, bureau: &Bureau) -> Self {
        let name = &self.name;
        let served = order!(
            name,
            ServeDecisionRequest {
                delivery: Some(self.delivery(bureau))
            }
        );
        bureau.cases(&LI).serve_decision(served).await.unwrap();
        self
    }

    /// The whole ordinary way to a fine that was served.
    pub(crate) async fn fined(bureau: &Bureau, yuan: i64) -> Self {
        let case = Self::received(bureau).await.filed(bureau).await.concluded(bureau).await;
        case.told(bureau, yuan).await.decided(bureau, fine(yuan)).await.served(bureau).await
    }

    pub(crate) async fn paid(&self, bureau: &Bureau, yuan: i64, receipt: &str) -> Result<pb::Case, tonic::Status> {
        let name = &self.name;
        let paid = order!(
            name,
            RecordPaymentRequest {
                amount_fen: yuan * 100,
                reference: receipt.to_owned(),
                pay_time: Some(timestamp(bureau.now())),
            }
        );
        Ok(bureau.cases(&COUNTER).record_payment(paid).await?.into_inner())
    }

    /// What is still to be published is, in its masked text.
    pub(crate) async fn published(&self, bureau: &Bureau) {
        let name = &self.name;
        let runs = |clock: &shiyu_proto::common::v1::Clock| clock.name == "publish" && clock.stop_time.is_none();
        if !bureau.case(name).await.clocks.iter().any(runs) {
            return;
        }
        let published = order!(
            name,
            PublishDecisionRequest {
                reference: "公示1".to_owned(),
                masked: bureau.published(name).await
            }
        );
        bureau.cases(&LI).publish_decision(published).await.unwrap();
    }

    pub(crate) async fn closed(&self, bureau: &Bureau) -> pb::Case {
        self.published(bureau).await;
        let name = &self.name;
        let closed = order!(
            name,
            CloseCaseRequest {
                summary: "结案".to_owned()
            }
        );
        bureau.cases(&BUREAU_HEAD).close_case(closed).await.unwrap().into_inner()
    }
}
