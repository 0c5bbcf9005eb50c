//! Rows of the standards: a power item's benchmark, or its evidence checklist. In cells of several, the parts stand between semicolons.

use shiyu_proto::enforcement::v1::{
    Benchmark, BenchmarkBand, EvidenceChecklist, EvidenceKind, EvidenceRequirement, PutBenchmarkRequest, PutEvidenceChecklistRequest,
};

use super::super::draft::Request;
use super::Row;
use crate::powers::sheet;
use crate::rows::flag;
use crate::words::{choose, word};

pub(super) fn benchmark(row: &mut Row<'_>) -> Request {
    let benchmark = Benchmark {
        power: row.text("power"),
        valid_from: row.text("valid_from"),
        document: row.text("document"),
        bands: row.each("bands", band),
        ..Benchmark::default()
    };
    Request::Benchmark(PutBenchmarkRequest {
        parent: row.parent(),
        benchmark: Some(benchmark),
        request_id: row.id.to_string(),
    })
}

/// `light/较轻/面积不足十平方米/fine::10000-500000`: code, name, circumstances, and what it asks for, as in a list of power items; several
/// penalties stand between `+`.
fn band(text: &str) -> Result<BenchmarkBand, String> {
    let mut fields = text.splitn(4, '/').map(|field| field.trim().to_owned());
    let (Some(code), Some(title), Some(circumstances)) = (fields.next(), fields.next(), fields.next()) else {
        return Err(format!("`{text}` is no band: code/name/circumstances/penalties"));
    };
    let penalties = fields.next().unwrap_or_default();
    let penalties = penalties.split('+').map(str::trim).filter(|part| !part.is_empty());
    Ok(BenchmarkBand {
        code,
        title,
        circumstances,
        penalties: penalties.map(sheet::penalty).collect::<Result<_, _>>()?,
    })
}

pub(super) fn checklist(row: &mut Row<'_>) -> Request {
    let checklist = EvidenceChecklist {
        power: row.text("power"),
        valid_from: row.text("valid_from"),
        document: row.text("document"),
        requirements: row.each("requirements", requirement),
        ..EvidenceChecklist::default()
    };
    Request::Checklist(PutEvidenceChecklistRequest {
        parent: row.parent(),
        checklist: Some(checklist),
        request_id: row.id.to_string(),
    })
}

/// `scene/inspection-record/证明违法建筑的位置和面积/yes`: code, kind, what it proves, and whether there is no conclusion without it.
fn requirement(text: &str) -> Result<EvidenceRequirement, String> {
    let fields: Vec<&str> = text.split('/').map(str::trim).collect();
    let [code, kind, proves, required] = fields.as_slice() else {
        return Err(format!("`{text}` is no requirement: code/kind/what it proves/yes or no"));
    };
    let kinds = (1..).map_while(|number| EvidenceKind::try_from(number).ok());
    Ok(EvidenceRequirement {
        code: (*code).to_owned(),
        kind: choose(kind, kinds, |kind| word(kind.as_str_name(), "EVIDENCE_KIND_"))?.into(),
        proves: (*proves).to_owned(),
        required: flag(required)?,
    })
}
