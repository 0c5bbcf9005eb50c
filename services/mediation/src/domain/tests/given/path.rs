//! The shortest lawful way to every stage.

use super::*;
use crate::domain::command::ApplyEnforcement;

pub(super) fn before(stage: StageName) -> Option<StageName> {
    use StageName as S;
    Some(match stage {
        S::Applied | S::Entrusted | S::ProactiveDraft => return None,
        S::Screening => S::Applied,
        S::ConsentPending | S::Declined | S::Transferred => S::Screening,
        S::MediatorSelection | S::WithCourt => S::ConsentPending,
        S::Mediating => S::MediatorSelection,
        S::AgreementDrafted | S::Terminated => S::Mediating,
        S::AgreementEffective => S::AgreementDrafted,
        S::Performing | S::ConfirmationApplied | S::Performed | S::Breached => S::AgreementEffective,
        S::ConfirmationRefused | S::Confirmed => S::ConfirmationApplied,
        S::EnforcementApplied => S::Confirmed,
        S::CourtConcluded => S::WithCourt,
        S::Archived => S::Declined,
    })
}

pub(super) fn steps_to(stage: StageName) -> Vec<(Actor, Command)> {
    use StageName as S;
    let one = |command| vec![(clerk(), command)];
    match stage {
        S::Applied | S::Entrusted | S::ProactiveDraft => Vec::new(),
        S::Breached => one(breach()),
        S::Screening => one(take_up()),
        S::ConsentPending => one(Command::Accept),
        S::Declined => one(Command::Decline {
            ground: crate::domain::terms::Decline::OutOfScope,
            reason: "不属于调解范围".to_owned(),
        }),
        S::Transferred => one(Command::Transfer {
            to: crate::domain::terms::Beyond::Outside("绍兴仲裁委员会".to_owned()),
            reason: "有仲裁条款".to_owned(),
        }),
        S::MediatorSelection => vec![(clerk(), consent(APPLICANT, true)), (clerk(), consent(RESPONDENT, true))],
        S::WithCourt => one(Command::ChangeProcedure(to_court())),
        S::Mediating => vec![
            (clerk(), appoint(MEDIATOR)),
            (mediator(), disclose(MEDIATOR, false)),
            (mediator(), Command::Begin),
        ],
        S::AgreementDrafted => vec![(mediator(), draft(written()))],
        S::Terminated => vec![(mediator(), terminate(Termination::Failed))],
        S::AgreementEffective => vec![
            (clerk(), sign(APPLICANT)),
            (clerk(), sign(RESPONDENT)),
            (mediator(), Command::SignAsMediator),
            (clerk(), seal()),
        ],
        S::Performing => one(remind()),
        S::ConfirmationApplied => one(Command::ApplyConfirmation(apply())),
        S::Performed => one(pays(200_000, date!(2026 - 03 - 02))),
        S::ConfirmationRefused => one(court_says(ConfirmationResult::Refused(NotConfirmed::Unclear))),
        S::Confirmed => one(court_says(ConfirmationResult::Confirmed)),
        S::EnforcementApplied => one(Command::ApplyEnforcement(ApplyEnforcement {
            creditor: APPLICANT,
            court: "越城区人民法院".to_owned(),
            reference: "（2026）浙0602执9号".to_owned(),
        })),
        S::CourtConcluded => one(Command::RecordCourtVerdict {
            verdict: crate::domain::terms::CourtVerdict::Settled,
            reference: "（2026）浙0602民初8号".to_owned(),
            at: START,
        }),
        S::Archived => vec![(clerk(), routes()), (clerk(), Command::Archive)],
    }
}
