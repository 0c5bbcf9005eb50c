//! Versions of standards as resources, and the fact about one.

use shiyu_kit::operations::timestamp;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;

use super::terms::{told_document_kind, told_evidence_kind, told_kind};
use super::{BENCHMARKS, CHECKLISTS, WORDINGS};
use crate::power::told_range;
use crate::standard::domain::{Band, Body, Requirement, Standard, Subject, Wording};

/// A benchmark.
#[must_use]
pub fn benchmark(row: &Standard, county: &Code) -> pb::Benchmark {
    let bands = match &row.body {
        Body::Bands(bands) => bands.as_slice(),
        Body::Requirements(_) | Body::Wording(_) => &[],
    };
    pb::Benchmark {
        name: named(BENCHMARKS, row, county),
        power: row.subject.key().to_owned(),
        version: row.version,
        valid_from: row.valid_from.to_string(),
        document: row.document.clone(),
        bands: bands.iter().map(band).collect(),
        create_time: Some(timestamp(row.put_at)),
    }
}

fn band(band: &Band) -> pb::BenchmarkBand {
    pb::BenchmarkBand {
        code: band.code.clone(),
        title: band.title.clone(),
        circumstances: band.circumstances.clone(),
        penalties: band.penalties.iter().copied().map(told_range).collect(),
    }
}

/// An evidence checklist.
#[must_use]
pub fn checklist(row: &Standard, county: &Code) -> pb::EvidenceChecklist {
    let requirements = match &row.body {
        Body::Requirements(requirements) => requirements.as_slice(),
        Body::Bands(_) | Body::Wording(_) => &[],
    };
    pb::EvidenceChecklist {
        name: named(CHECKLISTS, row, county),
        power: row.subject.key().to_owned(),
        version: row.version,
        valid_from: row.valid_from.to_string(),
        document: row.document.clone(),
        requirements: requirements.iter().map(requirement).collect(),
        create_time: Some(timestamp(row.put_at)),
    }
}

fn requirement(row: &Requirement) -> pb::EvidenceRequirement {
    pb::EvidenceRequirement {
        code: row.code.clone(),
        kind: told_evidence_kind(row.kind).into(),
        proves: row.proves.clone(),
        required: row.required,
    }
}

/// A wording.
#[must_use]
pub fn wording(row: &Standard, county: &Code) -> pb::DocumentWording {
    let wording = match &row.body {
        Body::Wording(wording) => wording.clone(),
        Body::Bands(_) | Body::Requirements(_) => Wording::default(),
    };
    let kind = match &row.subject {
        Subject::Wording(kind) => told_document_kind(*kind),
        Subject::Benchmark(_) | Subject::Checklist(_) => pb::DocumentKind::Unspecified,
    };
    pb::DocumentWording {
        name: named(WORDINGS, row, county),
        kind: kind.into(),
        version: row.version,
        valid_from: row.valid_from.to_string(),
        document: row.document.clone(),
        closing: wording.closing,
        payment: wording.payment,
        contact: wording.contact,
        online_reconsideration: wording.online_reconsideration,
        create_time: Some(timestamp(row.put_at)),
    }
}

/// `standard.changed`.
#[must_use]
pub fn changed(row: &Standard) -> pb::StandardChanged {
    pb::StandardChanged {
        kind: told_kind(row.subject.kind()).into(),
        subject: row.subject.key().to_owned(),
        version: row.version,
        valid_from: row.valid_from.to_string(),
    }
}

fn named(collection: &str, row: &Standard, county: &Code) -> String {
    format!("counties/{county}/{collection}/{}", row.subject.key())
}
