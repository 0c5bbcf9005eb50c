//! How it is answered, and what is left to do then (arts. 29, 30, 32, 37).

use serde::Deserialize;
use shiyu_proto::petition::v1::{Adoption, Decision, DeliveryMethod, Opinion};

use super::{Whose, order};
use crate::demo::moment::Moment;
use crate::demo::spoken::Word;
use crate::failure::Failure;

/// What the petitioner may do against an opinion (art. 35).
const REMEDY: &str = "如不服本处理意见，可自收到本意见书之日起30日内向原办理机关的上一级机关请求复查。";
const BASIS: &str = "《信访工作条例》第三十一条、第三十二条";

/// How it is answered.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Answer {
    /// A suggestion or an accusation is replied to.
    Reply { adoption: Option<Word<Adoption>>, text: String },
    /// 信访处理意见书, as the handler writes it.
    Draft {
        decision: Word<Decision>,
        found: String,
        law: String,
    },
    /// The head of the unit issues it.
    Issue,
    /// 送达.
    Serve,
    /// What was supported is carried out.
    Execute { report: String },
    /// What became of a diverted matter.
    Outcome { text: String },
    /// 归档.
    Archive,
    /// Something is to be done for the petitioner after the end.
    Care { unit: String, task: String },
    /// It is done.
    CareDone,
}

impl Answer {
    /// Who does such a thing.
    pub fn doer(&self) -> (&'static str, Whose) {
        match self {
            Self::Reply { .. } | Self::Draft { .. } | Self::Serve | Self::CareDone => ("handler", Whose::Holder),
            Self::Issue => ("head", Whose::Holder),
            Self::Execute { .. } => ("handler", Whose::Handler),
            Self::Outcome { .. } | Self::Archive | Self::Care { .. } => ("officer", Whose::Office),
        }
    }

    pub async fn carry_out(&self, at: &Moment<'_>) -> Result<(), Failure> {
        match self {
            Self::Reply { adoption, text } => {
                let adoption = adoption.map(i32::from).unwrap_or_default();
                order!(
                    at,
                    reply_petition,
                    ReplyPetitionRequest {
                        adoption: adoption,
                        text: at.text(text)
                    }
                )
            }
            Self::Draft { decision, found, law } => {
                let opinion = Opinion {
                    request: at.request(),
                    facts_and_reasons: at.text(found),
                    decision: (*decision).into(),
                    legal_basis: vec![law.clone(), BASIS.to_owned()],
                    remedy_notice: REMEDY.to_owned(),
                };
                order!(at, draft_opinion, DraftOpinionRequest { opinion: Some(opinion) })
            }
            Self::Issue => order!(at, issue_opinion, IssueOpinionRequest {}),
            Self::Serve => order!(
                at,
                serve_opinion,
                ServeOpinionRequest {
                    method: DeliveryMethod::Direct.into(),
                    serve_time: None,
                    proof: at.proof(),
                }
            ),
            Self::Execute { report } => order!(at, report_execution, ReportExecutionRequest { report: at.text(report) }),
            Self::Outcome { text } => order!(
                at,
                record_diversion_outcome,
                RecordDiversionOutcomeRequest { outcome: at.text(text) }
            ),
            Self::Archive => order!(at, archive_petition, ArchivePetitionRequest {}),
            Self::Care { unit, task } => order!(
                at,
                add_care_task,
                AddCareTaskRequest {
                    unit: at.unit(unit)?,
                    task: at.text(task)
                }
            ),
            Self::CareDone => order!(at, complete_care_task, CompleteCareTaskRequest { task: at.care_task() }),
        }?;
        Ok(())
    }
}
