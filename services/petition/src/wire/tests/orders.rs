//! Every verb of the contract becomes the order of its name.

use std::collections::BTreeSet;

use shiyu_kit::case::Actor;
use shiyu_kit::packet::Receipt;
use shiyu_kit::wire::point;
use shiyu_proto::common::v1 as common;
use shiyu_proto::petition::v1 as pb;
use time::macros::date;
use uuid::Uuid;

use super::given::{ID, OFFER, PARTY, START, code, county, here, name};
use crate::domain::command::{
    Classify, DecideRemedy, Divert, Evaluate, Extend, NewMilestone, Object, OfferOutside, OfferReferral, ProposeAccountability,
    PublishRuling, RaiseBoundary, RequestRemedy, Serve, Sponsor, Supervise, Withdraw,
};
use crate::domain::course::Opinion;
use crate::domain::{
    AccountabilityGround, Accused, Adoption, Classification, Command, Decision, DeliveryMethod, Destination, Fault, IdentityField,
    NotAccepted, Rating, ReliefPath, Ruling,
};
use crate::wire;
use crate::wire::terms::{Word, timestamp};

/// A request whose head is right, and the order it becomes.
macro_rules! reads {
    ($read:ident: $request:ident { $($field:ident: $value:expr),* } => $command:expr) => {{
        let request = pb::$request {
            name: name(),
            etag: "7".to_owned(),
            request_id: OFFER.to_string(),
            $($field: $value.into()),*
        };
        let order = wire::$read(request, &county()).unwrap();
        assert_eq!((order.id, order.case.to_string().as_str(), order.expected), (OFFER, ID, Some(7)));
        assert_eq!(order.command, $command);
        let rpc = stringify!($request).trim_end_matches("Request");
        assert_eq!(order.command.verb().map(crate::domain::Verb::rpc), Some(rpc));
    }};
}

const UNIT: &str = "330602001";
const MAIL: i32 = pb::DeliveryMethod::Mail as i32;

fn text() -> String {
    "text".to_owned()
}

#[test]
fn who_is_competent() {
    let unit = code(UNIT);
    reads!(forward_petition: ForwardPetitionRequest { unit: UNIT } => Command::Forward { to: unit.clone() });
    reads!(assign_petition: AssignPetitionRequest { unit: UNIT, report_days: 365 } => Command::Assign { to: unit.clone(), report_days: 365 });
    reads!(accept_petition: AcceptPetitionRequest { notice_method: MAIL } => Command::Accept { notice: Some(DeliveryMethod::Mail) });
    reads!(accept_petition: AcceptPetitionRequest { notice_method: pb::DeliveryMethod::Unspecified } => Command::Accept { notice: None });
    reads!(redirect_petition: RedirectPetitionRequest { to: text() } => Command::Redirect { to: text() });
    reads!(object_to_forwarding: ObjectToForwardingRequest { reasons: text(), competent_unit: UNIT } =>
        Command::Object(Object { reasons: text(), competent: Some(unit.clone()) }));
    reads!(decide_objection: DecideObjectionRequest { agree: true } => Command::DecideObjection { agree: true });
    reads!(refer_dispute: ReferDisputeRequest {} => Command::ReferDispute);
    reads!(designate_unit: DesignateUnitRequest { unit: UNIT, reasons: text() } =>
        Command::Designate { unit: unit.clone(), reasons: text() });
    reads!(raise_boundary: RaiseBoundaryRequest { counties: vec!["330681".to_owned()], reason: text() } =>
        Command::RaiseBoundary(RaiseBoundary { id: OFFER, counties: vec![code("330681")], reason: text() }));
    reads!(agree_boundary: AgreeBoundaryRequest { owner: "330681", reference: text() } =>
        Command::AgreeBoundary { owner: code("330681"), reference: text() });
    reads!(offer_outside: OfferOutsideRequest { organ: text(), packet: "0f".repeat(32) } =>
        Command::OfferOutside(OfferOutside { organ: text(), packet: "0f".repeat(32), seal: None }));
    reads!(record_receipt: RecordReceiptRequest { reference: text(), signature: text() } => Command::RecordReceipt {
        reference: text(), receipt: Receipt { signature: Some(text()), ..Receipt::default() } });
    reads!(transfer_petition: TransferPetitionRequest { unit: UNIT } => Command::Transfer { to: unit });
}

#[test]
fn intake() {
    let known = "2026-05-06";
    let act_known_on = Some(date!(2026 - 05 - 06));
    reads!(divert_petition: DivertPetitionRequest {
        kind: pb::MatterKind::AppealForRelief, path: pb::ReliefPath::Arbitration, organ: text(), act_known_date: known
    } => Command::Divert(Divert {
        classification: Classification::AppealForRelief(ReliefPath::Arbitration),
        organ: text(),
        act_known_on,
    }));
    let earlier: Uuid = ID.parse().unwrap();
    reads!(merge_petition: MergePetitionRequest { into: name(), reason: "" } => Command::Merge { into: earlier, reason: None });
    reads!(merge_petition: MergePetitionRequest { into: name(), reason: text() } =>
        Command::Merge { into: earlier, reason: Some(text()) });
    reads!(unmerge_petition: UnmergePetitionRequest { reason: text() } => Command::Unmerge { reason: text(), from: None });
    reads!(decline_petition: DeclinePetitionRequest { ground: pb::DeclineGround::Finalised, earlier: name() } =>
        Command::Decline { ground: NotAccepted::Finalised, earlier });
    reads!(give_completeness_notice: GiveCompletenessNoticeRequest { missing: vec![text(); 20], method: MAIL } =>
        Command::GiveNotice { missing: vec![text(); 20], method: DeliveryMethod::Mail });
    reads!(supplement_petition: SupplementPetitionRequest { party: PARTY.to_string(), text: text() } =>
        Command::Supplement { party: PARTY, text: text() });
    reads!(send_message: SendMessageRequest { text: text() } => Command::Message { from: None, text: text() });
    let accused = pb::Accused {
        units: vec![UNIT.to_owned()],
        subjects: vec![text()],
    };
    reads!(classify_petition: ClassifyPetitionRequest {
        kind: pb::MatterKind::Accusation, path: 0, accused: accused, organ: "", duty_organ: UNIT, act_known_date: ""
    } => Command::Classify(Classify {
        classification: Classification::Accusation,
        accused: Accused { units: [code(UNIT)].into(), subjects: [text()].into() },
        organ: None,
        duty_organ: Some(code(UNIT)),
        act_known_on: None,
    }));
}

#[test]
fn work() {
    reads!(extend_handling: ExtendHandlingRequest { days: 30, reason: text(), notice_method: MAIL } =>
        Command::Extend(Extend { days: 30, reason: text(), notice: DeliveryMethod::Mail }));
    reads!(simplify_handling: SimplifyHandlingRequest {} => Command::Simplify);
    reads!(resume_ordinary_handling: ResumeOrdinaryHandlingRequest { reason: text() } => Command::Resume { reason: text() });
    reads!(reroute_duty: RerouteDutyRequest { duty_organ: UNIT, reason: text() } =>
        Command::RerouteDuty { organ: Some(code(UNIT)), reason: text() });
    reads!(reroute_duty: RerouteDutyRequest { duty_organ: "", reason: text() } => Command::RerouteDuty { organ: None, reason: text() });
    reads!(open_hearing: OpenHearingRequest {} => Command::OpenHearing);
    reads!(close_hearing: CloseHearingRequest { finding: text() } => Command::CloseHearing { finding: text() });
    reads!(request_assistance: RequestAssistanceRequest { unit: UNIT, task: text(), days: 60 } =>
        Command::RequestAssistance { unit: code(UNIT), task: text(), days: 60 });
    reads!(report_assistance: ReportAssistanceRequest { report: text() } => Command::ReportAssistance { report: text() });
    reads!(report_duty: ReportDutyRequest { report: text() } => Command::ReportDuty { report: text() });
    reads!(decline_duty: DeclineDutyRequest { reason: text() } => Command::DeclineDuty { reason: text() });
    reads!(withdraw_referral: WithdrawReferralRequest { referral: OFFER.to_string() } => Command::WithdrawReferral { referral: OFFER });
    reads!(offer_referral: OfferReferralRequest {
        destination: common::ReferralDestination::Grid, purpose: "complaint", summary: text(), consent_reference: "",
        granted_fields: vec![IdentityField::Phone.number()], grant_days: 90, point: point(here()), asked_unit: ""
    } => Command::OfferReferral(Box::new(OfferReferral {
        id: OFFER,
        to: Destination::Grid,
        purpose: "complaint".parse().unwrap(),
        summary: text(),
        consent: None,
        fields: vec![IdentityField::Phone],
        grant_days: 90,
        point: Some(here()),
        unit: None,
    })));
    reads!(offer_referral: OfferReferralRequest {
        destination: common::ReferralDestination::Enforcement, purpose: "complaint", summary: text(), consent_reference: "",
        granted_fields: Vec::<i32>::new(), grant_days: 0, point: None::<common::Point>, asked_unit: UNIT
    } => Command::OfferReferral(Box::new(OfferReferral {
        id: OFFER,
        to: Destination::Enforcement,
        purpose: "complaint".parse().unwrap(),
        summary: text(),
        consent: None,
        fields: Vec::new(),
        grant_days: 0,
        point: None,
        unit: Some(code(UNIT)),
    })));
}

#[test]
fn answers_and_remedies() {
    let opinion = pb::Opinion {
        request: text(),
        facts_and_reasons: text(),
        decision: pb::Decision::Explained.into(),
        legal_basis: vec![text(); 50],
        remedy_notice: text(),
    };
    let read = Opinion {
        request: text(),
        facts_and_reasons: text(),
        decision: Decision::Explained,
        legal_basis: vec![text(); 50],
        remedy_notice: text(),
    };
    let serve = || Serve {
        method: DeliveryMethod::Mail,
        proof: text(),
        at: Some(START),
    };
    reads!(draft_opinion: DraftOpinionRequest { opinion: opinion } => Command::DraftOpinion(Box::new(read)));
    reads!(issue_opinion: IssueOpinionRequest {} => Command::IssueOpinion);
    reads!(serve_opinion: ServeOpinionRequest { method: MAIL, serve_time: timestamp(START), proof: text() } =>
        Command::ServeOpinion(serve()));
    reads!(settle_petition: SettlePetitionRequest { agreement: text() } => Command::Settle { agreement: text() });
    reads!(reply_petition: ReplyPetitionRequest { adoption: 0, text: text() } => Command::Reply { adoption: None, text: text() });
    reads!(reply_petition: ReplyPetitionRequest { adoption: pb::Adoption::NotAdopted, text: text() } =>
        Command::Reply { adoption: Some(Adoption::NotAdopted), text: text() });
    reads!(request_remedy: RequestRemedyRequest { party: PARTY.to_string(), reasons: text(), receive_time: None, post_time: None } =>
        Command::RequestRemedy(RequestRemedy { party: PARTY, reasons: text(), at: None, posted_at: None }));
    reads!(take_up_remedy: TakeUpRemedyRequest {} => Command::TakeUpRemedy);
    reads!(dismiss_remedy: DismissRemedyRequest { reason: text() } => Command::DismissRemedy { reason: text() });
    reads!(decide_remedy: DecideRemedyRequest { ruling: pb::Ruling::Revoked, text: text(), legal_basis: vec![text()], supported: true } =>
        Command::DecideRemedy(Box::new(DecideRemedy { ruling: Ruling::Revoked, text: text(), legal_basis: vec![text()], supported: true })));
    reads!(serve_ruling: ServeRulingRequest { method: MAIL, serve_time: timestamp(START), proof: text() } => Command::ServeRuling(serve()));
    reads!(evaluate_petition: EvaluatePetitionRequest {
        party: PARTY.to_string(), petition_office: 0, handling_unit: pb::Rating::Dissatisfied
    } => Command::Evaluate(Evaluate { party: PARTY, petition_office: None, handling_unit: Some(Rating::Dissatisfied) }));
}

#[test]
fn ends() {
    reads!(report_execution: ReportExecutionRequest { report: text() } => Command::ReportExecution { report: text() });
    reads!(close_petition: ClosePetitionRequest {} => Command::Close);
    reads!(withdraw_petition: WithdrawPetitionRequest { party: PARTY.to_string(), reason: "", proof: text(), for_all: true } =>
        Command::Withdraw(Withdraw { party: PARTY, reason: String::new(), proof: Some(text()), for_all: true, own: BTreeSet::new() }));
    reads!(withdraw_petition: WithdrawPetitionRequest { party: PARTY.to_string(), reason: text(), proof: "", for_all: false } =>
        Command::Withdraw(Withdraw { party: PARTY, reason: text(), proof: None, for_all: false, own: BTreeSet::new() }));
    reads!(record_diversion_outcome: RecordDiversionOutcomeRequest { outcome: text() } => Command::RecordOutcome { outcome: text() });
    reads!(archive_petition: ArchivePetitionRequest {} => Command::Archive);
}

#[test]
fn beside() {
    reads!(report_urgent: ReportUrgentRequest { units: vec![UNIT.to_owned(); 10], reason: text() } =>
        Command::ReportUrgent { to: vec![code(UNIT); 10], reason: text() });
    reads!(recuse_staff: RecuseStaffRequest { subject: text(), reason: text() } => Command::Recuse { subject: text(), reason: text() });
    let sponsorship = pb::Sponsorship {
        leader: text(),
        responsible: text(),
        plan: text(),
        milestones: vec![pb::Milestone {
            title: text(),
            due_date: "2026-09-30".to_owned(),
            done_time: None,
        }],
        root_cause: "housing".to_owned(),
        sponsor_time: None,
    };
    let sponsor = Sponsor {
        leader: text(),
        responsible: text(),
        plan: text(),
        milestones: vec![NewMilestone {
            title: text(),
            due: date!(2026 - 09 - 30),
        }],
        root_cause: Some("housing".parse().unwrap()),
    };
    reads!(sponsor_petition: SponsorPetitionRequest { sponsorship: sponsorship } => Command::Sponsor(Box::new(sponsor)));
    reads!(complete_milestone: CompleteMilestoneRequest { index: 0 } => Command::CompleteMilestone { index: 0 });
    reads!(supervise_petition: SupervisePetitionRequest { unit: UNIT, fault: pb::SupervisionFault::Fraud, suggestion: text() } =>
        Command::Supervise(Supervise { id: OFFER, unit: code(UNIT), fault: Fault::Fraud, suggestion: text() }));
    reads!(answer_supervision: AnswerSupervisionRequest { supervision: OFFER.to_string(), answer: text() } =>
        Command::AnswerSupervision { supervision: OFFER, answer: text() });
    reads!(publish_ruling: PublishRulingRequest { text: text(), consent_reference: text() } =>
        Command::PublishRuling(PublishRuling { text: text(), consent: text() }));
    reads!(withdraw_publication: WithdrawPublicationRequest { reason: text() } => Command::WithdrawPublication { reason: text() });
    let propose = ProposeAccountability {
        id: OFFER,
        unit: code(UNIT),
        ground: AccountabilityGround::Perfunctoriness,
        reason: text(),
        organ: county(),
        reference: text(),
    };
    reads!(propose_accountability: ProposeAccountabilityRequest {
        unit: UNIT, ground: pb::AccountabilityGround::Perfunctoriness, reason: text(), organ: county().as_str(), reference: text()
    } => Command::ProposeAccountability(Box::new(propose)));
    reads!(answer_accountability: AnswerAccountabilityRequest {
        proposal: OFFER.to_string(), adoption: pb::Adoption::PartlyAdopted, answer: text()
    } => Command::AnswerAccountability { proposal: OFFER, adoption: Adoption::PartlyAdopted, answer: text() });
    reads!(add_care_task: AddCareTaskRequest { unit: UNIT, task: text() } =>
        Command::AddCareTask { id: OFFER, unit: code(UNIT), task: text() });
    reads!(complete_care_task: CompleteCareTaskRequest { task: OFFER.to_string() } => Command::CompleteCareTask { task: OFFER });
    reads!(reveal_party: RevealPartyRequest { party: PARTY.to_string(), reason: text() } =>
        Command::Reveal { party: PARTY, reason: text() });
}

#[test]
fn an_order_becomes_an_act() {
    let request = pb::ClosePetitionRequest {
        name: name(),
        etag: String::new(),
        request_id: OFFER.to_string(),
    };
    let (act, command) = wire::close_petition(request, &county())
        .unwrap()
        .by(Actor::Clock, Some("00-1".to_owned()));
    assert_eq!((act.id, act.expected, act.trace.as_deref()), (OFFER, None, Some("00-1")));
    assert_eq!(command, Command::Close);
}
