//! At the end of a dispute, and beside it.

use serde::Deserialize;
use shiyu_proto::mediation::v1::{
    EscalationRisk, MediationRating, NoticeMethod, RemainingRoute, RenderDocumentRequest, RenderedDocumentKind, RenderedFormat,
    TerminationGround, WordChannel,
};

use super::super::super::spoken::Word;
use super::super::scene::Moment;
use super::{Side, order};
use crate::failure::Failure;

/// What is done.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum End {
    /// A party ends it.
    #[serde(rename = "end_by_party")]
    ByParty { of: Side, reason: String },
    /// It ends without an agreement.
    Terminate { ground: Word<TerminationGround>, reason: String },
    /// It may turn into a matter for the police, who are told.
    Escalate { measures: String, to: String },
    /// The parties are told which ways stay open.
    Routes {},
    /// Somebody looks again.
    FollowUp { note: String },
    /// A party says what they think of it.
    Rate { of: Side, rating: Word<MediationRating> },
    /// Into the archive.
    Archive {},
    /// A document is set.
    Document { kind: Word<RenderedDocumentKind> },
}

impl End {
    pub const fn duty(&self) -> &'static str {
        match self {
            Self::Terminate { .. } | Self::Escalate { .. } => "mediator",
            Self::ByParty { .. }
            | Self::Routes {}
            | Self::FollowUp { .. }
            | Self::Rate { .. }
            | Self::Archive {}
            | Self::Document { .. } => "registrar",
        }
    }

    pub async fn carry_out(&self, at: &Moment<'_>) -> Result<(), Failure> {
        match self {
            Self::ByParty { of, reason } => order!(
                at,
                end_by_party,
                EndByPartyRequest {
                    party: at.party(of.asks()),
                    reason: at.text(reason),
                    channel: WordChannel::InPerson.into(),
                }
            )?,
            Self::Terminate { ground, reason } => order!(
                at,
                terminate_mediation,
                TerminateMediationRequest {
                    ground: (*ground).into(),
                    reason: at.text(reason),
                }
            )?,
            Self::Escalate { measures, to } => escalate(at, measures, to).await?,
            Self::Routes {} => order!(
                at,
                give_routes_notice,
                GiveRoutesNoticeRequest {
                    routes: [RemainingRoute::Arbitration, RemainingRoute::Litigation].map(i32::from).to_vec(),
                    method: NoticeMethod::Direct.into(),
                }
            )?,
            Self::FollowUp { note } => order!(
                at,
                record_follow_up,
                RecordFollowUpRequest {
                    settled: true,
                    note: at.text(note),
                }
            )?,
            Self::Rate { of, rating } => order!(
                at,
                evaluate_mediation,
                EvaluateMediationRequest {
                    party: at.party(of.asks()),
                    rating: (*rating).into(),
                }
            )?,
            Self::Archive {} => order!(at, archive_dispute, ArchiveDisputeRequest {})?,
            Self::Document { kind } => document(at, *kind).await?,
        }
        Ok(())
    }
}

async fn escalate(at: &Moment<'_>, measures: &str, to: &str) -> Result<(), Failure> {
    order!(
        at,
        flag_escalation,
        FlagEscalationRequest {
            risk: EscalationRisk::PublicOrder.into(),
            measures: at.text(measures),
        }
    )?;
    order!(
        at,
        "report",
        report_escalation,
        ReportEscalationRequest {
            escalation: at.id(""),
            to: at.text(to),
            receipt: format!("JJ-{:03}", at.scene.number),
        }
    )?;
    Ok(())
}

/// To its end, and away with it: that it was set is on the dispute's record.
async fn document(at: &Moment<'_>, kind: Word<RenderedDocumentKind>) -> Result<(), Failure> {
    let request = RenderDocumentRequest {
        name: at.name(),
        kind: kind.into(),
        format: RenderedFormat::Pdf.into(),
        request_id: at.id(""),
        agreement: 0,
    };
    let mut parts = at.desk.dispute_documents().render_document(request).await?.into_inner();
    while parts.message().await?.is_some() {}
    Ok(())
}
