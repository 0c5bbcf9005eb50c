//! Requests, read whole: either an order, or everything that is wrong with it. One function for each mutation of the
//! contract, by its name.

mod after;
mod agreement;
mod court;
mod intake;
mod mediation;
mod open;
mod party;

pub use after::{
    archive_dispute, end_by_party, evaluate_mediation, flag_escalation, give_routes_notice, record_follow_up, report_back,
    report_escalation, report_mediator_fault, terminate_mediation,
};
pub use agreement::{
    declare_breach, draft_agreement, record_performance, remind_performance, seal_agreement, sign_agreement, sign_as_mediator, void_draft,
};
pub use court::{apply_confirmation, apply_enforcement, record_confirmation, record_court_step, record_court_verdict, resume_mediation};
pub use intake::{
    accept_dispute, change_procedure, decline_dispute, designate_unit, record_consent, refer_jurisdiction, take_up_dispute,
    transfer_dispute,
};
pub use mediation::{
    answer_offer, appoint_mediators, begin_mediation, cancel_session, choose_mediators, disclose_interests, extend_mediation, make_offer,
    plan_session, record_session, record_undisputed_fact, recuse_mediator,
};
pub use open::{Opening, open_dispute};
pub use party::{Joining, add_party, import_parties, invite_person, reveal_party};
