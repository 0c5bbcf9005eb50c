//! What goes on beside the stages, and what the clocks do.

use std::collections::BTreeSet;

use shiyu_kit::calendar::Ring;
use time::macros::date;

use crate::domain::course::{
    AccountabilityProposal, CareTask, Evaluation, Message, Milestone, PartyWithdrawal, Recusal, Sender, Sponsorship, Supervision,
    UrgentReport,
};
use crate::domain::{AccountabilityGround, Adoption, Fault, Rating, What};
use crate::wire::tests::given::{OFFER, PARTY, START, code, county, planted};

pub(in crate::wire::tests) fn message(from: Sender) -> Message {
    Message {
        from,
        text: planted("message"),
        at: START,
    }
}

pub(super) fn beside() -> Vec<What> {
    vec![
        What::UrgentReported(UrgentReport {
            to: vec![county()],
            reason: planted("reason"),
            at: START,
        }),
        What::Messaged(message(Sender::Party(PARTY))),
        What::Messaged(message(Sender::Unit(county()))),
        What::Recused(Recusal {
            subject: planted("subject"),
            reason: planted("reason"),
            at: START,
        }),
        What::Sponsored(Box::new(sponsorship())),
        What::MilestoneCompleted { index: 0, at: START },
        What::Supervised(supervision()),
        What::SupervisionAnswered {
            supervision: OFFER,
            answer: planted("answer"),
            at: START,
        },
        What::AccountabilityProposed(Box::new(proposal())),
        What::AccountabilityAnswered {
            proposal: OFFER,
            adoption: Adoption::Adopted,
            answer: planted("answer"),
            at: START,
        },
        What::CareTaskAdded(care()),
        What::CareTaskCompleted { task: OFFER, at: START },
        What::Evaluated(evaluation()),
        What::Evaluated(Evaluation {
            replaces: true,
            ..evaluation()
        }),
        What::PartyWithdrew(withdrawal()),
        What::PartyRevealed {
            party: PARTY,
            reason: planted("reason"),
        },
    ]
}

pub(in crate::wire::tests) fn withdrawal() -> PartyWithdrawal {
    PartyWithdrawal {
        party: PARTY,
        reason: planted("reason"),
        proof: Some(planted("proof")),
        at: START,
    }
}

pub(in crate::wire::tests) fn sponsorship() -> Sponsorship {
    Sponsorship {
        leader: planted("leader"),
        responsible: planted("responsible"),
        plan: planted("plan"),
        milestones: vec![Milestone {
            title: planted("step"),
            due: date!(2026 - 09 - 30),
            done_at: None,
        }],
        root_cause: None,
        earlier: BTreeSet::new(),
        at: START,
    }
}

pub(in crate::wire::tests) fn supervision() -> Supervision {
    Supervision {
        id: OFFER,
        unit: code("330602001"),
        fault: Fault::Delay,
        suggestion: planted("suggestion"),
        at: START,
        answer: None,
        answered_at: None,
    }
}

pub(in crate::wire::tests) fn proposal() -> AccountabilityProposal {
    AccountabilityProposal {
        id: OFFER,
        unit: code("330602001"),
        ground: AccountabilityGround::Fraud,
        reason: planted("reason"),
        organ: county(),
        reference: planted("reference"),
        at: START,
        answered: None,
    }
}

pub(in crate::wire::tests) fn care() -> CareTask {
    CareTask {
        id: OFFER,
        unit: code("330602001"),
        task: planted("task"),
        at: START,
        done_at: None,
    }
}

pub(in crate::wire::tests) fn evaluation() -> Evaluation {
    Evaluation {
        party: PARTY,
        petition_office: Some(Rating::Satisfied),
        handling_unit: None,
        taken_down: Some(code("330602-XFJ")),
        replaces: false,
        at: START,
    }
}

pub(super) fn clocks() -> Vec<What> {
    vec![
        What::ClockWarned {
            clock: "handle".to_owned(),
            ring: Ring::Eighty,
        },
        What::ClockOverdue {
            clock: "handle".to_owned(),
            due: START,
        },
        What::ClocksReckoned {
            calendar: 2,
            moved: vec!["handle".to_owned()],
        },
    ]
}
