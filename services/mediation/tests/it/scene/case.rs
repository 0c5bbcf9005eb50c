//! A dispute of the scene, and what is asked of it.

use shiyu_proto::common::v1 as common;
use shiyu_proto::mediation::v1 as pb;

use super::{COUNTY, VILLAGE, id, order};

/// A dispute by its name, with the ids of its two parties.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) parties: Vec<String>,
}

impl Case {
    pub(crate) fn of(dispute: &pb::Dispute) -> Self {
        Self {
            name: dispute.name.clone(),
            parties: dispute.parties.iter().map(|party| party.id.clone()).collect(),
        }
    }

    pub(crate) fn agreement(&self, due: &str) -> pb::DraftAgreementRequest {
        order!(
            self.name,
            DraftAgreementRequest {
                form: pb::AgreementForm::Written.into(),
                facts: "漏水属实".to_owned(),
                terms: "赔偿两千元".to_owned(),
                obligations: vec![pb::MediationObligation {
                    debtor: self.parties[1].clone(),
                    creditor: self.parties[0].clone(),
                    kind: pb::ObligationKind::Payment.into(),
                    content: "赔偿修缮费".to_owned(),
                    amount_fen: 200_000,
                    due_date: due.to_owned(),
                    ..pb::MediationObligation::default()
                }],
            }
        )
    }

    pub(crate) fn signed(&self, party: &str) -> pb::SignAgreementRequest {
        order!(
            self.name,
            SignAgreementRequest {
                party: party.to_owned(),
                method: pb::SigningMethod::Fingerprint.into(),
            }
        )
    }
}

pub(crate) fn request() -> pb::OpenDisputeRequest {
    pb::OpenDisputeRequest {
        parent: format!("counties/{COUNTY}"),
        request_id: id(),
        submission: Some(pb::DisputeSubmission {
            source: pb::DisputeSource::Parties.into(),
            category: pb::DisputeCategory::Neighbour.into(),
            title: "楼上漏水".to_owned(),
            facts: "卫生间渗水，损坏吊顶".to_owned(),
            claims: "修复并赔偿".to_owned(),
            place: VILLAGE.to_owned(),
            people: 2,
            ..pb::DisputeSubmission::default()
        }),
        procedure: pb::DisputeProcedure::People.into(),
        parties: vec![
            somebody("沈小满", "13857500001", pb::DisputePartyRole::Applicant),
            somebody("裘大海", "13857500002", pb::DisputePartyRole::Respondent),
        ],
    }
}

pub(crate) fn somebody(name: &str, phone: &str, role: pb::DisputePartyRole) -> pb::DisputeParty {
    pb::DisputeParty {
        id: id(),
        role: role.into(),
        speaks_for: String::new(),
        identity: Some(common::Identity {
            kind: common::PartyKind::Person.into(),
            name: name.to_owned(),
            phone: phone.to_owned(),
            ..common::Identity::default()
        }),
    }
}
