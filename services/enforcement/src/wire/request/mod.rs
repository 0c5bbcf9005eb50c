//! Requests, read whole: either an order, or everything that is wrong with it. One function for each mutation of the contract, by its
//! name.

mod begin;
mod clue;
mod decision;
mod defence;
mod evidence;
mod inquiry;
mod outside;
mod overlay;
mod party;
mod payment;
mod upload;

pub use begin::{Receiving, decide_on_spot, receive_clue};
pub use clue::{
    designate_jurisdiction, dismiss_clue, extend_clue, file_case, raise_dispute, refuse_filing, settle_dispute, transfer_out, verify_clue,
};
pub use decision::{decide_case, decide_review, record_discussion, serve_decision, submit_case};
pub use defence::{hold_hearing, receive_statement, request_hearing, review_statement, schedule_hearing, serve_notice, waive_rights};
pub use evidence::{
    approve_measure, dispose_preserved, exclude_evidence, extend_measure, preserve_evidence, record_custody, release_measure,
    review_monitoring, take_measure, verify_evidence,
};
pub use inquiry::{
    assign_officers, check_correction, conclude_investigation, extend_decision, order_correction, propose_outcome, resume_investigation,
    suspend_investigation, withdraw_case,
};
pub use outside::{offer_outside, record_receipt};
pub use overlay::{
    ask_police_again, decide_recusal, decide_transfer, hand_over_materials, lodge_remedy, publish_decision, record_document,
    record_police_answer, record_remedy_ruling, record_spot_decision, rehome_case, report_crime, request_recusal, return_from_justice,
    transfer_to_police, withdraw_publication,
};
pub use party::{Joining, add_party, read_complainant, read_identity, reveal_party};
pub use payment::{
    apply_to_court, bank_cash, close_case, end_execution, grant_deferral, hand_in_cash, record_court_acceptance, record_court_ruling,
    record_payment, record_performance, refund_payment, serve_demand,
};
pub use upload::{Upload, read_evidence, upload_head};
