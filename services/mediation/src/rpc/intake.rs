//! A dispute is opened: its number drawn, its identities sealed.

use shiyu_kit::case::Actor;
use shiyu_kit::fault::Fault;
use shiyu_kit::ledger::Done;
use shiyu_kit::number::{self, Issued};
use shiyu_kit::party::{Identity, Masked};
use shiyu_kit::rpc::{answer, caller};
use shiyu_kit::telemetry::current_traceparent;
use shiyu_kit::unit::Code;
use shiyu_kit::wire::warnings;
use shiyu_proto::mediation::v1 as pb;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::desk::Desk;
use crate::domain::terms::{Party, Source};
use crate::domain::{Dispute, Number, Order, Refusal};
use crate::store;
use crate::wire::{self, Opening};

impl Desk {
    pub(super) async fn opened(&self, request: Request<pb::OpenDisputeRequest>) -> Result<Response<pb::OpenDisputeResponse>, Status> {
        let (by, request) = caller(request)?;
        let opening = wire::open_dispute(request, self.county())?;
        let identities: Vec<&Identity> = opening.identities.iter().map(|(_, identity)| identity).collect();
        let warnings = warnings(&wire::texts(&opening.open.submission), &identities);
        let masked = |(party, identity): &(Party, Identity)| (party.id, identity.masked());
        let shown: Vec<(Uuid, Masked)> = opening.identities.iter().map(masked).collect();
        let done = self.open(by.clone(), opening).await?;
        Ok(answer(&done, |filed| pb::OpenDisputeResponse {
            dispute: Some(wire::dispute(filed, &shown, self.listener(&by, &filed.case))),
            warnings,
        }))
    }

    /// Opens a dispute. A source's own id is taken once: the table holds it; asking first, and after a lost race again, is what gives the
    /// caller a reason.
    ///
    /// # Errors
    /// The refusal, or a fault.
    pub async fn open(&self, by: Actor, opening: Opening) -> Result<Done<Dispute>, Fault<Refusal>> {
        self.open_traced((by, current_traceparent()), opening).await
    }

    /// The same, of a trace that is not the caller's own.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub(super) async fn open_traced(
        &self,
        (by, trace): (Actor, Option<String>),
        opening: Opening,
    ) -> Result<Done<Dispute>, Fault<Refusal>> {
        let (case, source) = (opening.case(), opening.open.submission.source);
        let reference = opening.open.submission.source_reference.clone();
        self.not_taken(case, source, reference.as_deref()).await?;
        let known = self.known_of_opening(&by, &opening.open).await?;
        let sealed = self.sealed(case, opening.identities.iter().map(|(party, identity)| (party.id, identity)));
        let drawn = self.draw(&by).await?;
        let number = drawn.as_ref().map(|drawn| self.numbered(drawn)).unwrap_or_default();
        let asked = opening.asked(number, sealed);
        let (act, order) = asked.map(|command| Order { command, known }).by(by, trace);
        let outcome = self.ledger.execute(act, order).await;
        if let Some(number) = drawn {
            number.settle(&outcome);
        }
        if let Err(Fault::Busy) = &outcome {
            self.not_taken(case, source, reference.as_deref()).await?;
        }
        outcome
    }

    /// The next number of the caller's unit, or of the intake unit for what another service offers. Without a unit the opening will be
    /// refused, and needs none.
    async fn draw(&self, by: &Actor) -> Result<Option<Issued>, Fault<Refusal>> {
        let intake = || self.ground.intake.as_ref().unwrap_or(self.county()).to_string();
        let unit = match by {
            Actor::Person { unit, .. } => unit.clone(),
            Actor::Service { .. } => Some(intake()),
            Actor::Party { .. } | Actor::Clock => None,
        };
        let Some(unit) = unit else { return Ok(None) };
        Ok(Some(self.numbers.take(&unit, number::civil_year(self.clock.now())).await?))
    }

    fn numbered(&self, drawn: &Issued) -> Number {
        let word = |unit: &str| {
            let told = self.ground.number_words.get(unit).cloned();
            told.unwrap_or_else(|| self.default_word(unit))
        };
        Number {
            text: drawn.text(word),
            year: drawn.year(),
            serial: drawn.number(),
        }
    }

    /// The word of an office for which none is configured: its name, or its code where it has none, and that it mediates.
    fn default_word(&self, unit: &str) -> String {
        let units = self.ledger.reference().units();
        let code = unit.parse::<Code>().ok();
        let known = code.and_then(|code| units.get(&code, self.today()).map(|known| known.name.clone()));
        format!("{}调", known.as_deref().unwrap_or(unit))
    }

    async fn not_taken(&self, case: Uuid, source: Source, reference: Option<&str>) -> Result<(), Fault<Refusal>> {
        let Some(reference) = reference else { return Ok(()) };
        match store::by_source(self.reader(), source, reference).await? {
            Some(filed) if filed.id != case => Err(Fault::Refused(Refusal::SourceReferenceTaken)),
            Some(_) | None => Ok(()),
        }
    }
}
