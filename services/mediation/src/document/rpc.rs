//! `DocumentService`.

use std::collections::BTreeMap;
use std::pin::Pin;

use futures::Stream;
use shiyu_kit::calendar::local_date;
use shiyu_kit::case::{Actor, Filed};
use shiyu_kit::document::{Format, Order, Printed};
use shiyu_kit::fault::{Fault, Violations};
use shiyu_kit::party::Identity;
use shiyu_kit::reading::{self, Reading};
use shiyu_kit::rpc::caller;
use shiyu_kit::unit::Code;
use shiyu_proto::mediation::v1 as pb;
use shiyu_proto::mediation::v1::document_service_server::DocumentService;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::facts::{self, Teller};
use super::{DocumentDesk, template};
use crate::domain::course::{self, DocumentKind, DocumentRecord};
use crate::domain::terms::Procedure;
use crate::domain::{self, Command, Dispute};
use crate::sight::hears;

/// Bytes of a part.
const PART: usize = 64 * 1024;

type Parts = Pin<Box<dyn Stream<Item = Result<pb::RenderDocumentResponse, Status>> + Send>>;

/// A document that is asked for.
struct Wanted {
    id: Uuid,
    dispute: Uuid,
    kind: DocumentKind,
    format: course::Format,
    /// The number of the agreement; none: the last one.
    agreement: Option<u32>,
}

fn read(request: &pb::RenderDocumentRequest, county: &Code) -> Result<Wanted, Violations> {
    let mut reading = Reading::new(county);
    let dispute = reading.name("name", &request.name, "disputes");
    let kind = reading.word("kind", request.kind);
    let format = reading.word("format", request.format);
    let id = reading.request_id(&request.request_id);
    let agreement = Some(request.agreement).filter(|number| *number != 0);
    let agreement = reading.optional_number("agreement", agreement, &(1..=u32::MAX));
    let whole = id.zip(dispute).zip(kind.zip(format));
    reading.finish(whole.map(|((id, dispute), (kind, format))| Wanted {
        id,
        dispute,
        kind,
        format,
        agreement,
    }))
}

#[tonic::async_trait]
impl DocumentService for DocumentDesk {
    type RenderDocumentStream = Parts;

    async fn render_document(&self, request: Request<pb::RenderDocumentRequest>) -> Result<Response<Parts>, Status> {
        let (by, request) = caller(request)?;
        let wanted = read(&request, self.desk.county())?;
        let filed = self.desk.seen(&by, wanted.dispute).await?;
        let printed = self.print(&by, &filed, &wanted).await?;
        self.record(by, &filed, (&wanted, &printed)).await?;
        let name = file_name(&filed.case, wanted.kind, wanted.format);
        Ok(Response::new(Box::pin(tokio_stream::iter(parts(&printed, &name)))))
    }
}

impl DocumentDesk {
    async fn print(&self, by: &Actor, filed: &Filed<Dispute>, wanted: &Wanted) -> Result<Printed, Status> {
        let dispute = &filed.case;
        let named = facts::named(dispute, wanted.kind);
        let mut identities: BTreeMap<_, _> = self.desk.identities_of(filed.id, &named).await?.into_iter().collect();
        let now = self.desk.clock.now();
        for withheld in dispute.parties.iter().filter(|party| !dispute.may_show(party, now)) {
            if let Some(identity) = identities.get_mut(&withheld.id) {
                withhold(identity, wanted.kind);
            }
        }
        let ids: Vec<Uuid> = dispute.course.appointments.iter().map(|one| one.mediator).collect();
        let mediators = self.registers.names(&ids).await?;
        let unit = self.holder(dispute).await?;
        let teller = Teller {
            dispute,
            identities: &identities,
            mediators: &mediators,
            unit: &unit,
            hears: hears(by, dispute),
            agreement: wanted.agreement,
        };
        let told = teller.tell(wanted.kind).map_err(Fault::Refused)?;
        let order = Order {
            template: template(wanted.kind),
            facts: told.facts,
            format: match wanted.format {
                course::Format::Html => Format::Html,
                course::Format::Pdf => Format::Pdf,
            },
            at: told.at,
        };
        Ok(self.press.print(order).await?)
    }

    /// Who mediates, as a document names it: of people's mediation the committee by its title, as it was when the dispute was accepted.
    async fn holder(&self, dispute: &Dispute) -> Result<String, Status> {
        let accepted = dispute
            .course
            .acceptance
            .as_ref()
            .filter(|_| dispute.procedure == Procedure::People);
        if let Some(accepted) = accepted
            && let Some(title) = self.registers.committee_title(&dispute.unit, local_date(accepted.at)).await?
        {
            return Ok(title);
        }
        Ok(self.registers.name_of(&dispute.unit))
    }

    /// The hash of what is handed out comes on the dispute's record; of the same document once.
    async fn record(&self, by: Actor, filed: &Filed<Dispute>, (wanted, printed): (&Wanted, &Printed)) -> Result<(), Status> {
        let hash = printed.hash.to_string();
        let same = |known: &&DocumentRecord| (known.kind, known.format, &known.hash) == (wanted.kind, wanted.format, &hash);
        let of_version = filed
            .case
            .course
            .documents
            .iter()
            .find(same)
            .map_or(filed.version, |known| known.of_version);
        let record = DocumentRecord {
            kind: wanted.kind,
            format: wanted.format,
            hash,
            of_version,
        };
        let command = Command::RecordDocument(record);
        let known = self.desk.known(&filed.case, &command).await?;
        let asked = reading::Order {
            id: wanted.id,
            case: filed.id,
            expected: None,
            command: domain::Order { command, known },
        };
        self.desk.execute(by, asked).await?;
        Ok(())
    }
}

/// What a document says of who came under a grant that is over: a notice of how it ended is to somebody, and says the name; any other
/// document says no more than is shown of them.
fn withhold(identity: &mut Identity, kind: DocumentKind) {
    if kind != DocumentKind::TerminationNotice {
        identity.name = identity.masked().name;
    }
    identity.document = None;
    identity.phone = None;
    identity.address = None;
}

fn file_name(dispute: &Dispute, kind: DocumentKind, format: course::Format) -> String {
    let title = match kind {
        DocumentKind::Application => "调解申请书",
        DocumentKind::ConsentForm => "同意调解确认书",
        DocumentKind::Record => "调解记录",
        DocumentKind::Agreement => "调解协议书",
        DocumentKind::TerminationNotice => "终止调解告知书",
        DocumentKind::ConfirmationApplication => "司法确认申请书",
    };
    let ending = match format {
        course::Format::Html => "html",
        course::Format::Pdf => "pdf",
    };
    format!("{}-{title}.{ending}", dispute.number.text)
}

fn parts(printed: &Printed, file_name: &str) -> Vec<Result<pb::RenderDocumentResponse, Status>> {
    let part = |(nth, chunk): (usize, &[u8])| {
        let first = if nth == 0 { Some(printed) } else { None };
        Ok(pb::RenderDocumentResponse {
            chunk: chunk.to_vec(),
            hash: first.map(|printed| printed.hash.to_string()).unwrap_or_default(),
            media_type: first.map(|printed| printed.format.media_type().to_owned()).unwrap_or_default(),
            file_name: first.map(|_| file_name.to_owned()).unwrap_or_default(),
            unprintable: first
                .map(|printed| printed.lacking.iter().map(char::to_string).collect())
                .unwrap_or_default(),
        })
    };
    printed.bytes.chunks(PART).enumerate().map(part).collect()
}

#[cfg(test)]
mod tests {
    use shiyu_kit::party::PartyKind;

    use super::*;

    #[test]
    fn of_who_came_under_a_grant_that_is_over_only_the_notice_says_the_name() {
        let told = |kind| {
            let mut identity = Identity {
                kind: PartyKind::Person,
                name: "沈小满".to_owned(),
                document: None,
                phone: Some("16100000001".to_owned()),
                address: Some("塔山街道".to_owned()),
            };
            withhold(&mut identity, kind);
            assert!(identity.phone.is_none() && identity.address.is_none(), "{kind:?}");
            identity.name
        };
        assert_eq!(told(DocumentKind::TerminationNotice), "沈小满");
        for kind in [DocumentKind::Application, DocumentKind::ConsentForm, DocumentKind::Record] {
            assert_ne!(told(kind), "沈小满", "{kind:?}");
        }
    }
}
