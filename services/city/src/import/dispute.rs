//! Rows that are disputes: how they came, who answers, and the letter that entrusts them.

use serde::Deserialize;
use shiyu_proto::common::v1::Identity;
use shiyu_proto::mediation::v1::{
    DisputeParty, DisputePartyRole, DisputeProcedure, DisputeSource, DisputeSubmission, EntrustmentLetter, OpenDisputeRequest,
};
use uuid::Uuid;

use super::draft::{keep, request_id};
use super::field::Field;
use super::mapping::Mapping;
use super::petitioner::Petitioner;
use super::sheet::Cells;
use super::verdict::Reason;
use crate::disputes::words;

/// What a mapping says of disputes beside what it says of petitions.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dispute {
    /// How they came, as in `parties` or `police`.
    source: Field,
    /// Who answers.
    respondent: Petitioner,
    /// Of those that somebody entrusts: who.
    letter_from: Option<Field>,
    /// And the reference of the letter.
    letter_reference: Option<Field>,
}

impl Dispute {
    /// The columns it needs.
    pub fn columns(&self) -> Vec<&str> {
        let letter = [&self.letter_from, &self.letter_reference].into_iter().flatten();
        let fields = letter.chain([&self.source]).flat_map(Field::columns);
        fields.chain(self.respondent.columns()).collect()
    }

    /// That the words that can be told beforehand are words.
    ///
    /// # Errors
    /// The words there are.
    pub fn check(&self) -> Result<(), String> {
        self.source.choices().try_for_each(|word| words::parse_source(word).map(drop))?;
        self.respondent.check()
    }

    /// The request that opens a row as a dispute; `reasons` is what was found wrong with it before.
    ///
    /// # Errors
    /// Every reason why there is none.
    pub(super) fn request(
        &self,
        mapping: &Mapping,
        cells: &Cells,
        (county, key): (&str, &str),
        mut reasons: Vec<Reason>,
    ) -> Result<OpenDisputeRequest, Vec<Reason>> {
        let [title, claims, facts, place] = mapping.texts().map(|(name, field)| keep(field.fill(name, cells), &mut reasons));
        let id = request_id(county, &mapping.source, key);
        let asks = mapping.petitioner.as_ref();
        let sides = [
            (asks, DisputePartyRole::Applicant),
            (Some(&self.respondent), DisputePartyRole::Respondent),
        ];
        let mut parties = Vec::new();
        for (who, role) in sides {
            match who.map(|who| who.identity(cells)).transpose() {
                Ok(identity) => parties.extend(identity.flatten().map(|identity| party(id, role, identity))),
                Err(more) => reasons.extend(more),
            }
        }
        let source = keep(Self::word("dispute.source", &self.source, cells, words::parse_source), &mut reasons);
        let category = keep(
            Self::word("category", &mapping.category, cells, words::parse_category),
            &mut reasons,
        );
        let letter = self.letter(source, cells, &mut reasons);
        if !reasons.is_empty() {
            return Err(reasons);
        }
        Ok(OpenDisputeRequest {
            parent: format!("counties/{county}"),
            request_id: id.to_string(),
            submission: Some(DisputeSubmission {
                source: source.into(),
                source_reference: key.to_owned(),
                category: category.into(),
                title,
                facts,
                claims,
                place,
                people: 2,
                letter,
                ..DisputeSubmission::default()
            }),
            procedure: DisputeProcedure::People.into(),
            parties,
        })
    }

    fn word<T>(name: &str, field: &Field, cells: &Cells, parse: fn(&str) -> Result<T, String>) -> Result<T, Reason> {
        let word = field.fill(name, cells)?;
        parse(&word).map_err(|what| Reason::new("VALUE_UNKNOWN", name, what))
    }

    /// The letter of a row that somebody entrusts; the city says if it is missing.
    fn letter(&self, source: DisputeSource, cells: &Cells, reasons: &mut Vec<Reason>) -> Option<EntrustmentLetter> {
        let mut text = |name: &str, field: &Option<Field>| {
            let filled = field.as_ref().map(|field| field.fill(name, cells)).transpose();
            keep(filled, reasons).unwrap_or_default()
        };
        let (from, reference) = (
            text("dispute.letter_from", &self.letter_from),
            text("dispute.letter_reference", &self.letter_reference),
        );
        let is_entrusted = source != DisputeSource::Parties && !(from.is_empty() && reference.is_empty());
        is_entrusted.then_some(EntrustmentLetter {
            from,
            reference,
            summary_procedure: false,
        })
    }
}

fn party(request: Uuid, role: DisputePartyRole, identity: Identity) -> DisputeParty {
    DisputeParty {
        id: Uuid::new_v5(&request, role.as_str_name().as_bytes()).to_string(),
        role: role.into(),
        speaks_for: String::new(),
        identity: Some(identity),
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::Request;
    use super::*;

    const EXAMPLE: &str = include_str!("../../examples/disputes.toml");

    fn request(cells: &[(&str, &str)]) -> Result<OpenDisputeRequest, Vec<Reason>> {
        let draft = Mapping::parse(EXAMPLE).unwrap().draft(&Cells::of(cells), "330602")?;
        let Request::Dispute(request) = draft.request else {
            panic!("{:?}", draft.request)
        };
        Ok(request)
    }

    const ROW: [(&str, &str); 9] = [
        ("编号", "D-1"),
        ("类型", "邻里"),
        ("标题", "空调外机噪声"),
        ("事实", "外机正对卧室。"),
        ("诉求", "移装外机。"),
        ("社区", "330602001001"),
        ("申请人", "沈小满"),
        ("被申请人", "陶阿根"),
        ("来源", "申请"),
    ];

    #[test]
    fn a_row_becomes_a_dispute_of_two_sides() {
        let request = request(&ROW).unwrap();
        let roles: Vec<_> = request.parties.iter().map(DisputeParty::role).collect();
        assert_eq!(roles, [DisputePartyRole::Applicant, DisputePartyRole::Respondent]);
        let submission = request.submission.unwrap();
        assert_eq!(submission.source(), DisputeSource::Parties);
        assert_eq!(submission.source_reference, "D-1");
        assert_eq!(request.request_id, request_id("330602", "调委会台账", "D-1").to_string());
    }

    #[test]
    fn everything_wrong_with_a_row_is_said_at_once() {
        let mut row = ROW;
        row[0].1 = " ";
        row[1].1 = "天气";
        row[8].1 = "传闻";
        let codes: Vec<String> = request(&row).unwrap_err().into_iter().map(|reason| reason.code).collect();
        assert_eq!(codes.iter().filter(|code| *code == "VALUE_UNMAPPED").count(), 2, "{codes:?}");
        assert!(codes.contains(&"KEY_MISSING".to_owned()), "{codes:?}");
    }
}
