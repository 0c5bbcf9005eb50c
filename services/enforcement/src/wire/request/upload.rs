//! What is uploaded, and which of it is read.

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::{Head, Reading};
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;
use uuid::Uuid;

use crate::domain::Command;
use crate::domain::command::Gathered;
use crate::wire::reading::{LINE, NOTE, officers, upon};
use crate::wire::{Asked, CASES};

/// The head of an upload that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// The case.
    pub case: Uuid,
    /// The version the caller insists on.
    pub expected: Option<i64>,
    /// What is put on record, but for what is kept.
    pub gathered: Gathered,
}

impl Upload {
    /// The order, once it is known what is kept.
    #[must_use]
    pub fn asked(self, hash: String, media_type: String, bytes: u64) -> Asked {
        let gathered = Gathered {
            hash,
            media_type,
            bytes,
            ..self.gathered
        };
        Asked {
            id: gathered.id,
            case: self.case,
            expected: self.expected,
            command: Command::AddEvidence(Box::new(gathered)),
        }
    }
}

/// Reads the head of `UploadEvidence`.
///
/// # Errors
/// All that is wrong with it.
pub fn upload_head(head: pb::EvidenceHead, county: &Code) -> Result<Upload, Violations> {
    let mut reading = upon(county, &head.name, &head.etag, &head.request_id);
    let Head { id, case, expected } = reading.head();
    let media_type = reading.line("media_type", head.media_type, LINE);
    let kind = reading.word("kind", head.kind);
    let title = reading.line("title", head.title, LINE);
    let lawful_source = reading.text_or_nothing("lawful_source", head.lawful_source, NOTE);
    let recording = reading.optional_line("recording", head.recording, LINE);
    let officers = officers(&mut reading, head.officers);
    let read = id.zip(case).zip(media_type.zip(kind)).zip(title.zip(lawful_source)).zip(officers);
    reading.finish(
        read.map(|((((id, case), (media_type, kind)), (title, lawful_source)), officers)| Upload {
            case,
            expected,
            gathered: Gathered {
                id,
                kind,
                title,
                lawful_source,
                hash: String::new(),
                media_type,
                bytes: 0,
                recording,
                monitoring: head.monitoring,
                officers,
            },
        }),
    )
}

/// Reads `ReadEvidence`: which case, and what of it.
///
/// # Errors
/// All that is wrong with the request.
pub fn read_evidence(request: pb::ReadEvidenceRequest, county: &Code) -> Result<(Uuid, String), Violations> {
    let mut reading = Reading::new(county);
    let case = reading.name("name", &request.name, CASES);
    let hash = reading.hash("hash", request.hash);
    reading.finish(case.zip(hash))
}
