//! The gate of the risk assessment (S12): nothing that is to be assessed is approved before it was.

use shiyu_e2e::people::Post;
use shiyu_e2e::sample::{BUREAU, parent};
use shiyu_e2e::{Backends, Storage};
use shiyu_proto::assessment::v1 as pb;
use shiyu_proto::assessment::v1::risk_service_client::RiskServiceClient;
use tonic::Code::{FailedPrecondition, PermissionDenied};
use tonic::{Response, Status};

use super::{ASSESSOR, HOUSING, Office, PAPER, STREET, id};
use crate::saying::refused;

on_both_storages! {
    nothing_passes_the_gate_before_it_was_assessed;
}

/// A decision on its way through the gate.
struct Way<'a> {
    office: &'a Office,
    name: String,
}

/// A step by whoever holds a post: which method, with which message, and what it says beside the name.
macro_rules! steps {
    ($($step:ident $call:ident $request:ident { $($field:ident: $said:expr),* };)+) => {
        impl Way<'_> {
            $(async fn $step(&self, by: &Post) -> Result<pb::RiskDecision, Status> {
                let request = pb::$request {
                    name: self.name.clone(),
                    request_id: id(),
                    $($field: $said,)*
                };
                let mut risks = RiskServiceClient::new(self.office.assessment.caller(by).door());
                risks.$call(request).await.map(Response::into_inner)
            })+
        }
    };
}

steps! {
    begin begin_assessment BeginAssessmentRequest {};
    consult consult_public ConsultPublicRequest { heard: 120, document: PAPER.to_owned() };
    mitigation_demanded decide_risk DecideRiskRequest {
        conclusion: pb::RiskConclusion::MitigateThen.into(), document: PAPER.to_owned()
    };
    mitigate record_mitigation RecordMitigationRequest { document: PAPER.to_owned() };
    approve approve_decision ApproveDecisionRequest { document: PAPER.to_owned() };
    exempt exempt_decision ExemptDecisionRequest { exemption: pb::RiskExemption::DecidedAbove.into(), document: PAPER.to_owned() };
}

impl<'a> Way<'a> {
    async fn recorded(office: &'a Office, title: &str) -> Self {
        let record = pb::RecordDecisionRequest {
            parent: parent(),
            request_id: id(),
            unit: BUREAU.to_owned(),
            subject: pb::RiskSubject::Policy.into(),
            title: title.to_owned(),
            category: "housing.repair".to_owned(),
        };
        let mut risks = RiskServiceClient::new(office.assessment.caller(&HOUSING).door());
        let name = risks.record_decision(record).await.unwrap().into_inner().name;
        Self { office, name }
    }

    async fn report(&self, checklist: &[&str]) -> Result<pb::RiskDecision, Status> {
        let report = pb::ReportRiskRequest {
            name: self.name.clone(),
            request_id: id(),
            level: pb::RiskLevel::Medium.into(),
            findings: "邻近小区停车外溢".to_owned(),
            mitigation: "增设夜间泊位".to_owned(),
            checklist: checklist.iter().map(|word| (*word).to_owned()).collect(),
        };
        let mut risks = RiskServiceClient::new(self.office.assessment.caller(&HOUSING).door());
        risks.report_risk(report).await.map(Response::into_inner)
    }
}

async fn nothing_passes_the_gate_before_it_was_assessed(backends: Backends, storage: Storage) {
    let office = Office::open(&backends, storage).await;
    let way = Way::recorded(&office, "停车收费").await;
    refused(way.approve(&HOUSING).await, FailedPrecondition, "ASSESSMENT_MISSING");
    refused(way.begin(&STREET).await, PermissionDenied, "UNIT_NOT_YOURS");
    way.begin(&HOUSING).await.unwrap();
    way.consult(&HOUSING).await.unwrap();
    refused(way.report(&["legality"]).await, FailedPrecondition, "CHECKLIST_INCOMPLETE");
    way.report(&["legality", "fairness", "means"]).await.unwrap();
    // Who decides says what it comes to; the unit itself does not.
    refused(way.mitigation_demanded(&HOUSING).await, PermissionDenied, "NOT_PERMITTED");
    way.mitigation_demanded(&ASSESSOR).await.unwrap();
    refused(way.approve(&HOUSING).await, FailedPrecondition, "MITIGATION_MISSING");
    way.mitigate(&HOUSING).await.unwrap();
    let approved = way.approve(&HOUSING).await.unwrap();
    assert_eq!(
        (approved.approval_document.as_str(), approved.approve_time.is_some()),
        (PAPER, true)
    );
    refused(way.approve(&HOUSING).await, FailedPrecondition, "ALREADY_APPROVED");

    let spared = Way::recorded(&office, "元宵灯会").await;
    spared.exempt(&ASSESSOR).await.unwrap();
    spared.approve(&HOUSING).await.unwrap();
    let coverage = pb::GetRiskCoverageRequest {
        parent: parent(),
        from_date: office.today().to_string(),
        to_date: office.today().to_string(),
    };
    let mut risks = RiskServiceClient::new(office.assessment.caller(&ASSESSOR).door());
    let coverage = risks.get_risk_coverage(coverage).await.unwrap().into_inner();
    assert_eq!((coverage.should, coverage.assessed, coverage.exempted), (1, 1, 1));
}
