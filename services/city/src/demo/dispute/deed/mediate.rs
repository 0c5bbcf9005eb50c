//! While they talk.

use serde::Deserialize;
use shiyu_proto::mediation::v1::{MediatorLeaving, SessionForm};

use super::super::scene::Moment;
use super::super::settle::{mediator_id, room_id};
use super::{Side, order};
use crate::failure::Failure;
use crate::times;

/// What is done.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Mediate {
    /// The parties choose, or the committee appoints; who it is discloses.
    Mediator {
        who: String,
        of: String,
        #[serde(default)]
        chosen: bool,
        #[serde(default)]
        interest: String,
    },
    /// A party does not want the mediator.
    Recuse { who: String, of: String, reason: String },
    /// They begin.
    Begin {},
    /// A session is planned.
    Plan { who: String, of: String },
    /// It was held.
    Held { statements: String, outcome: String },
    /// An offer, and whether the other side takes it.
    Offer { of: Side, terms: String, taken: bool },
    /// What nobody disputes.
    Undisputed { text: String },
    /// More time.
    Extend { days: i32 },
}

impl Mediate {
    pub const fn duty(&self) -> &'static str {
        match self {
            Self::Mediator { .. } | Self::Recuse { .. } | Self::Plan { .. } => "registrar",
            Self::Begin {} | Self::Held { .. } | Self::Offer { .. } | Self::Undisputed { .. } | Self::Extend { .. } => "mediator",
        }
    }

    pub async fn carry_out(&self, at: &Moment<'_>) -> Result<(), Failure> {
        match self {
            Self::Mediator { who, of, chosen, interest } => mediator(at, (who, &at.unit(of)?), *chosen, interest).await?,
            Self::Recuse { who, of, reason } => {
                let mediator = mediator_id(&at.unit(of)?, who);
                order!(
                    at,
                    recuse_mediator,
                    RecuseMediatorRequest {
                        mediator,
                        leaving: MediatorLeaving::Recused.into(),
                        party: at.party(false),
                        reason: at.text(reason),
                    }
                )?;
            }
            Self::Begin {} => order!(at, begin_mediation, BeginMediationRequest {})?,
            Self::Plan { who, of } => plan(at, &at.unit(of)?, who).await?,
            Self::Held { statements, outcome } => order!(
                at,
                record_session,
                RecordSessionRequest {
                    session: at.session(),
                    attended: at.parties(),
                    invited: Vec::new(),
                    statements: at.text(statements),
                    outcome: at.text(outcome),
                }
            )?,
            Self::Offer { of, terms, taken } => offer(at, of.asks(), terms, *taken).await?,
            Self::Undisputed { text } => order!(
                at,
                record_undisputed_fact,
                RecordUndisputedFactRequest {
                    text: at.text(text),
                    agreed: at.parties(),
                }
            )?,
            Self::Extend { days } => order!(
                at,
                extend_mediation,
                ExtendMediationRequest {
                    days: *days,
                    agreed: at.parties(),
                }
            )?,
        }
        Ok(())
    }
}

/// Whoever mediates says themselves what may call their impartiality in question.
async fn mediator(at: &Moment<'_>, (who, unit): (&str, &str), chosen: bool, interest: &str) -> Result<(), Failure> {
    let mediator = mediator_id(unit, who);
    let mediators = vec![mediator.clone()];
    if chosen {
        order!(
            at,
            choose_mediators,
            ChooseMediatorsRequest {
                mediators,
                agreed: at.parties(),
            }
        )?;
    } else {
        order!(at, appoint_mediators, AppointMediatorsRequest { mediators })?;
    }
    let request = shiyu_proto::mediation::v1::DiscloseInterestsRequest {
        name: at.name(),
        etag: String::new(),
        request_id: at.id("disclosure"),
        mediator,
        interest: !interest.is_empty(),
        note: at.text(interest),
    };
    at.cast.mediation_seat(who, unit)?.disputes().disclose_interests(request).await?;
    Ok(())
}

/// Its request's id is the session's.
async fn plan(at: &Moment<'_>, unit: &str, who: &str) -> Result<(), Failure> {
    let (from, to) = at.planned();
    let request = shiyu_proto::mediation::v1::PlanSessionRequest {
        name: at.name(),
        etag: String::new(),
        request_id: at.session(),
        mediators: vec![mediator_id(unit, who)],
        room: room_id(unit),
        start_time: Some(times::to_stamp(from)),
        end_time: Some(times::to_stamp(to)),
        form: SessionForm::InPerson.into(),
        public_agreed: Vec::new(),
    };
    at.desk.disputes().plan_session(request).await?;
    Ok(())
}

async fn offer(at: &Moment<'_>, asks: bool, terms: &str, taken: bool) -> Result<(), Failure> {
    order!(
        at,
        make_offer,
        MakeOfferRequest {
            party: at.party(asks),
            counters: String::new(),
            terms: at.text(terms),
        }
    )?;
    order!(
        at,
        "answer",
        answer_offer,
        AnswerOfferRequest {
            offer: at.id(""),
            party: at.party(!asks),
            accepted: taken,
        }
    )?;
    Ok(())
}
