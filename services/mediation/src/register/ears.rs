//! What the disputes' own facts tell the registers: who mediates, what mediators are said to have done wrong, what came of a finding.

use prost::Message;
use sea_orm::{SqliteTransactionMode, TransactionOptions, TransactionTrait};
use shiyu_kit::case::Actor;
use shiyu_kit::consumer::Outcome;
use shiyu_kit::ledger::Unread;
use shiyu_kit::nats::Fact;
use shiyu_kit::register::Wanted;
use shiyu_kit::wire::Word;
use shiyu_proto::mediation::v1 as pb;
use tonic::Status;
use uuid::Uuid;

use super::Registers;
use super::domain::{Charging, Finding, Mediator, Order};
use super::store::{self, engagement};
use crate::domain::terms::Fault;

/// Why a fact of ours goes to the dead letters.
const DATA: &str = "DATA_UNREADABLE";

/// It reads before it writes.
const WRITING: TransactionOptions = TransactionOptions {
    isolation_level: None,
    access_mode: None,
    sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
};

impl Registers {
    /// Takes in one fact of a dispute. Hearing it twice changes nothing.
    pub async fn heard(&self, fact: &Fact) -> Outcome {
        let taken = match fact.kind.as_str() {
            "mediation.case.opened" => match pb::DisputeMoved::decode(fact.data.clone()) {
                Ok(opened) => self.opened_of(fact, opened.happening.unwrap_or_default()).await,
                Err(_) => return Outcome::Unreadable(DATA),
            },
            "mediation.mediator.fault_reported" => match pb::MediatorFaultReported::decode(fact.data.clone()) {
                Ok(told) => self.charged_by(fact, &told).await,
                Err(_) => return Outcome::Unreadable(DATA),
            },
            "mediation.case.closed" => match pb::DisputeEnded::decode(fact.data.clone()) {
                Ok(ended) => self.ended_by(fact, &ended).await,
                Err(_) => return Outcome::Unreadable(DATA),
            },
            _ => match pb::DisputeMoved::decode(fact.data.clone()) {
                Ok(moved) => self.engaged(fact.case, &moved.happening.unwrap_or_default(), true).await,
                Err(_) => return Outcome::Unreadable(DATA),
            },
        };
        match taken {
            Ok(()) => Outcome::Done,
            Err(trouble) => Outcome::Trouble(trouble.message().to_owned()),
        }
    }

    async fn opened_of(&self, fact: &Fact, opened: pb::DisputeHappening) -> Result<(), Status> {
        match opened.finding.parse() {
            Ok(finding) => self.finding_opened(fact.id, (finding, fact.case)).await,
            Err(_) => Ok(()),
        }
    }

    async fn charged_by(&self, fact: &Fact, told: &pb::MediatorFaultReported) -> Result<(), Status> {
        let (Ok(mediator), Some(fault)) = (told.mediator.parse(), Fault::read(told.fault())) else {
            return Ok(());
        };
        let charging = Charging {
            id: fact.id,
            mediator,
            fault,
            dispute: Some(fact.case),
        };
        self.charged(fact.id, charging).await
    }

    async fn ended_by(&self, fact: &Fact, ended: &pb::DisputeEnded) -> Result<(), Status> {
        if let Some(happening) = &ended.happening {
            self.engaged(fact.case, happening, false).await?;
        }
        self.dispute_ended(fact.id, (fact.case, ended.agreed)).await
    }

    /// Who mediates a dispute that has not ended.
    async fn engaged(&self, dispute: Uuid, happening: &pb::DisputeHappening, is_open: bool) -> Result<(), Status> {
        let mediators: Vec<Uuid> = happening.mediators.iter().filter_map(|id| id.parse().ok()).collect();
        let now: &[Uuid] = if is_open { &mediators } else { &[] };
        let write = async {
            let transaction = self.office().db.writer.begin_with_options(WRITING).await?;
            engagement::set(&transaction, (dispute, happening.version), now).await?;
            transaction.commit().await
        };
        write.await.map_err(|error| Unread::from(error).into())
    }

    /// A dispute says that its mediator did wrong: it comes on the mediator's record, and a person decides. Of a mediator who is not in
    /// the register nothing is kept.
    ///
    /// # Errors
    /// Our own trouble; nothing has changed then.
    pub async fn charged(&self, fact: Uuid, told: Charging) -> Result<(), Status> {
        if store::get::<Mediator>(&self.office().db.reader, told.mediator).await?.is_none() {
            return Ok(());
        }
        self.take_in(fact, Order::Charge(told)).await
    }

    /// A dispute came of a finding of a screening round: the ledger says so. A finding that is none of ours is passed over.
    ///
    /// # Errors
    /// Our own trouble; nothing has changed then.
    pub async fn finding_opened(&self, fact: Uuid, (finding, dispute): (Uuid, Uuid)) -> Result<(), Status> {
        if store::get::<Finding>(&self.office().db.reader, finding).await?.is_none() {
            return Ok(());
        }
        self.take_in(fact, Order::FindingOpened { finding, dispute }).await
    }

    /// A dispute ended, with or without an agreement: if it came of a finding, the ledger says so.
    ///
    /// # Errors
    /// Our own trouble; nothing has changed then.
    pub async fn dispute_ended(&self, fact: Uuid, (dispute, settled): (Uuid, bool)) -> Result<(), Status> {
        let found = store::about::<Finding>(&self.office().db.reader, &dispute.to_string()).await?;
        if found.is_empty() {
            return Ok(());
        }
        self.take_in(fact, Order::FindingEnded { dispute, settled }).await
    }

    async fn take_in(&self, fact: Uuid, order: Order) -> Result<(), Status> {
        Ok(self.register.take_in(self, &ourselves(), wanted(fact, order)).await?)
    }
}

fn ourselves() -> Actor {
    Actor::Service {
        name: "mediation".to_owned(),
    }
}

/// An order of a fact's. Its id is derived from the fact's, for the disputes' own inbox may have that.
fn wanted(fact: Uuid, order: Order) -> Wanted<Order> {
    Wanted {
        id: Uuid::new_v5(&fact, b"register"),
        order,
    }
}
