//! Which order a command is, whom it names, and which rows it brings.

use shiyu_kit::party::Sealed;

use super::Command;
use crate::domain::course::{Act, Named};
use crate::domain::terms::{Exemption, Proposal, SubjectKind};
use crate::domain::verb::Verb;

impl Command {
    /// Its verb; none for what no person orders and for those that begin a case.
    #[must_use]
    pub fn verb(&self) -> Option<Verb> {
        Some(match self {
            Self::Receive(_)
            | Self::DecideOnSpot(_)
            | Self::HearCounty { .. }
            | Self::HearCity { .. }
            | Self::Tick { .. }
            | Self::Reckon => return None,
            Self::VerifyClue { .. } => Verb::VerifyClue,
            Self::ExtendClue { .. } => Verb::ExtendClue,
            Self::DismissClue { .. } => Verb::DismissClue,
            Self::TransferOut(_) => Verb::TransferOut,
            Self::File(_) => Verb::File,
            Self::RefuseFiling { .. } => Verb::RefuseFiling,
            Self::RaiseDispute { .. } => Verb::RaiseDispute,
            Self::SettleDispute { .. } => Verb::SettleDispute,
            Self::Designate { .. } => Verb::Designate,
            Self::OfferOutside(_) => Verb::OfferOutside,
            Self::RecordReceipt { .. } => Verb::RecordReceipt,
            Self::AssignOfficers { .. } => Verb::AssignOfficers,
            Self::AddEvidence(_) => Verb::AddEvidence,
            Self::VerifyEvidence { .. } => Verb::VerifyEvidence,
            Self::ExcludeEvidence { .. } => Verb::ExcludeEvidence,
            Self::ReviewMonitoring { .. } => Verb::ReviewMonitoring,
            Self::RecordCustody { .. } => Verb::RecordCustody,
            Self::Preserve { .. } => Verb::Preserve,
            Self::Dispose { .. } => Verb::Dispose,
            Self::TakeMeasure(_) => Verb::TakeMeasure,
            Self::ApproveMeasure { .. } => Verb::ApproveMeasure,
            Self::ExtendMeasure { .. } => Verb::ExtendMeasure,
            Self::ReleaseMeasure { .. } => Verb::ReleaseMeasure,
            Self::OrderCorrection { .. } => Verb::OrderCorrection,
            Self::CheckCorrection { .. } => Verb::CheckCorrection,
            Self::Suspend { .. } => Verb::Suspend,
            Self::Resume => Verb::Resume,
            Self::ExtendDecision { .. } => Verb::ExtendDecision,
            Self::Conclude { .. } => Verb::Conclude,
            Self::Propose { .. } => Verb::Propose,
            Self::WithdrawCase { .. } => Verb::WithdrawCase,
            Self::ServeNotice(_) => Verb::ServeNotice,
            Self::ReceiveStatement { .. } => Verb::ReceiveStatement,
            Self::ReviewStatement { .. } => Verb::ReviewStatement,
            Self::Waive { .. } => Verb::Waive,
            Self::RequestHearing { .. } => Verb::RequestHearing,
            Self::ScheduleHearing(_) => Verb::ScheduleHearing,
            Self::HoldHearing(_) => Verb::HoldHearing,
            Self::Submit { .. } => Verb::Submit,
            Self::DecideReview { .. } => Verb::DecideReview,
            Self::Discuss { .. } => Verb::Discuss,
            Self::Decide(_) => Verb::Decide,
            Self::ServeDecision(_) => Verb::ServeDecision,
            Self::Pay { .. } => Verb::Pay,
            Self::Perform { .. } => Verb::Perform,
            Self::Defer { .. } => Verb::Defer,
            Self::ServeDemand(_) => Verb::ServeDemand,
            Self::ApplyToCourt { .. } => Verb::ApplyToCourt,
            Self::CourtAccept { .. } => Verb::CourtAccept,
            Self::CourtRule { .. } => Verb::CourtRule,
            Self::EndExecution { .. } => Verb::EndExecution,
            Self::Refund { .. } => Verb::Refund,
            Self::Close { .. } => Verb::Close,
            Self::Publish { .. } => Verb::Publish,
            Self::Unpublish { .. } => Verb::Unpublish,
            Self::RecordSpot => Verb::RecordSpot,
            Self::HandIn { .. } => Verb::HandIn,
            Self::Bank { .. } => Verb::Bank,
            Self::LodgeRemedy(_) => Verb::LodgeRemedy,
            Self::RuleRemedy(_) => Verb::RuleRemedy,
            Self::ReportCrime { .. } => Verb::ReportCrime,
            Self::DecideTransfer { .. } => Verb::DecideTransfer,
            Self::TransferToPolice { .. } => Verb::TransferToPolice,
            Self::PoliceAnswer { .. } => Verb::PoliceAnswer,
            Self::AskAgain { .. } => Verb::AskAgain,
            Self::HandOverMaterials { .. } => Verb::HandOverMaterials,
            Self::ReturnFromJustice { .. } => Verb::ReturnFromJustice,
            Self::RequestRecusal { .. } => Verb::RequestRecusal,
            Self::DecideRecusal { .. } => Verb::DecideRecusal,
            Self::AddParty { .. } => Verb::AddParty,
            Self::Reveal { .. } => Verb::Reveal,
            Self::ReadComplainant { .. } => Verb::ReadComplainant,
            Self::RecordDocument { .. } => Verb::RecordDocument,
            Self::Rehome(_) => Verb::Rehome,
        })
    }

    /// The officers it names, and the host of a hearing: their certificates are looked up.
    #[must_use]
    pub fn officers(&self) -> &[String] {
        if let Self::VerifyClue { officers, .. }
        | Self::AssignOfficers { officers }
        | Self::VerifyEvidence { officers, .. }
        | Self::Preserve { officers, .. }
        | Self::OrderCorrection { officers, .. }
        | Self::CheckCorrection { officers, .. }
        | Self::Conclude { officers, .. }
        | Self::Propose { officers, .. }
        | Self::Perform { officers, .. }
        | Self::ReportCrime { officers, .. } = self
        {
            return officers;
        }
        if let Self::DecideOnSpot(decide) = self {
            return &decide.officers;
        }
        if let Self::File(file) = self {
            return &file.officers;
        }
        if let Self::AddEvidence(gathered) = self {
            return &gathered.officers;
        }
        if let Self::TakeMeasure(take) = self {
            return &take.officers;
        }
        if let Self::ScheduleHearing(schedule) = self {
            return std::slice::from_ref(&schedule.host);
        }
        &[]
    }

    /// The power item it names, with the act.
    #[must_use]
    pub fn power(&self) -> Option<(&str, &Act, SubjectKind)> {
        if let Self::DecideOnSpot(decide) = self {
            return Some((&decide.power, &decide.act, decide.subject));
        }
        if let Self::File(file) = self {
            return Some((&file.power, &file.act, file.subject));
        }
        None
    }

    /// By what it names the act that it files.
    #[must_use]
    pub fn named(&self) -> Option<Named> {
        let (power, act, _) = self.power()?;
        let mut named = Named {
            power: power.to_owned(),
            others: Vec::new(),
            act: act.clone(),
            distinct: false,
        };
        if let Self::DecideOnSpot(spot) = self {
            named.distinct = spot.other_act.is_some();
        }
        if let Self::File(file) = self {
            named.others.clone_from(&file.others);
            named.distinct = file.other_act.is_some();
        }
        Some(named)
    }

    /// Whether it lets a first time pass (首违不罚).
    #[must_use]
    pub fn spares_the_first(&self) -> bool {
        let spared = |outcome: &Proposal| matches!(outcome, Proposal::NoPenalty(none) if none.ground == Exemption::First);
        if let Self::Propose { proposal, .. } = self {
            return spared(proposal);
        }
        if let Self::Decide(decide) = self {
            return spared(&decide.outcome);
        }
        false
    }

    /// Whether a first time is let pass by it for good: of a suspect there is one such decision.
    #[must_use]
    pub fn decides_a_first(&self) -> bool {
        matches!(self, Self::Decide(_)) && self.spares_the_first()
    }

    /// The fiscal receipt (财政票据) under which it takes cash.
    #[must_use]
    pub fn receipt(&self) -> Option<&str> {
        if let Self::Pay {
            reference,
            on_the_spot: Some(_),
            ..
        } = self
        {
            return Some(reference);
        }
        None
    }

    /// The texts it brings that the suspect is given to read, that are published, or that go to another city.
    #[must_use]
    pub fn told(&self) -> Vec<&str> {
        if let Self::DecideOnSpot(spot) = self {
            return vec![spot.facts.as_str(), spot.act.description.as_str(), spot.heard.as_str()];
        }
        if let Self::File(file) = self {
            return vec![file.act.description.as_str()];
        }
        if let Self::OfferOutside(offer) = self {
            return vec![offer.summary.as_str(), offer.basis.as_str()];
        }
        if let Self::OrderCorrection { demand, .. } = self {
            return vec![demand.as_str()];
        }
        if let Self::AddEvidence(gathered) = self {
            return vec![gathered.title.as_str()];
        }
        if let Self::TakeMeasure(take) = self {
            return all(&take.items).chain([take.reason.as_str()]).collect();
        }
        if let Self::Preserve { items, .. } = self {
            return all(items).collect();
        }
        if let Self::Dispose { outcome: words, .. }
        | Self::ExtendMeasure { reason: words, .. }
        | Self::ReleaseMeasure { reason: words, .. }
        | Self::Conclude { facts: words, .. }
        | Self::ReviewStatement { reasons: words, .. }
        | Self::DecideRecusal { reason: words, .. }
        | Self::Unpublish { reason: words, .. } = self
        {
            return vec![words.as_str()];
        }
        self.told_in_papers()
    }

    /// The same of what is proposed, decided and served.
    fn told_in_papers(&self) -> Vec<&str> {
        if let Self::Propose { proposal, .. } = self {
            return proposal.told().into_iter().collect();
        }
        if let Self::ServeNotice(notice) = self {
            return notice.serve.told().chain([notice.facts.as_str()]).collect();
        }
        if let Self::ScheduleHearing(schedule) = self {
            return schedule
                .closed_for
                .as_deref()
                .into_iter()
                .chain([schedule.place.as_str()])
                .collect();
        }
        if let Self::Decide(decide) = self {
            let told = all(&decide.basis).chain(decide.outcome.told()).chain(decide.unchanged.as_deref());
            return told.chain([decide.facts.as_str()]).collect();
        }
        if let Self::ServeDecision(serve) | Self::ServeDemand(serve) = self {
            return serve.told().collect();
        }
        Vec::new()
    }

    /// The identities it brings.
    #[must_use]
    pub fn sealed(&self) -> &[Sealed] {
        if let Self::Receive(receive) = self {
            return &receive.sealed;
        }
        if let Self::DecideOnSpot(decide) = self {
            return &decide.received.sealed;
        }
        if let Self::AddParty { sealed, .. } = self {
            return std::slice::from_ref(sealed);
        }
        &[]
    }
}

fn all(texts: &[String]) -> impl Iterator<Item = &str> {
    texts.iter().map(String::as_str)
}
