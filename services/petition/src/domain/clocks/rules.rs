//! The limits of a petition. 信访工作条例 counts natural days, but for the five working days of art. 23; what is ours says so and
//! can be configured.

use shiyu_kit::calendar::{Bound, Rule};

const OURS: &str = "internal rule";

/// From receipt to forwarding (art. 22).
pub const FORWARD: Rule = Rule::natural_days("forward", "信访工作条例 art. 22", 15, Bound::Agency);
/// From receipt to forwarding, within the fifteen days of the law: the share of each petition office on the way (domain B1 note b). It
/// runs again when the office has the matter back.
pub const PASS_ON: Rule = Rule::working_days("pass_on", OURS, 3, Bound::Agency).ours();
/// On the fast track: from receipt by the unit to acceptance (简易办理).
pub const FAST_ACCEPT: Rule = Rule::working_days("fast_accept", OURS, 3, Bound::Agency).ours();
/// On the fast track: from acceptance to the answer in the petitioner's hands (简易办理). The law's own limits run beside it.
pub const FAST_ANSWER: Rule = Rule::working_days("fast_answer", OURS, 10, Bound::Agency).ours();
/// From the first forwarding to acceptance and written notice (art. 23). It runs on through objections and disputes: the
/// petitioner waits meanwhile.
pub const ACCEPT: Rule = Rule::natural_days("accept", "信访工作条例 art. 23", 15, Bound::Agency);
/// From receipt by the unit asked to the last moment of its objection (art. 23).
pub const OBJECT: Rule = Rule::working_days("object", "信访工作条例 art. 23", 5, Bound::Agency);
/// From an objection to the sender's answer.
pub const DECIDE_OBJECTION: Rule = Rule::working_days("decide_objection", OURS, 3, Bound::Agency).ours();
/// From a dispute to the designation.
pub const DESIGNATE: Rule = Rule::working_days("designate", OURS, 5, Bound::Agency).ours();
/// From the time a matter may be another county's until the city is asked (S7; art. 24 gives no time).
pub const NEGOTIATE: Rule = Rule::working_days("negotiate", OURS, 5, Bound::Agency).ours();
/// From the time the city is asked to its designation (S7).
pub const ARBITRATE: Rule = Rule::working_days("arbitrate", OURS, 3, Bound::Agency).ours();
/// From a packet to another city to its receipt (S14).
pub const RECEIPT: Rule = Rule::working_days("receipt", OURS, 5, Bound::Agency).ours();
/// From acceptance to classification.
pub const CLASSIFY: Rule = Rule::working_days("classify", OURS, 5, Bound::Agency).ours();
/// From classification to the reply to a suggestion.
pub const STUDY: Rule = Rule::natural_days("study", OURS, 60, Bound::Agency).ours();
/// From the request for assistance to the report: the clock of each unit that assists is this, a dot and the unit's code (S9).
pub const ASSIST: &str = "assist";
/// From one report of the organ whose duty it is to the next.
pub const DUTY_REPORT: Rule = Rule::natural_days("duty_report", OURS, 30, Bound::Agency).ours();
/// From acceptance to the answer in the petitioner's hands (art. 34); anew from a revocation.
pub const HANDLE: Rule = Rule::natural_days("handle", "信访工作条例 art. 34", 60, Bound::Agency).extendable(30, 1);
/// From acceptance to the reply to an accusation that is looked into here (art. 30 gives no time).
pub const LOOK_INTO: Rule = Rule::natural_days("look_into", OURS, 60, Bound::Agency).ours();
/// From a decision on paper to its service; of an opinion, `handle` goes on beside it.
pub const SERVE: Rule = Rule::natural_days("serve", OURS, 7, Bound::Agency).ours();
/// From a revocation to its service: a document of its own, while the matter is handled anew beside it.
pub const SERVE_REVOCATION: Rule = Rule::natural_days("serve_revocation", OURS, 7, Bound::Agency).ours();
/// From service of the opinion to the last moment at which the petitioner may ask for review (art. 35).
pub const REVIEW_WINDOW: Rule = Rule::natural_days("review_window", "信访工作条例 art. 35", 30, Bound::Citizen);
/// From a request for review or re-review until it is taken up.
pub const TAKE_UP: Rule = Rule::working_days("take_up", OURS, 5, Bound::Agency).ours();
/// From the request to the decision in the petitioner's hands (art. 35).
pub const REVIEW: Rule = Rule::natural_days("review", "信访工作条例 art. 35", 30, Bound::Agency);
/// From service of the review decision to the last moment at which the petitioner may ask for re-review (art. 36).
pub const RECHECK_WINDOW: Rule = Rule::natural_days("recheck_window", "信访工作条例 art. 36", 30, Bound::Citizen);
/// From the request to the decision in the petitioner's hands, without the time of a hearing (art. 36).
pub const RECHECK: Rule = Rule::natural_days("recheck", "信访工作条例 art. 36", 30, Bound::Agency);
/// From service to the report that what was supported has been carried out (art. 32 gives no time).
pub const EXECUTE: Rule = Rule::natural_days("execute", OURS, 60, Bound::Agency).ours();
/// From an offer to another service until it comes back by itself; `handle` goes on beside it (S1).
pub const REFERRAL: Rule = Rule::natural_days("referral", OURS, 45, Bound::Agency).ours();
/// From a supervision to the unit's written answer (art. 40 gives no time).
pub const SUPERVISION: Rule = Rule::working_days("supervision", OURS, 15, Bound::Agency).ours();
/// From a proposal to hold a unit responsible to the written answer of the organ in charge of it (art. 40 gives no time). It runs on past
/// the end of the matter.
pub const ACCOUNTABILITY: Rule = Rule::working_days("accountability", OURS, 30, Bound::Agency).ours();
/// From a message of the petitioner's to the office's answer.
pub const ANSWER_MESSAGE: Rule = Rule::working_days("answer_message", OURS, 5, Bound::Agency).ours();
/// From the end to the archive, of which nobody is warned.
pub const ARCHIVE: Rule = Rule::natural_days("archive", OURS, 30, Bound::Agency).ours().silent();

/// Outside the petition procedure: from knowledge of an administrative act to the last moment for reconsideration.
pub const RECONSIDERATION: Rule = Rule::natural_days("reconsideration", "行政复议法 art. 20", 60, Bound::Citizen);
/// Outside the petition procedure: from knowledge of an administrative act to the last moment for a lawsuit.
pub const LITIGATION: Rule = Rule::months("litigation", "行政诉讼法 art. 46", 6, Bound::Citizen);

/// Every rule, for the configuration of those that are ours.
pub const RULES: [Rule; 29] = [
    FORWARD,
    PASS_ON,
    FAST_ACCEPT,
    FAST_ANSWER,
    ACCEPT,
    OBJECT,
    DECIDE_OBJECTION,
    DESIGNATE,
    NEGOTIATE,
    ARBITRATE,
    RECEIPT,
    CLASSIFY,
    STUDY,
    DUTY_REPORT,
    HANDLE,
    LOOK_INTO,
    SERVE,
    SERVE_REVOCATION,
    REVIEW_WINDOW,
    TAKE_UP,
    REVIEW,
    RECHECK_WINDOW,
    RECHECK,
    EXECUTE,
    REFERRAL,
    SUPERVISION,
    ACCOUNTABILITY,
    ANSWER_MESSAGE,
    ARCHIVE,
];
