//! The limits of a case. 处罚法 art. 85 counts 2, 3, 5 and 7 days as working days, 强制法 art. 69 all of ten or less; 15, 30, 60 and 90 are
//! natural. What is ours says so and can be configured.

use shiyu_kit::calendar::{Bound, Rule};

const OURS: &str = "internal rule";

/// From the clue to the filing, the refusal or the hand-over; market supervision has the same 15 working days.
pub const CLUE: Rule = Rule::working_days("clue", OURS, 15, Bound::Agency).ours().extendable(15, 1);
/// From a dispute of jurisdiction to the agreement (E-03).
pub const NEGOTIATE: Rule = Rule::natural_days("negotiate", OURS, 7, Bound::Agency).ours();
/// From there to the designation by the common superior (行政处罚法 art. 25).
pub const DESIGNATE: Rule = Rule::working_days("designate", OURS, 5, Bound::Agency).ours();
/// The same by the city, of two of its counties (S7).
pub const ARBITRATE: Rule = Rule::working_days("arbitrate", OURS, 3, Bound::Agency).ours();
/// From a packet to another city to its receipt (S14).
pub const RECEIPT: Rule = Rule::working_days("receipt", OURS, 5, Bound::Agency).ours();
/// From filing to decision (art. 60), with thirty days more by the head, and more by collective decision.
pub const DECIDE: Rule = Rule::natural_days("decide", "行政处罚法 art. 60", 90, Bound::Agency).extendable(90, 2);
/// From the registration of what may vanish to what becomes of it (art. 56).
pub const PRESERVE: Rule = Rule::working_days("preserve", "行政处罚法 art. 56", 7, Bound::Agency);
/// How long something stays sealed or seized (行政强制法 art. 25), once thirty days more.
pub const SEIZE: Rule = Rule::natural_days("seize", "行政强制法 art. 25", 30, Bound::Agency)
    .extendable(30, 1)
    .unrolled();
/// From an urgent measure to the head's approval (行政强制法 art. 19).
pub const URGENT: Rule = Rule::hours("urgent", "行政强制法 art. 19", 24, Bound::Agency);
/// From the prior notice to the last moment of the party's statement (the law is silent).
pub const STATEMENT: Rule = Rule::working_days("statement", OURS, 5, Bound::Citizen).ours();
/// From the prior notice to the last moment of asking for a hearing (行政处罚法 art. 64).
pub const HEARING_REQUEST: Rule = Rule::working_days("hearing_request", "行政处罚法 art. 64", 5, Bound::Citizen);
/// Before a hearing its party is told (art. 64).
pub const HEARING_NOTICE: Rule = Rule::working_days("hearing_notice", "行政处罚法 art. 64", 7, Bound::Citizen);
/// From the submission to the legal review's word.
pub const REVIEW: Rule = Rule::working_days("review", OURS, 5, Bound::Agency).ours();
/// From the decision to its service (art. 61).
pub const SERVE: Rule = Rule::working_days("serve", "行政处罚法 art. 61", 7, Bound::Agency);
/// From a public notice to the day on which it is deemed served (民事诉讼法 art. 95).
pub const PUBLIC_NOTICE: Rule = Rule::natural_days("public_notice", "民事诉讼法 art. 95", 30, Bound::Citizen);
/// From the service to the last moment of payment (行政处罚法 art. 67).
pub const PAY: Rule = Rule::natural_days("pay", "行政处罚法 art. 67", 15, Bound::Citizen);
/// From the service to the last moment of asking for reconsideration (行政复议法 art. 20).
pub const RECONSIDERATION: Rule = Rule::natural_days("reconsideration", "行政复议法 art. 20", 60, Bound::Citizen);
/// From the service to the last moment of a lawsuit (行政诉讼法 art. 46).
pub const LITIGATION: Rule = Rule::months("litigation", "行政诉讼法 art. 46", 6, Bound::Citizen);
/// From a reconsideration's decision to the last moment of a lawsuit (行政诉讼法 art. 45).
pub const LITIGATION_AFTER: Rule = Rule::natural_days("litigation_after", "行政诉讼法 art. 45", 15, Bound::Citizen);
/// From the demand to the application (行政强制法 art. 54).
pub const DEMAND: Rule = Rule::working_days("demand", "行政强制法 art. 54", 10, Bound::Citizen);
/// From the lapse of the remedies to the last moment of an application to the court (行政强制法 art. 53).
pub const APPLY: Rule = Rule::months("apply", "行政强制法 art. 53", 3, Bound::Agency);
/// From the application to its being taken up by the court (行政强制法 art. 56).
pub const COURT_ACCEPT: Rule = Rule::working_days("court_accept", "行政强制法 art. 56", 5, Bound::Court).silent();
/// From there to the court's ruling (行政强制法 art. 57).
pub const COURT_RULE: Rule = Rule::working_days("court_rule", "行政强制法 art. 57", 7, Bound::Court).silent();
/// From the decision to its publication (国办发〔2018〕118号).
pub const PUBLISH: Rule = Rule::working_days("publish", "国办发〔2018〕118号", 7, Bound::Agency);
/// From the change of a published decision to its withdrawal (行政处罚法 art. 48).
pub const UNPUBLISH: Rule = Rule::working_days("unpublish", "行政处罚法 art. 48", 3, Bound::Agency);
/// From money taken on the spot to the agency (行政处罚法 art. 71).
pub const HAND_IN: Rule = Rule::working_days("hand_in", "行政处罚法 art. 71", 2, Bound::Agency);
/// From there to the bank (行政处罚法 art. 71).
pub const BANK: Rule = Rule::working_days("bank", "行政处罚法 art. 71", 2, Bound::Agency);
/// From a decision on the spot to its record with the agency (art. 52 gives no time).
pub const SPOT_RECORD: Rule = Rule::working_days("spot_record", OURS, 2, Bound::Agency).ours();
/// From the officers' report of a crime to the head's word (移送规定 art. 5).
pub const CRIMINAL_APPROVE: Rule = Rule::natural_days("criminal_approve", "移送规定 art. 5", 3, Bound::Agency).unrolled();
/// From there to the hand-over (移送规定 art. 5).
pub const CRIMINAL_TRANSFER: Rule = Rule::hours("criminal_transfer", "移送规定 art. 5", 24, Bound::Agency);
/// From the hand-over to the police's word (移送规定 art. 8).
pub const POLICE: Rule = Rule::natural_days("police", "移送规定 art. 8", 3, Bound::Agency)
    .unrolled()
    .silent();
/// From their refusal to the request for another word (移送规定 art. 9).
pub const REDECISION: Rule = Rule::natural_days("redecision", "移送规定 art. 9", 3, Bound::Agency).unrolled();
/// From their filing to the hand-over of the materials (移送规定 art. 12).
pub const MATERIALS: Rule = Rule::natural_days("materials", "移送规定 art. 12", 3, Bound::Agency).unrolled();
/// From a ruling against us to the repayment of what was taken.
pub const REFUND: Rule = Rule::working_days("refund", OURS, 15, Bound::Agency).ours();
/// From the close to the archive, of which nobody is warned.
pub const ARCHIVE: Rule = Rule::natural_days("archive", OURS, 30, Bound::Agency).ours().silent();

/// Every rule, for the configuration of those that are ours.
pub const RULES: [Rule; 37] = [
    CLUE,
    NEGOTIATE,
    DESIGNATE,
    ARBITRATE,
    RECEIPT,
    DECIDE,
    PRESERVE,
    SEIZE,
    URGENT,
    STATEMENT,
    HEARING_REQUEST,
    HEARING_NOTICE,
    REVIEW,
    SERVE,
    PUBLIC_NOTICE,
    PAY,
    RECONSIDERATION,
    LITIGATION,
    LITIGATION_AFTER,
    DEMAND,
    APPLY,
    COURT_ACCEPT,
    COURT_RULE,
    PUBLISH,
    UNPUBLISH,
    HAND_IN,
    BANK,
    SPOT_RECORD,
    CRIMINAL_APPROVE,
    CRIMINAL_TRANSFER,
    POLICE,
    REDECISION,
    MATERIALS,
    REFUND,
    ARCHIVE,
    INSTALMENT,
    CORRECTION,
];

/// From the grant of a deferral or an instalment to its own last day, which stands in the clock that runs (行政处罚法 art. 66).
pub const INSTALMENT: Rule = Rule::natural_days("instalment", "行政处罚法 art. 66", 0, Bound::Citizen);
/// From the order to correct to its own last day, which stands in the clock that runs (行政处罚法 art. 28).
pub const CORRECTION: Rule = Rule::natural_days("correction", "行政处罚法 art. 28", 0, Bound::Citizen);
