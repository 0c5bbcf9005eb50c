//! Documents from the filing to the legal review.

use shiyu_kit::calendar::local_date;
use shiyu_kit::document::{day, moment};

use super::{Desk, Sheet, law, on};
use crate::domain::course::{Filing, Preservation, Statement};
use crate::domain::terms::{ClueSource, Proposal, ReviewGround};
use crate::domain::{PRESERVE, STATEMENT, is_heard};
use crate::paper::Exchange;

impl Desk<'_> {
    pub(super) fn filing_approval(&self) -> Option<Sheet> {
        let filing = self.case.course.filing.as_ref()?;
        let power = &filing.power;
        let act = &filing.act;
        let days = if act.from == act.to {
            day(act.from)
        } else {
            format!("{}至{}", day(act.from), day(act.to))
        };
        let years = if power.long_limitation { "五" } else { "二" };
        let sheet = Sheet::of(filing.at)
            .tell("source", source(self.case.clue.source))
            .tell("subject", self.subject())
            .tell("place", self.place(&self.case.clue.place))
            .tell("act_days", days)
            .tell("act", &act.description)
            .tell("basis", &power.basis)
            .tell(
                "power",
                format!("{}（事项编码{}，第{}版权力清单）", power.document, power.code, power.version),
            )
            .tell("limitation", format!("违法行为在{years}年内被发现，未超过追责时效"))
            .tell("officers", self.first_investigators(filing))
            .tell("head", self.officer(&filing.by));
        Some(sheet)
    }

    /// Those whom the head named when it was filed.
    fn first_investigators(&self, filing: &Filing) -> String {
        if filing.officers.is_empty() {
            return self.investigators();
        }
        self.officers(filing.officers.iter().map(|officer| officer.subject.as_str()))
    }

    pub(super) fn inquiry_record(&self, exchanges: &[Exchange]) -> Option<Sheet> {
        let filing = self.case.course.filing.as_ref()?;
        let sheet = Sheet::of(filing.at)
            .tell("subject", self.subject())
            .tell("officers", self.investigators())
            .tell("exchanges", exchanges);
        Some(sheet)
    }

    pub(super) fn preservation_notice(&self) -> Option<Sheet> {
        let kept: &Preservation = self.case.course.preservations.last()?;
        let until = self.register.calendar.due(&PRESERVE, kept.at).last_day();
        let sheet = Sheet::of(kept.at)
            .tell("suspicion", self.subject())
            .tell("since", on(kept.at))
            .tell("until", day(until))
            .tell("items", &kept.items)
            .tell("officers", self.officers(kept.officers.iter().map(String::as_str)));
        Some(sheet)
    }

    /// Before it is served it says what is proposed; afterwards what was told.
    pub(super) fn prior_notice(&self) -> Option<Sheet> {
        let course = &self.case.course;
        let concluded = course.conclusion.as_ref();
        let (proposal, facts, at, hearing) = if let Some(notice) = course.notice() {
            (&notice.proposal, &notice.facts, notice.delivery.at, notice.hearing)
        } else {
            let (proposal, concluded) = (course.proposal.as_ref()?, concluded?);
            let hearing = is_heard(proposal, self.register.hearing_from);
            (proposal, &concluded.facts, concluded.at, hearing)
        };
        let days = self.register.limits.of(&STATEMENT).amount;
        let sheet = Sheet::of(at)
            .tell("facts", facts)
            .tell("basis", self.basis())
            .tell("penalties", law::penalties(proposal))
            .tell("deviation", deviation(proposal))
            .tell("statement_days", days)
            .tell("hearing", hearing);
        Some(sheet)
    }

    pub(super) fn hearing_notice(&self) -> Option<Sheet> {
        let hearing = self.case.course.hearing()?;
        let (notified, scheduled) = (hearing.notified_at?, hearing.scheduled_at?);
        let manner = match &hearing.closed_for {
            None => "公开举行".to_owned(),
            Some(reason) => format!("不公开举行（{reason}）"),
        };
        let sheet = Sheet::of(notified)
            .tell("subject", self.subject())
            .tell("when", moment(scheduled))
            .tell("where", hearing.place.clone().unwrap_or_default())
            .tell("manner", manner)
            .tell("host", self.officer(hearing.host.as_deref().unwrap_or_default()));
        Some(sheet)
    }

    pub(super) fn legal_review(&self) -> Option<Sheet> {
        let course = &self.case.course;
        let review = course.reviews.last()?;
        let grounds = course
            .submissions
            .last()
            .map(|submission| submission.grounds.as_slice())
            .unwrap_or_default();
        let grounds: Vec<&str> = grounds.iter().copied().map(ground).collect();
        let verdict = if review.passed {
            "审核通过，同意提请本机关负责人作出决定。"
        } else {
            "审核未通过，退回承办机构。"
        };
        let sheet = Sheet::of(review.at)
            .tell("subject", self.subject())
            .tell("grounds", grounds.join("；"))
            .tell("penalties", course.proposal.as_ref().map(law::penalties).unwrap_or_default())
            .tell("opinion", &review.opinion)
            .tell("verdict", verdict)
            .tell("reviewer", self.officer(&review.by));
        Some(sheet)
    }

    /// The provisions the case rests on.
    pub(super) fn basis(&self) -> String {
        let filing = self.case.course.filing.as_ref();
        filing.map(|filing| filing.power.basis.clone()).unwrap_or_default()
    }
}

/// Why outside the benchmark; nothing where it is within.
pub(super) fn deviation(proposal: &Proposal) -> String {
    match proposal {
        Proposal::Penalty { deviation, .. } => deviation.clone().unwrap_or_default(),
        Proposal::NoPenalty(_) => String::new(),
    }
}

/// What was said against the notice, and what the office made of it.
pub(super) fn statement(row: &Statement) -> String {
    let day = day(local_date(row.at));
    match &row.review {
        Some(review) if review.accepted => format!("当事人于{day}进行了陈述申辩，本机关予以采纳：{}", review.reasons),
        Some(review) => format!("当事人于{day}进行了陈述申辩，本机关不予采纳：{}", review.reasons),
        None => format!("当事人于{day}进行了陈述申辩。"),
    }
}

const fn source(source: ClueSource) -> &'static str {
    match source {
        ClueSource::Inspection => "监督检查",
        ClueSource::Complaint => "投诉举报",
        ClueSource::Petition => "信访转送",
        ClueSource::Grid => "网格上报",
        ClueSource::Transfer => "其他机关移送",
        ClueSource::Superior => "上级交办",
        ClueSource::Justice => "司法机关移送",
    }
}

const fn ground(ground: ReviewGround) -> &'static str {
    match ground {
        ReviewGround::PublicInterest => "涉及重大公共利益",
        ReviewGround::Heard => "直接关系当事人或者第三人重大权益，经过听证程序",
        ReviewGround::Complex => "案件情况疑难复杂、涉及多个法律关系",
        ReviewGround::ByLaw => "法律、法规规定应当进行法制审核的其他情形",
    }
}
