//! The report itself, whichever door it comes through.

use shiyu_kit::case::Actor;
use shiyu_kit::desk::masked;
use shiyu_kit::fault::Fault;
use shiyu_kit::ledger::Done;
use shiyu_kit::party::Identity;
use shiyu_kit::rpc::answer;
use shiyu_proto::grid::v1 as pb;
use tonic::{Response, Status};
use uuid::Uuid;

use super::desk::Desk;
use crate::domain::command::Report;
use crate::domain::terms::{Party, PartyRole, Source};
use crate::domain::{Command, Incident, Known, Refusal};
use crate::store;
use crate::team::domain::NotAdmitted;
use crate::wire::{self, Asked, Reopening, Reporting};

/// A report that is on record.
pub(super) struct Reported {
    pub(super) done: Done<Incident>,
    /// The code of its reporter; empty where staff report.
    pub(super) code: String,
}

impl Desk {
    /// A source's own id is taken once. The table is what holds it; asking first, and after a lost race again, is what gives the
    /// caller a reason.
    pub(super) async fn put_on_record(&self, by: Actor, mut reporting: Reporting) -> Result<Reported, Fault<Refusal>> {
        let (case, source) = (reporting.id, reporting.report.report.source);
        let reference = reporting.report.report.source_reference.clone();
        let code = if source.has_a_code() {
            self.vault.code(case)
        } else {
            String::new()
        };
        let index = if code.is_empty() {
            String::new()
        } else {
            self.vault.code_index(&code)
        };
        if !code.is_empty() {
            has_a_reporter(case, &mut reporting.report.parties);
        }
        let identities = reporting.identities.iter().map(|(party, identity)| (party.id, identity));
        let sealed = self.sealed(case, identities);
        let known = self.known_of_report(self.reader(), &by, (case, &reporting.report)).await?;
        let asked = reporting.asked(index, sealed);
        self.not_taken(case, source, reference.as_deref()).await?;
        let mut outcome = self.execute(by.clone(), asked.clone(), known).await;
        if matches!(outcome, Err(Fault::BookedAlready)) {
            outcome = Box::pin(self.second(by, asked)).await;
        }
        if let Err(Fault::Busy) = &outcome {
            self.not_taken(case, source, reference.as_deref()).await?;
        }
        Ok(Reported { done: outcome?, code })
    }

    /// Another was first at this very instant: it is looked again, where cases are written. What is not the first there repeats it; an item
    /// whose turn is taken is used up.
    async fn second(&self, by: Actor, asked: Asked) -> Result<Done<Incident>, Fault<Refusal>> {
        let Command::Report(report) = &asked.command else {
            return Err(Fault::BookedAlready);
        };
        let db = &self.ledger.database().writer;
        let known = Known {
            is_first: false,
            ..self.known_of_report(db, &by, (asked.case, report.as_ref())).await?
        };
        match self.execute(by, asked, known).await {
            Err(Fault::BookedAlready) => Err(Fault::Refused(Refusal::NotAdmitted(NotAdmitted::UsedUp))),
            outcome => outcome,
        }
    }

    /// Staff report, and are told what they wrote of persons into the texts.
    pub(super) async fn report(&self, by: Actor, reporting: Reporting) -> Result<Response<pb::ReportEventResponse>, Status> {
        let identities: Vec<&Identity> = reporting.identities.iter().map(|(_, identity)| identity).collect();
        let warnings = wire::warnings(&wire::texts(&reporting.report.report), &identities);
        let shown: Vec<(Uuid, Identity)> = reporting
            .identities
            .iter()
            .map(|(party, identity)| (party.id, identity.clone()))
            .collect();
        let Reported { done, code } = self.put_on_record(by, reporting).await?;
        Ok(answer(&done, |filed| pb::ReportEventResponse {
            event: Some(wire::event(filed, &masked(&shown))),
            query_code: code,
            warnings,
        }))
    }

    /// A closed event is taken up again as a new one, of its subclass and at its place.
    pub(super) async fn reopening(&self, by: &Actor, reopening: Reopening) -> Result<Reporting, Fault<Refusal>> {
        let closed = self.seen(by, reopening.closed).await?.case;
        let point = closed.place.point;
        let component = match closed.place.component {
            // One that is gone by now, or stands elsewhere, leaves its place.
            Some(thing) => {
                let there = self.tables.component(&thing.code, self.today()).await?;
                there.filter(|(stands, _)| Some(*stands) == point).map(|(_, thing)| thing.code)
            }
            None => None,
        };
        Ok(Reporting {
            id: reopening.id,
            report: Report {
                county: self.county.clone(),
                report: reopening.report,
                class: closed.class.code,
                point,
                address: closed.place.address,
                component,
                query_index: String::new(),
                parties: Vec::new(),
                sealed: Vec::new(),
            },
            identities: Vec::new(),
        })
    }

    async fn not_taken(&self, case: Uuid, source: Source, reference: Option<&str>) -> Result<(), Fault<Refusal>> {
        let Some(reference) = reference else { return Ok(()) };
        match store::by_source(self.reader(), source, reference).await? {
            Some(filed) if filed.id != case => Err(Fault::Refused(Refusal::SourceReferenceTaken)),
            Some(_) | None => Ok(()),
        }
    }
}

/// Whoever has the code stands in the event, also if they left no identity: under the event's own id.
fn has_a_reporter(case: Uuid, parties: &mut Vec<Party>) {
    if parties.iter().all(|party| party.role != PartyRole::Reporter) {
        parties.push(Party {
            id: case,
            role: PartyRole::Reporter,
        });
    }
}
