//! Every order upon one dispute, by one caller, with nothing in it but what the sentence says.

use shiyu_kit::clock::new_id;
use shiyu_proto::mediation::v1 as pb;
use tonic::{Response, Status};

use crate::people::Caller;

/// What an order is answered with.
pub type Answer = Result<pb::Dispute, Status>;

/// Somebody with a dispute before them.
#[derive(Debug, Clone)]
pub struct Talks {
    name: String,
    caller: Caller,
}

impl Talks {
    /// This caller, upon the dispute of this name.
    #[must_use]
    pub fn new(name: &str, caller: Caller) -> Self {
        Self {
            name: name.to_owned(),
            caller,
        }
    }

    /// The dispute as it stands.
    ///
    /// # Errors
    /// The refusal.
    pub async fn get(&self) -> Answer {
        let request = pb::GetDisputeRequest { name: self.name.clone() };
        self.caller.disputes().get_dispute(request).await.map(Response::into_inner)
    }
}

macro_rules! orders {
    ($($order:ident, $method:ident, $request:ident { $($field:ident: $kind:ty),* };)*) => {
        impl Talks {
            $(
                #[doc = concat!("`", stringify!($request), "`.")]
                ///
                /// # Errors
                /// The refusal.
                pub fn $order(&self $(, $field: $kind)*) -> impl Future<Output = Answer> + Send + use<> {
                    let request = pb::$request {
                        name: self.name.clone(),
                        request_id: new_id().to_string(),
                        $($field: $field.into(),)*
                        ..pb::$request::default()
                    };
                    let mut disputes = self.caller.disputes();
                    async move { disputes.$method(request).await.map(Response::into_inner) }
                }
            )*
        }
    };
}

orders! {
    take_up, take_up_dispute, TakeUpDisputeRequest { };
    accept, accept_dispute, AcceptDisputeRequest { };
    decline, decline_dispute, DeclineDisputeRequest { ground: pb::DeclineGround, reason: &str };
    send_outside, transfer_dispute, TransferDisputeRequest { outside: &str, reason: &str };
    change_procedure, change_procedure, ChangeProcedureRequest { to: pb::DisputeProcedure, court: &str, court_reference: &str, reason: &str, agreed: Vec<String> };
    add_party, add_party, AddPartyRequest { party: pb::DisputeParty };
    import_parties, import_parties, ImportPartiesRequest { };
    consent, record_consent, RecordConsentRequest { party: &str, given: bool, channel: pb::WordChannel, say_time: prost_types::Timestamp };
    appoint, appoint_mediators, AppointMediatorsRequest { mediators: Vec<String> };
    disclose, disclose_interests, DiscloseInterestsRequest { mediator: String };
    begin, begin_mediation, BeginMediationRequest { };
    plan, plan_session, PlanSessionRequest { mediators: Vec<String>, room: String, start_time: prost_types::Timestamp, end_time: prost_types::Timestamp, form: pb::SessionForm };
    record, record_session, RecordSessionRequest { session: &str, attended: Vec<String>, statements: &str };
    make_offer, make_offer, MakeOfferRequest { party: &str, terms: &str };
    draft, draft_agreement, DraftAgreementRequest { form: pb::AgreementForm, facts: &str, terms: &str, obligations: Vec<pb::MediationObligation> };
    draft_part, draft_agreement, DraftAgreementRequest { form: pb::AgreementForm, facts: &str, terms: &str, obligations: Vec<pb::MediationObligation>, partial: bool, rest: &str };
    sign, sign_agreement, SignAgreementRequest { party: &str, method: pb::SigningMethod };
    sign_as_mediator, sign_as_mediator, SignAsMediatorRequest { };
    seal, seal_agreement, SealAgreementRequest { reference: &str };
    perform, record_performance, RecordPerformanceRequest { obligation: i32, amount_fen: i64, date: String, proof: &str };
    breach, declare_breach, DeclareBreachRequest { obligation: i32, reason: &str };
    apply, apply_confirmation, ApplyConfirmationRequest { court: &str, basis: pb::CourtBasis, subject: pb::ConfirmationSubject, applicants: Vec<String> };
    court_said, record_confirmation, RecordConfirmationRequest { outcome: pb::ConfirmationOutcome, ground: pb::NotConfirmedGround, reference: &str };
    court_ended, record_court_verdict, RecordCourtVerdictRequest { verdict: pb::CourtVerdict, reference: &str, time: prost_types::Timestamp };
    end_by_party, end_by_party, EndByPartyRequest { party: &str, channel: pb::WordChannel };
    terminate, terminate_mediation, TerminateMediationRequest { ground: pb::TerminationGround, reason: &str };
    flag, flag_escalation, FlagEscalationRequest { risk: pb::EscalationRisk, measures: &str };
    report, report_escalation, ReportEscalationRequest { escalation: &str, to: &str, receipt: &str };
    routes, give_routes_notice, GiveRoutesNoticeRequest { routes: Vec<i32>, method: pb::NoticeMethod };
    follow_up, record_follow_up, RecordFollowUpRequest { settled: bool, note: &str };
    archive, archive_dispute, ArchiveDisputeRequest { };
}
