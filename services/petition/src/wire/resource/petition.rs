//! A petition, in full and in lists.

use shiyu_kit::case::Filed;
use shiyu_kit::party::Masked;
use shiyu_proto::petition::v1 as pb;
use uuid::Uuid;

use super::{course, ending, party};
use crate::domain::{Accused, Petition, PrivacyNotice};
use crate::wire::petition_name;
use crate::wire::terms::{self, Word, timestamp};

/// A petition in full, its parties masked. Whoever it is kept from never asks for it.
#[must_use]
pub fn petition(filed: &Filed<Petition>, identities: &[(Uuid, Masked)]) -> pb::Petition {
    let petition = &filed.case;
    let parties = petition.parties.iter().map(|of| party::masked(of, identities));
    pb::Petition {
        parties: parties.collect(),
        accused: (!petition.accused.is_empty()).then(|| accused(&petition.accused)),
        course: Some(course::course(petition)),
        ..summary(filed)
    }
}

/// A petition beside others that may be the same: without parties, accused and course.
#[must_use]
pub fn summary(filed: &Filed<Petition>) -> pb::Petition {
    let (petition, submission) = (&filed.case, &filed.case.submission);
    pb::Petition {
        request: submission.request.clone(),
        facts_and_reasons: submission.facts_and_reasons.clone(),
        clocks: petition.clocks.iter().map(terms::clock).collect(),
        ..listed(filed)
    }
}

/// A petition as lists show it: one line of it, and the clocks that run. What was brought is read in the petition itself.
#[must_use]
pub fn listed(filed: &Filed<Petition>) -> pb::Petition {
    let (petition, submission) = (&filed.case, &filed.case.submission);
    pb::Petition {
        name: petition_name(&petition.county, filed.id),
        etag: filed.version.to_string(),
        channel: submission.channel.number(),
        category: submission.category.to_string(),
        title: submission.title.clone(),
        request: String::new(),
        facts_and_reasons: String::new(),
        place: submission.place.to_string(),
        received_time: Some(timestamp(petition.received_at)),
        source_reference: submission.source_reference.clone().unwrap_or_default(),
        stage: petition.stage.name().number(),
        unit: petition.unit.to_string(),
        register_time: Some(timestamp(petition.registered_at)),
        clocks: petition.clocks.running().map(terms::clock).collect(),
        number: petition.number.text.clone(),
        filing: submission.filing.number(),
        people: i32::try_from(submission.people).unwrap_or(i32::MAX),
        parties: Vec::new(),
        accused: None,
        sealed: petition.is_sealed(),
        receiver: petition.receiver.to_string(),
        course: None,
        responsible_unit: petition.responsible().to_string(),
        privacy_notice: submission.privacy_notice.as_ref().map(privacy_notice),
        query_code: String::new(),
        follows: String::new(),
        ending: petition.stage.ending().map(|end| ending::ending(end, &petition.county)),
    }
}

/// A petition that may be the same matter, and what agrees.
#[must_use]
pub fn candidate(filed: &Filed<Petition>, agreeing: &[&str]) -> pb::RepeatCandidate {
    pb::RepeatCandidate {
        petition: Some(summary(filed)),
        agreeing: agreeing.iter().map(|&what| what.to_owned()).collect(),
    }
}

fn privacy_notice(notice: &PrivacyNotice) -> pb::PrivacyNotice {
    match notice {
        PrivacyNotice::Given(version) => pb::PrivacyNotice {
            version: version.clone(),
            exception: String::new(),
        },
        PrivacyNotice::Excepted(why) => pb::PrivacyNotice {
            version: String::new(),
            exception: why.clone(),
        },
    }
}

fn accused(accused: &Accused) -> pb::Accused {
    pb::Accused {
        units: accused.units.iter().map(ToString::to_string).collect(),
        subjects: accused.subjects.iter().cloned().collect(),
    }
}
