//! From a row to the request that registers it: all that is wrong with the row at once.

use shiyu_proto::enforcement::v1::{
    AnnounceDrawRequest, PlanInspectionRequest, PutBenchmarkRequest, PutEvidenceChecklistRequest, PutOfficerRequest,
    PutRegulatedObjectRequest, ReceiveClueRequest,
};
use shiyu_proto::mediation::v1::OpenDisputeRequest;
use shiyu_proto::petition::v1::{Channel, Petition, PrivacyNotice, RegisterPetitionRequest};
use uuid::Uuid;

use super::mapping::Mapping;
use super::plan::Plan as _;
use super::received::Received;
use super::sheet::Cells;
use super::verdict::Reason;
use crate::{times, words};

/// Under which request ids of imported rows are derived. Never change it: rows would be registered twice.
const ROWS: Uuid = Uuid::from_u128(0x8f0c_1a52_6d3b_5c41_9e77_31d4_a0b6_52c8);
/// Longest category, in characters.
const CATEGORY: usize = 64;

/// What registers a row.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "one row is held at a time")]
pub enum Request {
    /// As a petition.
    Petition(RegisterPetitionRequest),
    /// As a dispute.
    Dispute(OpenDisputeRequest),
    /// As a clue of enforcement.
    Clue(ReceiveClueRequest),
    /// As an officer.
    Officer(PutOfficerRequest),
    /// As a regulated object.
    Object(PutRegulatedObjectRequest),
    /// As a benchmark.
    Benchmark(PutBenchmarkRequest),
    /// As an evidence checklist.
    Checklist(PutEvidenceChecklistRequest),
    /// As a planned visit.
    Inspection(PlanInspectionRequest),
    /// As a draw.
    Draw(AnnounceDrawRequest),
}

/// A row, ready to be registered.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The row's key.
    pub key: String,
    /// The request that registers it.
    pub request: Request,
}

/// The request id of a row: the same for the same county, source and key.
#[must_use]
pub fn request_id(county: &str, source: &str, key: &str) -> Uuid {
    Uuid::new_v5(&ROWS, [county, source, key].join("\u{1f}").as_bytes())
}

impl Mapping {
    /// The request that registers a row in a county.
    ///
    /// # Errors
    /// Every reason why there is none.
    pub fn draft(&self, cells: &Cells, county: &str) -> Result<Draft, Vec<Reason>> {
        let mut reasons = Vec::new();
        let key = self.key_of(cells);
        if key.is_empty() {
            reasons.push(Reason::new(
                "KEY_MISSING",
                "source_reference",
                format!("column {} is empty", self.key),
            ));
        }
        if let Some(dispute) = &self.dispute {
            let request = dispute.request(self, cells, (county, &key), reasons)?;
            return Ok(Draft {
                key,
                request: Request::Dispute(request),
            });
        }
        let [title, request, facts_and_reasons, place] = self.texts().map(|(name, field)| keep(field.fill(name, cells), &mut reasons));
        let petition = Petition {
            title,
            request,
            facts_and_reasons,
            place,
            channel: keep(self.channel(cells), &mut reasons).into(),
            category: keep(self.category(cells), &mut reasons),
            received_time: keep(
                self.received_time
                    .as_ref()
                    .map(|received| Received::read(received, cells))
                    .transpose(),
                &mut reasons,
            )
            .map(times::to_stamp),
            source_reference: key.clone(),
            ..Petition::default()
        };
        let id = request_id(county, &self.source, &key);
        let parties = self.petitioner.as_ref().map(|petitioner| petitioner.party(cells, id)).transpose();
        let parties = parties.unwrap_or_else(|more| {
            reasons.extend(more);
            None
        });
        if !reasons.is_empty() {
            return Err(reasons);
        }
        let request = RegisterPetitionRequest {
            parent: format!("counties/{county}"),
            petition: Some(Petition {
                parties: parties.flatten().into_iter().collect(),
                privacy_notice: Some(PrivacyNotice {
                    version: String::new(),
                    exception: format!("imported from {}", self.source),
                }),
                ..petition
            }),
            request_id: id.to_string(),
        };
        Ok(Draft {
            key,
            request: Request::Petition(request),
        })
    }

    /// What nobody brought, another organ hands on.
    fn channel(&self, cells: &Cells) -> Result<Channel, Reason> {
        if self.petitioner.is_none() {
            return Ok(Channel::Referral);
        }
        let Some(channel) = &self.channel else {
            return Ok(Channel::Referral);
        };
        let word = channel.fill("channel", cells)?;
        words::parse_channel(&word).map_err(|what| Reason::new("CHANNEL_UNKNOWN", "channel", what))
    }

    fn category(&self, cells: &Cells) -> Result<String, Reason> {
        let text = self.category.fill("category", cells)?;
        let slug = slug(&text);
        if slug.is_empty() {
            let detail = format!("nothing of `{text}` can stand in a category");
            return Err(Reason::new("CATEGORY_EMPTY", "category", detail));
        }
        Ok(slug)
    }
}

pub(super) fn keep<T: Default>(found: Result<T, Reason>, reasons: &mut Vec<Reason>) -> T {
    found.unwrap_or_else(|reason| {
        reasons.push(reason);
        T::default()
    })
}

/// `Sidewalk Cover / Manhole` as `sidewalk-cover-manhole`: what the contract lets stand in a category, cut to its length.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in text.trim().chars() {
        let letter = letter.to_ascii_lowercase();
        if letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '.' {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with(['-', '.']) {
            slug.push('-');
        }
    }
    slug.truncate(CATEGORY);
    slug.trim_matches(['-', '.']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAPPING: &str = r#"
source = "test"
key = "id"
title = "{what}"
request = "{what}"
facts_and_reasons = "{what}, {where}"
place = { column = "where", values = { "North" = "330602001" } }
category = "{what}"
channel = { column = "how", values = { "call" = "phone" }, default = "online" }
petitioner = { name = "{who}" }
received_time = { column = "when", format = "[year]-[month]-[day]", offset = "+08:00" }
"#;

    fn draft(cells: &[(&str, &str)]) -> Result<Draft, Vec<Reason>> {
        Mapping::parse(MAPPING).unwrap().draft(&Cells::of(cells), "330602")
    }

    fn registration(draft: Draft) -> RegisterPetitionRequest {
        let Request::Petition(request) = draft.request else {
            panic!("{:?}", draft.request)
        };
        request
    }

    #[test]
    fn a_row_becomes_a_registration() {
        let row = [
            ("id", "7"),
            ("what", "Street Lights"),
            ("where", "North"),
            ("how", "call"),
            ("when", "2022-01-31"),
            ("who", "沈知远"),
        ];
        let draft = draft(&row).unwrap();
        let request = registration(draft);
        let petition = request.petition.unwrap();
        assert_eq!(petition.channel(), Channel::Phone);
        assert_eq!(petition.category, "street-lights");
        assert_eq!(petition.place, "330602001");
        assert_eq!(petition.source_reference, "7");
        assert_eq!(petition.facts_and_reasons, "Street Lights, North");
        assert_eq!(petition.parties.len(), 1);
        assert_eq!(request.parent, "counties/330602");
        assert_eq!(request.request_id, request_id("330602", "test", "7").to_string());
    }

    #[test]
    fn everything_wrong_with_a_row_is_said_at_once() {
        let row = [
            ("id", " "),
            ("what", "路灯"),
            ("where", "South"),
            ("how", "visit"),
            ("when", "soon"),
            ("who", ""),
        ];
        let codes: Vec<String> = draft(&row).unwrap_err().into_iter().map(|reason| reason.code).collect();
        assert_eq!(codes, ["KEY_MISSING", "VALUE_UNMAPPED", "CATEGORY_EMPTY", "TIME_INVALID"]);
    }

    #[test]
    fn what_nobody_brought_is_handed_on() {
        let mapping = MAPPING.replace("petitioner = { name = \"{who}\" }\n", "");
        let cells = [
            ("id", "7"),
            ("what", "Noise"),
            ("where", "North"),
            ("how", "call"),
            ("when", "2022-01-31"),
        ];
        let draft = Mapping::parse(&mapping).unwrap().draft(&Cells::of(&cells), "330602").unwrap();
        assert_eq!(registration(draft).petition.unwrap().channel(), Channel::Referral);
    }

    #[test]
    fn a_request_id_belongs_to_one_row_of_one_source_in_one_county() {
        let id = request_id("330602", "a", "bc");
        assert_eq!(id.get_version_num(), 5);
        assert_eq!(id, request_id("330602", "a", "bc"));
        assert_ne!(id, request_id("330602", "ab", "c"));
        assert_ne!(id, request_id("330681", "a", "bc"));
    }

    #[test]
    fn categories_hold_what_the_contract_lets_them() {
        assert_eq!(slug("Sidewalk Cover / Manhole"), "sidewalk-cover-manhole");
        assert_eq!(slug(" PWDx_Snow.Cases! "), "pwdx-snow.cases");
        assert_eq!(slug("噪声"), "");
        assert_eq!(slug(&"a".repeat(80)).len(), 64);
    }
}
