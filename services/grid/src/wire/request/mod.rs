//! Requests, read whole: either an order, or everything that is wrong with it. One function for each mutation of the
//! contract, by its name.

mod beside;
mod evidence;
mod handling;
mod outcome;
mod party;
mod referral;
mod report;
mod settle;
mod triage;
mod way;

pub use beside::{end_recusal, reclassify_event, recuse_staff};
pub use evidence::{Upload, cover_evidence, read_evidence, upload_head};
pub use handling::{extend_handling, inspect_event, renew_suspension, report_handled, report_step, resume_event, suspend_event};
pub use outcome::{close_event, evaluate_event, grant_reward, pay_reward};
pub(super) use party::read_identity;
pub use party::reveal_reporter;
pub use referral::{offer_referral, withdraw_referral};
pub use report::{Reopening, Reporting, reopen_event, report_event};
pub(super) use report::{read_class, read_component, read_place};
pub use settle::{agree_boundary, offer_outside, raise_boundary, record_receipt};
pub use triage::{
    accept_event, merge_event, order_verification, reject_event, report_verification, take_back_emergency, transfer_emergency,
    unmerge_event,
};
pub use way::{
    designate_handler, dispatch_event, escalate_event, file_event, record_contact, return_event, sign_in, take_up_in_grid, transfer_event,
};
