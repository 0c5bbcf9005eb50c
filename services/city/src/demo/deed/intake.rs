//! From registration to classification (arts. 19 to 24, 28 to 31).

use serde::Deserialize;
use shiyu_proto::petition::v1::{Accused, DeclineGround, DeliveryMethod, ListRepeatCandidatesRequest, MatterKind, ReliefPath};

use super::{Whose, order};
use crate::demo::moment::Moment;
use crate::demo::person::Person;
use crate::demo::spoken::Word;
use crate::failure::Failure;

/// What is done from registration to classification.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Intake {
    /// 转送.
    Forward { to: String },
    /// 交办.
    Assign { to: String, days: i32 },
    /// 受理.
    Accept,
    /// The petitioner is told who is competent.
    Redirect { to: String },
    /// It goes to the procedure it belongs to; `known_before` that many days ago an administrative act came to be known.
    Divert {
        kind: Word<MatterKind>,
        path: Option<Word<ReliefPath>>,
        organ: String,
        known_before: Option<u32>,
    },
    /// The petition office looks whether it is the same matter as another, and finds that.
    Candidates { other: String },
    /// It is the same matter.
    Merge { other: String },
    /// It was not.
    Unmerge { why: String },
    /// 不予受理.
    Decline { ground: Word<DeclineGround>, other: String },
    /// 一次性告知.
    Notice { missing: Vec<String> },
    /// Somebody joins.
    Join { party: Person },
    /// The unit asked holds itself not competent.
    Object { why: String, competent: Option<String> },
    /// The sender answers that.
    DecideObjection { agree: bool },
    /// The units dispute.
    ReferDispute,
    /// The common superior says who handles it.
    Designate { to: String, why: String },
    /// 分类.
    Classify {
        kind: Word<MatterKind>,
        path: Option<Word<ReliefPath>>,
        organ: Option<String>,
        duty: Option<String>,
    },
}

impl Intake {
    /// Who does such a thing.
    pub fn doer(&self) -> (&'static str, Whose) {
        match self {
            Self::Accept | Self::Object { .. } | Self::Classify { .. } => ("handler", Whose::Holder),
            Self::Notice { .. } | Self::Join { .. } => ("clerk", Whose::Holder),
            Self::Designate { .. } => ("secretary", Whose::Office),
            Self::Forward { .. }
            | Self::Assign { .. }
            | Self::Redirect { .. }
            | Self::Divert { .. }
            | Self::Candidates { .. }
            | Self::Merge { .. }
            | Self::Unmerge { .. }
            | Self::Decline { .. }
            | Self::DecideObjection { .. }
            | Self::ReferDispute => ("officer", Whose::Office),
        }
    }

    /// The other story it points at.
    #[cfg(test)]
    pub fn other(&self) -> Option<&str> {
        if let Self::Candidates { other } | Self::Merge { other } | Self::Decline { other, .. } = self {
            Some(other)
        } else {
            None
        }
    }

    pub async fn carry_out(&self, at: &Moment<'_>) -> Result<(), Failure> {
        let told: i32 = DeliveryMethod::Electronic.into();
        match self {
            Self::Forward { to } => order!(at, forward_petition, ForwardPetitionRequest { unit: at.unit(to)? }),
            Self::Assign { to, days } => {
                let unit = at.unit(to)?;
                order!(
                    at,
                    assign_petition,
                    AssignPetitionRequest {
                        unit: unit,
                        report_days: *days
                    }
                )
            }
            Self::Accept => order!(at, accept_petition, AcceptPetitionRequest { notice_method: told }),
            Self::Redirect { to } => order!(at, redirect_petition, RedirectPetitionRequest { to: at.text(to) }),
            Self::Divert { .. } | Self::Classify { .. } => return self.sort(at).await,
            Self::Candidates { other } => return candidates(at, other).await,
            Self::Merge { other } => {
                let into = at.name_of(other);
                order!(
                    at,
                    merge_petition,
                    MergePetitionRequest {
                        into: into,
                        reason: String::new()
                    }
                )
            }
            Self::Unmerge { why } => order!(at, unmerge_petition, UnmergePetitionRequest { reason: at.text(why) }),
            Self::Decline { ground, other } => {
                let (ground, earlier) = ((*ground).into(), at.name_of(other));
                order!(
                    at,
                    decline_petition,
                    DeclinePetitionRequest {
                        ground: ground,
                        earlier: earlier
                    }
                )
            }
            Self::Notice { missing } => {
                let missing = missing.clone();
                order!(
                    at,
                    give_completeness_notice,
                    GiveCompletenessNoticeRequest {
                        missing: missing,
                        method: told
                    }
                )
            }
            Self::Join { party } => return at.join(party).await,
            Self::Object { .. } | Self::DecideObjection { .. } | Self::ReferDispute | Self::Designate { .. } => {
                return self.dispute(at).await;
            }
        }?;
        Ok(())
    }

    async fn dispute(&self, at: &Moment<'_>) -> Result<(), Failure> {
        if let Self::Object { why, competent } = self {
            let competent_unit = competent.as_ref().map(|unit| at.unit(unit)).transpose()?.unwrap_or_default();
            order!(
                at,
                object_to_forwarding,
                ObjectToForwardingRequest {
                    reasons: at.text(why),
                    competent_unit: competent_unit
                }
            )?;
        } else if let Self::DecideObjection { agree } = self {
            order!(at, decide_objection, DecideObjectionRequest { agree: *agree })?;
        } else if let Self::Designate { to, why } = self {
            order!(
                at,
                designate_unit,
                DesignateUnitRequest {
                    unit: at.unit(to)?,
                    reasons: at.text(why)
                }
            )?;
        } else {
            order!(at, refer_dispute, ReferDisputeRequest {})?;
        }
        Ok(())
    }

    async fn sort(&self, at: &Moment<'_>) -> Result<(), Failure> {
        let value = |path: &Option<Word<ReliefPath>>| path.map(i32::from).unwrap_or_default();
        if let Self::Divert {
            kind,
            path,
            organ,
            known_before,
        } = self
        {
            let known = known_before.map(|days| at.date(-i64::from(days))).unwrap_or_default();
            order!(
                at,
                divert_petition,
                DivertPetitionRequest {
                    kind: (*kind).into(),
                    path: value(path),
                    organ: at.text(organ),
                    act_known_date: known,
                }
            )?;
        } else if let Self::Classify { kind, path, organ, duty } = self {
            let duty_organ = duty.as_ref().map(|unit| at.unit(unit)).transpose()?.unwrap_or_default();
            order!(
                at,
                classify_petition,
                ClassifyPetitionRequest {
                    kind: (*kind).into(),
                    path: value(path),
                    accused: None::<Accused>,
                    organ: organ.as_ref().map(|organ| at.text(organ)).unwrap_or_default(),
                    duty_organ: duty_organ,
                    act_known_date: String::new(),
                }
            )?;
        }
        Ok(())
    }
}

async fn candidates(at: &Moment<'_>, other: &str) -> Result<(), Failure> {
    let request = ListRepeatCandidatesRequest { name: at.name() };
    let answer = at.desk.petitions().list_repeat_candidates(request).await?.into_inner();
    let wanted = at.name_of(other);
    let found = answer.candidates.iter().filter_map(|one| one.petition.as_ref());
    if found.into_iter().any(|petition| petition.name == wanted) {
        return Ok(());
    }
    Err(Failure::Late(format!("{wanted} is not among the candidates for {}", at.name())))
}
