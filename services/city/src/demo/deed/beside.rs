//! What goes on beside the stages (arts. 25, 28, 30, 40, 41).

use serde::Deserialize;
use shiyu_proto::petition::v1::{
    Adoption, AnswerPolicySuggestionRequest, GetPetitionRequest, ListPolicySuggestionsRequest, MakePolicySuggestionRequest, Milestone,
    PolicySuggestion, RevealPartyRequest, Sponsorship, SupervisionFault,
};
use tonic::Code;

use super::{Whose, order};
use crate::demo::moment::Moment;
use crate::demo::spoken::Word;
use crate::failure::Failure;

/// How many days apart the steps of a plan are.
const STRIDE: i64 = 30;

/// What goes on beside the stages.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Beside {
    /// It is reported at once.
    Urgent { units: Vec<String>, why: String },
    /// A member of staff stands aside.
    Recuse { who: String, why: String },
    /// A leader takes charge of it.
    Sponsor { leader: String, plan: String, steps: Vec<String> },
    /// A step of the plan is done.
    Milestone { index: i32 },
    /// What it has in common with others is put to the unit that can change it (完善政策的建议).
    Suggest { unit: String, cause: String, text: String },
    /// The unit says what becomes of it.
    AnswerSuggestion { adoption: Word<Adoption>, text: String },
    /// 督办.
    Supervise {
        unit: String,
        fault: Word<SupervisionFault>,
        text: String,
    },
    /// The unit answers.
    AnswerSupervision { text: String },
    /// An identity is shown in the clear, on record.
    Reveal { why: String },
    /// Whoever is accused looks, and there is nothing.
    Look,
}

impl Beside {
    /// Who does such a thing.
    pub fn doer(&self) -> (&'static str, Whose) {
        match self {
            Self::AnswerSupervision { .. } | Self::AnswerSuggestion { .. } | Self::Milestone { .. } => ("handler", Whose::Holder),
            Self::Recuse { .. } => ("head", Whose::Holder),
            Self::Urgent { .. }
            | Self::Sponsor { .. }
            | Self::Suggest { .. }
            | Self::Supervise { .. }
            | Self::Reveal { .. }
            | Self::Look => ("officer", Whose::Office),
        }
    }

    pub async fn carry_out(&self, at: &Moment<'_>) -> Result<(), Failure> {
        match self {
            Self::Urgent { units, why } => {
                let units = units.iter().map(|unit| at.unit(unit)).collect::<Result<_, Failure>>()?;
                order!(
                    at,
                    report_urgent,
                    ReportUrgentRequest {
                        units: units,
                        reason: at.text(why)
                    }
                )
            }
            Self::Recuse { who, why } => order!(
                at,
                recuse_staff,
                RecuseStaffRequest {
                    subject: at.subject(who),
                    reason: at.text(why)
                }
            ),
            Self::Sponsor { leader, plan, steps } => {
                let sponsorship = Some(sponsorship(at, leader, plan, steps));
                order!(at, sponsor_petition, SponsorPetitionRequest { sponsorship: sponsorship })
            }
            Self::Milestone { index } => order!(at, complete_milestone, CompleteMilestoneRequest { index: *index }),
            Self::Supervise { unit, fault, text } => order!(
                at,
                supervise_petition,
                SupervisePetitionRequest {
                    unit: at.unit(unit)?,
                    fault: (*fault).into(),
                    suggestion: at.text(text),
                }
            ),
            Self::AnswerSupervision { text } => order!(
                at,
                answer_supervision,
                AnswerSupervisionRequest {
                    supervision: at.supervision(),
                    answer: at.text(text),
                }
            ),
            Self::Suggest { unit, cause, text } => return suggest(at, unit, (cause, text)).await,
            Self::AnswerSuggestion { adoption, text } => return answer(at, (*adoption).into(), text).await,
            Self::Reveal { why } => return reveal(at, why).await,
            Self::Look => return look(at).await,
        }?;
        Ok(())
    }
}

fn sponsorship(at: &Moment<'_>, leader: &str, plan: &str, steps: &[String]) -> Sponsorship {
    let milestones = steps.iter().zip(1..).map(|(title, number)| Milestone {
        title: title.clone(),
        due_date: at.date(number * STRIDE),
        done_time: None,
    });
    Sponsorship {
        leader: at.subject(leader),
        responsible: at.subject("officer"),
        plan: at.text(plan),
        milestones: milestones.collect(),
        root_cause: String::new(),
        sponsor_time: None,
    }
}

async fn suggest(at: &Moment<'_>, unit: &str, (cause, text): (&str, &str)) -> Result<(), Failure> {
    let request = MakePolicySuggestionRequest {
        parent: at.desk.parent(),
        suggestion: Some(PolicySuggestion {
            to_unit: at.unit(unit)?,
            root_cause: cause.to_owned(),
            text: at.text(text),
            petitions: vec![at.name()],
            ..PolicySuggestion::default()
        }),
        request_id: at.id(),
    };
    at.desk.suggestions().make_policy_suggestion(request).await?;
    Ok(())
}

/// The suggestion that stands on this petition, as its unit finds it.
async fn answer(at: &Moment<'_>, adoption: i32, text: &str) -> Result<(), Failure> {
    let request = ListPolicySuggestionsRequest {
        parent: at.desk.parent(),
        ..ListPolicySuggestionsRequest::default()
    };
    let page = at.desk.suggestions().list_policy_suggestions(request).await?.into_inner();
    let found = page.suggestions.into_iter().find(|one| one.petitions.contains(&at.name()));
    let found = found.ok_or_else(|| Failure::Late(format!("nothing was suggested for {}", at.name())))?;
    let request = AnswerPolicySuggestionRequest {
        name: found.name,
        adoption,
        answer: at.text(text),
        request_id: at.id(),
    };
    at.desk.suggestions().answer_policy_suggestion(request).await?;
    Ok(())
}

async fn reveal(at: &Moment<'_>, why: &str) -> Result<(), Failure> {
    let request = RevealPartyRequest {
        name: at.name(),
        etag: String::new(),
        request_id: at.id(),
        party: at.party(),
        reason: at.text(why),
    };
    at.desk.parties().reveal_party(request).await?;
    Ok(())
}

/// A petition that is kept from somebody does not exist for them.
async fn look(at: &Moment<'_>) -> Result<(), Failure> {
    let seen = at.desk.petitions().get_petition(GetPetitionRequest { name: at.name() }).await;
    match seen {
        Err(status) if status.code() == Code::NotFound => Ok(()),
        Err(status) => Err(status.into()),
        Ok(_) => Err(Failure::Late(format!("{} is shown to whom it accuses", at.name()))),
    }
}
