//! The limits of a dispute. The thirty days for confirmation and the court's own are the law's; the others are practice or local law,
//! and a deployment sets them.

use shiyu_kit::calendar::{Bound, Rule};

use crate::domain::command::Limit;
use crate::domain::terms::{Procedure, Source};

const OURS: &str = "internal rule";
/// 深圳经济特区矛盾纠纷多元化解条例, arts. 43 to 47: the local pack for administrative mediation.
const AGENCY: &str = "local rule, administrative mediation";
/// 特邀调解规定 art. 27.
const INVITED: &str = "特邀调解规定 art. 27";

/// From its opening to acceptance or refusal, by a committee.
pub const SCREEN: Rule = Rule::working_days("screen", OURS, 3, Bound::Agency).ours();
/// The same, by an agency.
pub const SCREEN_AGENCY: Rule = Rule::working_days("screen_agency", AGENCY, 5, Bound::Agency).ours();
/// The same, where it is complex.
pub const SCREEN_COMPLEX: Rule = Rule::working_days("screen_complex", AGENCY, 10, Bound::Agency).ours();
/// From its opening to its transfer, by an agency that is the wrong one.
pub const FORWARD: Rule = Rule::working_days("forward", AGENCY, 3, Bound::Agency).ours();
/// From the question whose it is to the common superior's word.
pub const DESIGNATE: Rule = Rule::working_days("designate", OURS, 5, Bound::Agency).ours();
/// From acceptance to every party's answer.
pub const RESPOND: Rule = Rule::working_days("respond", OURS, 5, Bound::Agency).ours();
/// The same, where a court sent it.
pub const RESPOND_COURT: Rule = Rule::working_days("respond_court", "在线调解规则", 3, Bound::Agency).ours();
/// From the last consent to the mediation's beginning.
pub const SELECT: Rule = Rule::working_days("select", OURS, 3, Bound::Agency).ours();
/// From acceptance to the end of the mediation (M-19).
pub const MEDIATE: Rule = Rule::natural_days("mediate", "local rule, 30 days", 30, Bound::Agency)
    .extendable(30, 3)
    .ours();
/// The same, entrusted by a court after filing, ordinary procedure.
pub const MEDIATE_ENTRUSTED: Rule = Rule::natural_days("mediate_entrusted", INVITED, 15, Bound::Agency)
    .extendable(15, 3)
    .ours();
/// The same, summary procedure.
pub const MEDIATE_SUMMARY: Rule = Rule::natural_days("mediate_summary", INVITED, 7, Bound::Agency)
    .extendable(7, 3)
    .ours();
/// From a draft until it is void.
pub const DRAFT: Rule = Rule::natural_days("draft", OURS, 10, Bound::Agency).ours();
/// From effect to the last moment at which the parties may apply for confirmation.
pub const CONFIRM: Rule = Rule::natural_days("confirm", "人民调解法 art. 33", 30, Bound::Citizen);
/// From the application to the court's word.
pub const COURT: Rule = Rule::natural_days("court", "民事诉讼法 art. 187", 30, Bound::Court);
/// From effect to the end of the day on which something is due on no condition; the days are those of the agreement.
pub const PERFORM: Rule = Rule::natural_days("perform", "人民调解法 art. 31", 1, Bound::Agency).unrolled();
/// From a reminder of what has no day until it is due: the time to prepare. No clock runs for it.
pub const PREPARE: Rule = Rule::natural_days("prepare", "民法典 art. 511 (4)", 7, Bound::Agency)
    .ours()
    .unrolled();
/// From seeing that it may become a matter for the police to telling them.
pub const POLICE: Rule = Rule::hours("police", "人民调解法 art. 25", 24, Bound::Agency).ours();
/// From the end to telling the parties which ways stay open; of what an agreement leaves open, from the end of the mediation's time.
pub const ROUTES: Rule = Rule::working_days("routes", "人民调解法 art. 26", 3, Bound::Agency).ours();
/// From the end to telling whoever entrusted it.
pub const REPORT_BACK: Rule = Rule::working_days("report_back", OURS, 3, Bound::Agency).ours();
/// From the end to looking again.
pub const VISIT: Rule = Rule::natural_days("visit", OURS, 30, Bound::Agency).ours();
/// From the end to the archive.
pub const ARCHIVE: Rule = Rule::natural_days("archive", "人民调解法 art. 27", 60, Bound::Agency)
    .ours()
    .silent();

/// Every rule, for the configuration.
pub const RULES: [Rule; 20] = [
    SCREEN,
    SCREEN_AGENCY,
    SCREEN_COMPLEX,
    FORWARD,
    DESIGNATE,
    RESPOND,
    RESPOND_COURT,
    SELECT,
    MEDIATE,
    MEDIATE_ENTRUSTED,
    MEDIATE_SUMMARY,
    DRAFT,
    CONFIRM,
    COURT,
    PREPARE,
    POLICE,
    ROUTES,
    REPORT_BACK,
    VISIT,
    ARCHIVE,
];

/// How long it may take to decide whether it is mediated here.
pub(in crate::domain) fn screen(procedure: Procedure, complex: bool) -> Rule {
    match procedure {
        Procedure::Administrative if complex => SCREEN_COMPLEX,
        Procedure::Administrative => SCREEN_AGENCY,
        Procedure::People | Procedure::Judicial => SCREEN,
    }
}

/// How long the parties have to answer.
pub(in crate::domain) fn respond(source: Source) -> Rule {
    if source.is_court() { RESPOND_COURT } else { RESPOND }
}

/// How long the mediation may take, where no pack says.
pub(in crate::domain) fn mediate(source: Source, summary: bool) -> Rule {
    match source {
        Source::CourtEntrusted if summary => MEDIATE_SUMMARY,
        Source::CourtEntrusted => MEDIATE_ENTRUSTED,
        Source::Parties
        | Source::Grid
        | Source::Petition
        | Source::CourtDelegated
        | Source::Police
        | Source::Agency
        | Source::Screening
        | Source::Proactive => MEDIATE,
    }
}

/// The clock always runs under one name, whichever limit it has.
pub(in crate::domain) fn named_mediate(rule: Rule) -> Rule {
    Rule { id: MEDIATE.id, ..rule }
}

/// The limit of a pack.
pub(in crate::domain) fn of_pack(limit: &Limit) -> Rule {
    let rule = Rule {
        amount: limit.amount,
        unit: limit.unit,
        extend: None,
        ..MEDIATE
    };
    if limit.extend_days == 0 {
        return rule;
    }
    rule.extendable(limit.extend_days, 3)
}
