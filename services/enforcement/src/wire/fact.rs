//! What others are told: ids, codes, places, stages and clocks; never a person, never anybody's words, never an amount (行政处罚法 art. 74).

use prost::Message;
use shiyu_kit::case::Filed;
use shiyu_kit::referral::{self, Outcome};
use shiyu_kit::wire::{Word, clock, timestamp};
use shiyu_proto::enforcement::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use super::case_name;
use super::resource::outcome_of;
use crate::domain::answer::Answer;
use crate::domain::course::Decision;
use crate::domain::terms::{EvidenceStatus, Proposal};
use crate::domain::{CaseFile, End, Ending, Event, LITIGATION, RECONSIDERATION, What};

/// The fact of an event, protobuf; `None` for what concerns nobody else: money, what is shown or read of an identity, who stands aside,
/// documents, and a reckoning that moved nothing.
#[must_use]
#[expect(clippy::too_many_lines, reason = "one arm for each kind of fact")]
pub fn fact(event: &Event, after: &Filed<CaseFile>) -> Option<Vec<u8>> {
    let (case, docket) = (&after.case, Some(docket(after)));
    Some(match &event.what {
        What::Filed(filing) => pb::CaseFiled {
            case: docket,
            file_time: Some(timestamp(filing.at)),
        }
        .encode_to_vec(),
        What::EvidenceAdded(evidence) => pb::EvidenceMoved {
            case: docket,
            kind: evidence.kind.number(),
            status: evidence.status.number(),
        }
        .encode_to_vec(),
        What::EvidenceVerified { kind, .. } => pb::EvidenceMoved {
            case: docket,
            kind: kind.number(),
            status: EvidenceStatus::Verified.number(),
        }
        .encode_to_vec(),
        What::DisputeRaised(_) | What::CountyAnswered(_) | What::DisputeReferred { .. } | What::DisputeSettled(_) => {
            jurisdiction(case, docket).encode_to_vec()
        }
        What::OutsideOffered(asked) => asked_outside(case, asked.id, docket).encode_to_vec(),
        What::OutsideReceived { offer, .. } | What::OutsideUnanswered { offer, .. } => asked_outside(case, *offer, docket).encode_to_vec(),
        What::NoticeIssued(notice) => match notice.served_at {
            Some(at) => noticed(case, at, docket).encode_to_vec(),
            None => pb::CaseMoved { case: docket }.encode_to_vec(),
        },
        What::NoticeServed { at } => noticed(case, *at, docket).encode_to_vec(),
        What::HearingHeld(record) => pb::HearingHeld {
            case: docket,
            attended: record.attended,
        }
        .encode_to_vec(),
        What::Decided { decision, .. } => decided(decision, docket).encode_to_vec(),
        What::SpotDecided(spot) => decided(&spot.decision, docket).encode_to_vec(),
        What::DecisionDelivered { served_at: Some(at), .. } | What::DecisionDeemedServed { at } => {
            served(case, *at, docket).encode_to_vec()
        }
        What::RemedyLodged(remedy) => pb::RemedyMoved {
            case: docket,
            kind: remedy.kind.number(),
            ruling: 0,
        }
        .encode_to_vec(),
        What::RemedyRuled { remedy, word, .. } => {
            let kind = case
                .course
                .remedies
                .iter()
                .find(|known| known.id == *remedy)
                .map(|known| known.kind);
            pb::RemedyMoved {
                case: docket,
                kind: shiyu_kit::wire::number(kind),
                ruling: word.ruling.number(),
            }
            .encode_to_vec()
        }
        What::Rehomed(rehoming) => pb::CaseRehomed {
            case: docket,
            from_unit: rehoming.from.to_string(),
            to_unit: rehoming.to.to_string(),
            evidence: rehoming.evidence.clone(),
            rehome_time: Some(timestamp(rehoming.at)),
        }
        .encode_to_vec(),
        What::ReferralAnswered(answer) => answered(answer, after)?,
        What::Ended(ending) => ended(ending, docket).encode_to_vec(),
        What::ClockWarned { clock, ring } => pb::ClockWarned {
            case: docket,
            clock: clock.clone(),
            ring: ring.number(),
        }
        .encode_to_vec(),
        What::ClockOverdue { clock, due } => pb::ClockOverdue {
            case: docket,
            clock: clock.clone(),
            legal_due_time: Some(timestamp(*due)),
        }
        .encode_to_vec(),
        What::ClocksReckoned { moved, .. } if moved.is_empty() => return None,
        What::ClocksReckoned { calendar, moved } => pb::ClocksReckoned {
            case: docket,
            calendar_version: *calendar,
            moved: moved.clone(),
        }
        .encode_to_vec(),
        What::RecusalRequested(_)
        | What::RecusalDecided { .. }
        | What::PartyAdded(_)
        | What::PartyRevealed { .. }
        | What::ComplainantRead { .. }
        | What::DocumentRecorded(_)
        | What::SurchargeAccrued { .. }
        | What::CashHandedIn { .. }
        | What::CashBanked { .. } => return None,
        What::Received(_)
        | What::ClueVerified(_)
        | What::ClueExtended { .. }
        | What::OfficersAssigned { .. }
        | What::EvidenceExcluded { .. }
        | What::MonitoringReviewed { .. }
        | What::CustodyRecorded { .. }
        | What::Preserved(_)
        | What::PreservedDisposed { .. }
        | What::MeasureTaken(_)
        | What::MeasureApproved { .. }
        | What::MeasureExtended { .. }
        | What::MeasureReleased { .. }
        | What::CorrectionOrdered(_)
        | What::CorrectionChecked { .. }
        | What::Suspended(_)
        | What::Resumed { .. }
        | What::DecisionExtended { .. }
        | What::Concluded(_)
        | What::Proposed { .. }
        | What::StatementReceived(_)
        | What::StatementReviewed { .. }
        | What::Waived(_)
        | What::HearingRequested(_)
        | What::HearingScheduled { .. }
        | What::Submitted(_)
        | What::Reviewed(_)
        | What::Discussed(_)
        | What::DecisionDelivered { served_at: None, .. }
        | What::Paid { .. }
        | What::Performed(_)
        | What::PerformanceCompleted { .. }
        | What::DeferralGranted(_)
        | What::FellOverdue { .. }
        | What::InstalmentReached { .. }
        | What::ApplicationOpen { .. }
        | What::RefundDue { .. }
        | What::DemandIssued(_)
        | What::DemandServed { .. }
        | What::CourtApplied(_)
        | What::CourtAccepted { .. }
        | What::CourtRuled { .. }
        | What::ExecutionEnded { .. }
        | What::Refunded { .. }
        | What::SpotRecorded { .. }
        | What::Published(_)
        | What::Unpublished(_)
        | What::CrimeReported(_)
        | What::TransferDecided { .. }
        | What::TransferredToPolice(_)
        | What::PoliceAnswered(_)
        | What::PoliceAskedAgain { .. }
        | What::MaterialsHandedOver { .. }
        | What::ReturnedFromJustice { .. }
        | What::Archived { .. }
        | What::WindowLapsed { .. } => pb::CaseMoved { case: docket }.encode_to_vec(),
    })
}

/// The case as it stands, in every fact.
fn docket(filed: &Filed<CaseFile>) -> pb::Docket {
    let case = &filed.case;
    let filing = case.course.filing.as_ref();
    let exemption = case.course.decisions.last().and_then(|decision| match &decision.outcome {
        Proposal::NoPenalty(none) => Some(none.ground),
        Proposal::Penalty { .. } => None,
    });
    pb::Docket {
        name: case_name(&case.county, filed.id),
        version: filed.version,
        unit: case.unit.to_string(),
        receiver: case.receiver.to_string(),
        place: case.clue.place.to_string(),
        source: case.clue.source.number(),
        stage: case.stage.name().number(),
        power: filing.map(|filing| filing.power.code.clone()).unwrap_or_default(),
        on_the_spot: case.is_on_the_spot(),
        outcome: outcome_of(case).into(),
        exemption: shiyu_kit::wire::number(exemption),
        receive_time: Some(timestamp(case.received_at)),
        clocks: case.clocks.iter().map(clock).collect(),
    }
}

/// Of a dispute with another county what the desk of the city needs too.
fn jurisdiction(of: &CaseFile, case: Option<pb::Docket>) -> pb::JurisdictionMoved {
    let dispute = of.course.disputes.last();
    let settlement = dispute.and_then(|dispute| dispute.settlement.as_ref());
    let border = dispute.and_then(|dispute| dispute.border.as_ref());
    pb::JurisdictionMoved {
        case,
        with_unit: dispute.map(|dispute| dispute.with.to_string()).unwrap_or_default(),
        owner: settlement.map(|settlement| settlement.owner.to_string()).unwrap_or_default(),
        designated: settlement.is_some_and(|settlement| settlement.designated),
        boundary: border.map(|border| border.id.to_string()).unwrap_or_default(),
        raise_time: dispute.map(|dispute| timestamp(dispute.raised_at)),
        refer_time: border.and_then(|border| border.referred_at).map(timestamp),
        settle_time: settlement.map(|settlement| timestamp(settlement.at)),
        find_time: Some(timestamp(of.clue.discovered_at(of.received_at))),
    }
}

/// Whom is asked, and in what words, is told to nobody.
fn asked_outside(of: &CaseFile, offer: Uuid, case: Option<pb::Docket>) -> pb::OutsideMoved {
    let asked = of.course.outside(offer);
    let packet = asked.map(|asked| &asked.packet);
    pb::OutsideMoved {
        case,
        purpose: shiyu_kit::wire::number(asked.map(|asked| asked.purpose)),
        packet: packet.map(|packet| packet.packet.clone()).unwrap_or_default(),
        offer_time: packet.map(|packet| timestamp(packet.offered_at)),
        receive_time: packet.and_then(|packet| packet.received_at).map(timestamp),
        conference_time: packet.and_then(|packet| packet.conference_at).map(timestamp),
    }
}

fn noticed(of: &CaseFile, at: OffsetDateTime, case: Option<pb::Docket>) -> pb::NoticeServed {
    pb::NoticeServed {
        case,
        hearing: of.course.notice().is_some_and(|notice| notice.hearing),
        serve_time: Some(timestamp(at)),
    }
}

/// Which kinds; how much is told to nobody.
fn decided(decision: &Decision, case: Option<pb::Docket>) -> pb::DecisionMade {
    pb::DecisionMade {
        case,
        kinds: decision.outcome.items().iter().map(|item| item.kind.number()).collect(),
        decide_time: Some(timestamp(decision.at)),
    }
}

fn served(of: &CaseFile, at: OffsetDateTime, case: Option<pb::Docket>) -> pb::DecisionServed {
    let due = |name: &str| of.clock(name).map(|clock| timestamp(clock.due.legal));
    pb::DecisionServed {
        case,
        serve_time: Some(timestamp(at)),
        reconsideration_due_time: due(&RECONSIDERATION.id),
        litigation_due_time: due(&LITIGATION.id),
    }
}

fn ended(ending: &Ending, case: Option<pb::Docket>) -> pb::CaseEnded {
    let mut told = pb::CaseEnded {
        case,
        end_time: Some(timestamp(ending.at)),
        ..pb::CaseEnded::default()
    };
    match &ending.end {
        End::NotFiled { ground, competent, .. } => {
            told.ground = ground.number();
            told.competent_unit = competent.as_ref().map(ToString::to_string).unwrap_or_default();
        }
        End::TransferredOut { unit, .. } => told.competent_unit = unit.as_ref().map(ToString::to_string).unwrap_or_default(),
        End::Dismissed { .. } | End::CaseWithdrawn { .. } | End::CriminallyEnded { .. } | End::Closed { .. } => {}
    }
    told
}

/// In the common words, to the service that offered it.
fn answered(answer: &Answer, after: &Filed<CaseFile>) -> Option<Vec<u8>> {
    let offer = after.case.clue.referred.as_deref()?;
    let outcome = Outcome {
        case: Some(case_name(&after.case.county, after.id)),
        result: Some(answer.result.clone()),
        competent: answer.competent.clone(),
        ..Outcome::of(offer.referral, answer.state, answer.at)
    };
    Some(referral::answer(&offer.case, &outcome).encode_to_vec())
}
