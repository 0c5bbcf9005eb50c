//! Requests, read whole: either an order, or everything that is wrong with it. One function for each mutation of the
//! contract, by its name.

mod answer;
mod beside;
mod boundary;
mod ending;
mod intake;
mod jurisdiction;
mod party;
mod referral;
mod register;
mod remedy;
mod work;

pub use answer::{draft_opinion, issue_opinion, reply_petition, serve_opinion, settle_petition};
pub use beside::{
    add_care_task, answer_accountability, answer_supervision, complete_care_task, complete_milestone, propose_accountability, recuse_staff,
    report_urgent, send_message, sponsor_petition, supervise_petition,
};
pub use boundary::{agree_boundary, offer_outside, raise_boundary, record_receipt};
pub use ending::{archive_petition, close_petition, record_diversion_outcome, report_execution, withdraw_petition};
pub use intake::{
    classify_petition, decline_petition, divert_petition, give_completeness_notice, merge_petition, supplement_petition, unmerge_petition,
};
pub use jurisdiction::{
    accept_petition, assign_petition, decide_objection, designate_unit, forward_petition, object_to_forwarding, redirect_petition,
    refer_dispute, transfer_petition,
};
pub(crate) use party::read_identity;
pub use party::{Joining, add_party, reveal_party};
pub use referral::{offer_referral, withdraw_referral};
pub use register::{Registration, register_petition};
pub(super) use remedy::read_ratings;
pub use remedy::{
    decide_remedy, dismiss_remedy, evaluate_petition, publish_ruling, request_remedy, serve_ruling, take_up_remedy, withdraw_publication,
};
pub use work::{
    close_hearing, decline_duty, extend_handling, open_hearing, report_assistance, report_duty, request_assistance, reroute_duty,
    resume_ordinary_handling, simplify_handling,
};
