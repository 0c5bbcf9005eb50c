//! The steps of a decision through the gate, each an order with an id of its own.

use clap::Args;
use shiyu_kit::clock::new_id;
use shiyu_proto::assessment::v1 as pb;

use super::words;
use crate::desk::Desk;
use crate::failure::Failure;

const DECISIONS: &str = "risk-decisions";

/// Which one.
#[derive(Debug, Args)]
pub struct OneOptions {
    /// Its name or its id.
    pub decision: String,
}

/// What is to be decided.
#[derive(Debug, Args)]
pub struct RecordOptions {
    /// Code of the unit that decides.
    pub unit: String,
    /// What it is, as in `project`.
    #[arg(value_parser = words::parse_subject)]
    pub subject: pb::RiskSubject,
    /// What it is called.
    pub title: String,
    /// Category of cases that it may lead to.
    #[arg(long, default_value = "")]
    pub category: String,
}

/// Why it need not be assessed.
#[derive(Debug, Args)]
pub struct ExemptOptions {
    /// Its name or its id.
    pub decision: String,
    /// Why, as in `emergency`.
    #[arg(value_parser = words::parse_exemption)]
    pub exemption: pb::RiskExemption,
    /// The document.
    #[arg(long)]
    pub document: String,
}

/// Who was heard.
#[derive(Debug, Args)]
pub struct ConsultOptions {
    /// Its name or its id.
    pub decision: String,
    /// How many people.
    #[arg(long)]
    pub heard: i32,
    /// The document.
    #[arg(long)]
    pub document: String,
}

/// A report.
#[derive(Debug, Args)]
pub struct ReportOptions {
    /// Its name or its id.
    pub decision: String,
    /// How high the risk is, as in `medium`.
    #[arg(long, value_parser = words::parse_level)]
    pub level: pb::RiskLevel,
    /// What was found, without a person's data.
    #[arg(long)]
    pub findings: String,
    /// What is to be done about it.
    #[arg(long, default_value = "")]
    pub mitigation: String,
    /// What of the checklist is done; may be given several times.
    #[arg(long)]
    pub checked: Vec<String>,
}

/// What it comes to.
#[derive(Debug, Args)]
pub struct DecideOptions {
    /// Its name or its id.
    pub decision: String,
    /// As in `mitigate-then`.
    #[arg(value_parser = words::parse_conclusion)]
    pub conclusion: pb::RiskConclusion,
    /// The document.
    #[arg(long)]
    pub document: String,
}

/// Which one, by which document.
#[derive(Debug, Args)]
pub struct DocumentOptions {
    /// Its name or its id.
    pub decision: String,
    /// The document.
    #[arg(long)]
    pub document: String,
}

type Answered = Result<pb::RiskDecision, Failure>;

fn id() -> String {
    new_id().to_string()
}

pub async fn get(desk: &Desk, options: &OneOptions) -> Answered {
    let request = pb::GetRiskDecisionRequest {
        name: desk.name(DECISIONS, &options.decision),
    };
    Ok(desk.risks().get_risk_decision(request).await?.into_inner())
}

pub async fn record(desk: &Desk, options: &RecordOptions) -> Answered {
    let request = pb::RecordDecisionRequest {
        parent: desk.parent(),
        request_id: id(),
        unit: options.unit.clone(),
        subject: options.subject.into(),
        title: options.title.clone(),
        category: options.category.clone(),
    };
    Ok(desk.risks().record_decision(request).await?.into_inner())
}

pub async fn report(desk: &Desk, options: &ReportOptions) -> Answered {
    let request = pb::ReportRiskRequest {
        name: desk.name(DECISIONS, &options.decision),
        request_id: id(),
        level: options.level.into(),
        findings: options.findings.clone(),
        mitigation: options.mitigation.clone(),
        checklist: options.checked.clone(),
    };
    Ok(desk.risks().report_risk(request).await?.into_inner())
}

/// A step: which method, with which message, and what it says beside the name.
macro_rules! steps {
    ($($order:ident($options:ident: $of:ident) $call:ident $request:ident { $($field:ident: $said:expr),* }),+ $(,)?) => {$(
        pub async fn $order(desk: &Desk, $options: &$of) -> Answered {
            let request = pb::$request {
                name: desk.name(DECISIONS, &$options.decision),
                request_id: id(),
                $($field: $said,)*
            };
            Ok(desk.risks().$call(request).await?.into_inner())
        }
    )+};
}

steps! {
    exempt(options: ExemptOptions) exempt_decision ExemptDecisionRequest {
        exemption: options.exemption.into(), document: options.document.clone()
    },
    begin(options: OneOptions) begin_assessment BeginAssessmentRequest {},
    consult(options: ConsultOptions) consult_public ConsultPublicRequest { heard: options.heard, document: options.document.clone() },
    decide(options: DecideOptions) decide_risk DecideRiskRequest {
        conclusion: options.conclusion.into(), document: options.document.clone()
    },
    mitigate(options: DocumentOptions) record_mitigation RecordMitigationRequest { document: options.document.clone() },
    approve(options: DocumentOptions) approve_decision ApproveDecisionRequest { document: options.document.clone() },
    follow_up(options: OneOptions) follow_up_decision FollowUpDecisionRequest {},
    review(options: DocumentOptions) review_decision ReviewDecisionRequest { document: options.document.clone() },
}
