//! A case, in full and in lists.

use shiyu_kit::case::Filed;
use shiyu_kit::party::Masked;
use shiyu_kit::wire::{Word, clock, timestamp};
use shiyu_proto::enforcement::v1 as pb;
use uuid::Uuid;

use super::{course, party};
use crate::domain::course::Filing;
use crate::domain::terms::{Fen, Proposal};
use crate::domain::{CaseFile, Clue, End, Ending};
use crate::wire::case_name;

/// A case in full, its parties masked, with the surcharge that is not entered yet.
#[must_use]
pub fn case(filed: &Filed<CaseFile>, identities: &[(Uuid, Masked)], accruing: Fen) -> pb::Case {
    let case = &filed.case;
    let allowed = case.allowed();
    pb::Case {
        parties: case.parties.iter().map(|of| party::masked(*of, identities)).collect(),
        course: Some(course::course(case, accruing)),
        allowed_commands: allowed.into_iter().map(str::to_owned).collect(),
        ..summary(filed)
    }
}

/// A case as lists show it: without parties and course.
#[must_use]
pub fn summary(filed: &Filed<CaseFile>) -> pb::Case {
    let case = &filed.case;
    pb::Case {
        name: case_name(&case.county, filed.id),
        etag: filed.version.to_string(),
        number: case.number.text.clone(),
        clue: Some(clue(&case.clue)),
        stage: case.stage.name().number(),
        unit: case.unit.to_string(),
        receiver: case.receiver.to_string(),
        receive_time: Some(timestamp(case.received_at)),
        clocks: case.clocks.iter().map(clock).collect(),
        filing: case.course.filing.as_ref().map(filing),
        outcome: outcome_of(case).into(),
        ending: case.stage.ending().map(ending),
        on_the_spot: case.is_on_the_spot(),
        archive_time: case.course.archived_at.map(timestamp),
        parties: Vec::new(),
        course: None,
        allowed_commands: Vec::new(),
    }
}

/// What was decided, in a word.
pub(in crate::wire) fn outcome_of(case: &CaseFile) -> pb::Outcome {
    match case.course.decisions.last() {
        None => pb::Outcome::Unspecified,
        Some(decision) if decision.revoked => pb::Outcome::Revoked,
        Some(decision) => match decision.outcome {
            Proposal::Penalty { .. } => pb::Outcome::Penalised,
            Proposal::NoPenalty(_) => pb::Outcome::NotPenalised,
        },
    }
}

fn clue(clue: &Clue) -> pb::Clue {
    let offer = clue.referred.as_deref();
    let discovery = clue.discovery.as_ref();
    pb::Clue {
        source: clue.source.number(),
        source_reference: clue.source_reference.clone().unwrap_or_default(),
        title: clue.title.clone(),
        description: clue.description.clone(),
        place: clue.place.to_string(),
        found_time: Some(timestamp(clue.found_at)),
        offered_case: offer.map(|offer| offer.case.clone()).unwrap_or_default(),
        referral: offer.map(|offer| offer.referral.to_string()).unwrap_or_default(),
        leads: clue.leads.clone(),
        discovery_reference: discovery.map(|paper| paper.reference.clone()).unwrap_or_default(),
        discovery_issuer: discovery.map(|paper| paper.issuer.clone()).unwrap_or_default(),
    }
}

fn filing(filing: &Filing) -> pb::Filing {
    let power = &filing.power;
    pb::Filing {
        power: power.code.clone(),
        list_version: power.version,
        subject_matter: power.subject.clone(),
        basis: power.basis.clone(),
        document: power.document.clone(),
        act: Some(pb::Act {
            description: filing.act.description.clone(),
            from_date: filing.act.from.to_string(),
            to_date: filing.act.to.to_string(),
            harm: filing.act.harm,
        }),
        subject: filing.subject.number(),
        capacity: filing.capacity.number(),
        by: filing.by.clone(),
        file_time: Some(timestamp(filing.at)),
        other_powers: filing.others.clone(),
        other_act: filing.other_act.clone().unwrap_or_default(),
    }
}

fn ending(ending: &Ending) -> pb::Ending {
    let mut told = pb::Ending {
        stage: ending.end.name().number(),
        by: ending.by.clone(),
        end_time: Some(timestamp(ending.at)),
        ..pb::Ending::default()
    };
    match &ending.end {
        End::Dismissed { reason, told: method } => {
            told.reason.clone_from(reason);
            told.told = shiyu_kit::wire::number(*method);
        }
        End::TransferredOut {
            target,
            organ,
            unit,
            reason,
        } => {
            told.reason.clone_from(reason);
            told.target = target.number();
            told.organ.clone_from(organ);
            told.unit = unit.as_ref().map(ToString::to_string).unwrap_or_default();
        }
        End::NotFiled {
            ground,
            reason,
            competent,
            told: method,
        } => {
            told.ground = ground.number();
            told.reason.clone_from(reason);
            told.unit = competent.as_ref().map(ToString::to_string).unwrap_or_default();
            told.told = shiyu_kit::wire::number(*method);
        }
        End::CaseWithdrawn { reason } => told.reason.clone_from(reason),
        End::CriminallyEnded { reference } => told.organ.clone_from(reference),
        End::Closed { summary } => told.reason.clone_from(summary),
    }
    told
}
