//! The words of the documents.

use shiyu_kit::party::{DocumentKind, Identity, PartyKind};

use crate::domain::End;
use crate::domain::course::Consent;
use crate::domain::terms::{Channel, Decline, Method, PartyRole, Route, SessionForm, Termination};

pub(super) const fn role(role: PartyRole) -> &'static str {
    match role {
        PartyRole::Applicant => "申 请 人",
        PartyRole::Respondent => "被申请人",
        PartyRole::ThirdParty => "第 三 人",
        PartyRole::ApplicantRepresentative => "申请人代表",
        PartyRole::RespondentRepresentative => "被申请人代表",
        PartyRole::Agent => "代 理 人",
        PartyRole::Invited => "受邀参与人",
    }
}

pub(super) fn document_label(identity: &Identity) -> &'static str {
    match (&identity.document, identity.kind) {
        (Some(document), _) => match document.kind {
            DocumentKind::IdentityCard => "身份证号码",
            DocumentKind::CreditCode => "信用代码",
            DocumentKind::Passport => "护照号码",
            DocumentKind::Other => "证件号码",
        },
        (None, PartyKind::Person) => "证件号码",
        (None, PartyKind::Organisation) => "信用代码",
    }
}

pub(super) const fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::InPerson => "当面",
        Channel::Written => "书面",
        Channel::Phone => "电话",
        Channel::Online => "网络",
        Channel::Video => "视频",
    }
}

pub(super) const fn given(consent: &Consent) -> &'static str {
    if consent.given { "同意调解" } else { "不同意调解" }
}

pub(super) const fn form(form: SessionForm) -> &'static str {
    match form {
        SessionForm::InPerson => "现场调解",
        SessionForm::Video => "视频调解",
        SessionForm::Phone => "电话调解",
        SessionForm::Separate => "分别调解",
    }
}

pub(super) const fn method(method: Method) -> &'static str {
    match method {
        Method::Signature => "签名",
        Method::Seal => "盖章",
        Method::Fingerprint => "按指印",
        Method::Electronic => "电子签名",
        Method::Spoken => "口头同意",
    }
}

pub(super) const fn route(route: Route) -> &'static str {
    match route {
        Route::Arbitration => "依法申请仲裁；",
        Route::Administrative => "依法请求行政机关处理；",
        Route::Litigation => "依法向人民法院提起诉讼；",
        Route::Enforcement => "协议经人民法院裁定有效的，向人民法院申请强制执行。",
    }
}

/// The ways that stay open in general (art. 26).
pub(super) const ROUTES: &[Route] = &[Route::Arbitration, Route::Administrative, Route::Litigation];

/// The notice of what an agreement leaves open.
pub(super) const REST: (&str, &str, &str) = ("终止调解告知书", "各方当事人仅就部分争议达成协议，其余争议未能达成协议", "");

/// The ways that stay open where nobody noted which: those that the law names (人民调解法 arts. 26, 32, 33).
pub(super) const fn routes(end: &End) -> &'static [Route] {
    match end {
        End::Breached { .. } => &[Route::Litigation, Route::Enforcement],
        End::Performed | End::Terminated { .. } | End::Declined { .. } | End::Transferred { .. } | End::CourtConcluded { .. } => ROUTES,
    }
}

/// What the notice of an end is called, on which ground it ended, and the reason in words; none where no notice is due.
pub(super) fn end(end: &End) -> Option<(&'static str, &'static str, &str)> {
    match end {
        End::Terminated { ground, reason } => Some(("终止调解告知书", terminated(*ground), reason)),
        End::Declined { ground, reason } => Some(("不予受理告知书", declined(*ground), reason)),
        End::Breached { reason, .. } => Some(("协议未履行告知书", "调解协议约定的义务未按期履行", reason)),
        End::Performed | End::Transferred { .. } | End::CourtConcluded { .. } => None,
    }
}

const fn terminated(ground: Termination) -> &'static str {
    match ground {
        Termination::Refused => "因一方当事人明确拒绝调解",
        Termination::NoResponse => "因当事人在期限内未作答复",
        Termination::Failed => "因各方当事人未能达成协议",
        Termination::PartyEnded => "因一方当事人要求终止调解",
        Termination::Expired => "因调解期限届满",
        Termination::Misconduct => "因当事人的行为使调解无法继续",
        Termination::Collusion => "因当事人有恶意串通、损害他人利益的可能",
        Termination::OfferGone => "因移送单位撤回移送",
        Termination::NotConfirmed => "因人民法院未予确认且当事人未再次同意调解",
    }
}

const fn declined(ground: Decline) -> &'static str {
    match ground {
        Decline::OutOfScope => "不属于调解范围",
        Decline::NoConsentToEntrust => "当事人或者调解组织未同意委托",
        Decline::ForbiddenMatter => "法律规定不得调解",
        Decline::DecidedElsewhere => "已由人民法院、仲裁机构或者行政机关受理或者处理",
        Decline::NotCompetent => "不属于本组织受理",
    }
}
