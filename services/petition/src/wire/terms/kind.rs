//! The classification, which the contract tells in two words: kind and path.

use shiyu_kit::reading::Reading;
use shiyu_proto::petition::v1 as pb;

use super::Word;
use crate::domain::{Classification, ReliefPath};
use crate::wire::reading::Fields;

/// Kind and path as they travel.
pub(in crate::wire) fn classification(classification: Classification) -> (i32, i32) {
    let (kind, path) = match classification {
        Classification::Suggestion => (pb::MatterKind::Suggestion, pb::ReliefPath::Unspecified),
        Classification::Accusation => (pb::MatterKind::Accusation, pb::ReliefPath::Unspecified),
        Classification::AppealForRelief(path) => (pb::MatterKind::AppealForRelief, path.told()),
    };
    (kind.into(), path.into())
}

/// Reads `kind` and `path`: only an appeal for relief has a path.
pub(in crate::wire) fn read_classification(reading: &mut Reading<'_>, kind: i32, path: i32) -> Option<Classification> {
    let kind = reading.known("kind", kind);
    let unsaid = kind == Some(pb::MatterKind::Unspecified);
    reading.violations.require(!unsaid, "kind", "REQUIRED", "a value is needed");
    let path: Option<Option<ReliefPath>> = reading.word_or_none("path", path);
    match kind? {
        pb::MatterKind::Unspecified => None,
        pb::MatterKind::Suggestion => without(reading, path?, Classification::Suggestion),
        pb::MatterKind::Accusation => without(reading, path?, Classification::Accusation),
        pb::MatterKind::AppealForRelief => {
            let path = reading.part("path", path?);
            path.map(Classification::AppealForRelief)
        }
    }
}

fn without(reading: &mut Reading<'_>, path: Option<ReliefPath>, kind: Classification) -> Option<Classification> {
    let none = path.is_none();
    reading
        .violations
        .require(none, "path", "PATH_WITHOUT_RELIEF", "only an appeal for relief has a path")
        .then_some(kind)
}
