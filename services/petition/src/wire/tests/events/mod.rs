//! Every kind of event, each with planted words wherever it has words.

use shiyu_kit::calendar::Ring;
use time::macros::date;

use super::given::{OFFER, PARTY, START, code, county, issued, number, opinion, planted, referral, submission};
use crate::domain::course::{
    Acceptance, Assistance, CareTask, Classified, CompletenessNotice, Delivery, Designation, Draft, Evaluation, Forwarding, Hearing,
    Milestone, Objection, Outcome, Recusal, ReferralState, RemedyCase, Reply, RulingGiven, Sponsorship, Supervision, Supplement, TakenUp,
    UrgentReport,
};
use crate::domain::stage::{Diversion, Procedure, Way};
use crate::domain::{
    Accused, Adoption, Classification, Closing, DeliveryMethod, End, Ending, Event, Fault, IdentityField, NotAccepted, Party, PartyRole,
    Rating, Registered, ReliefPath, Remedy, Ruling, What,
};

pub(super) fn all() -> Vec<Event> {
    let groups = [intake(), work(), answers(), remedies(), ends(), beside(), clocks()];
    groups.into_iter().flatten().map(Event::from).collect()
}

fn intake() -> Vec<What> {
    let forwarding = |report_days| Forwarding {
        from: code("330602-XFJ"),
        to: code("330602001"),
        at: START,
        report_days,
    };
    let party = Party {
        id: PARTY,
        role: PartyRole::Petitioner,
    };
    vec![
        What::Registered(Box::new(Registered {
            county: county(),
            unit: code("330602-XFJ"),
            number: number(),
            query_index: planted("index"),
            submission: submission(),
            parties: vec![party],
            accused: Accused {
                units: [code("330602-ZJJ")].into(),
                subjects: [planted("accused")].into(),
            },
            received_at: START,
            at: START,
        })),
        What::Forwarded(forwarding(None)),
        What::Forwarded(forwarding(Some(30))),
        What::Objected(Objection {
            by: code("330602001"),
            reasons: planted("reasons"),
            competent: Some(code("330602-ZJJ")),
            at: START,
            agreed: None,
        }),
        What::ObjectionDecided { agreed: true, at: START },
        What::Disputed { at: START },
        What::Designated(Designation {
            unit: code("330602001"),
            by: Some(county()),
            reasons: planted("reasons"),
            at: START,
        }),
        What::Transferred {
            from: code("330602001"),
            to: code("330602-ZJJ"),
            at: START,
        },
        What::NoticeGiven(CompletenessNotice {
            missing: vec![planted("missing")],
            method: DeliveryMethod::Mail,
            at: START,
        }),
        What::Supplemented(Supplement {
            party: PARTY,
            text: planted("text"),
            at: START,
        }),
        What::PartyJoined(party),
        What::Accepted {
            acceptance: Acceptance {
                unit: code("330602001"),
                at: START,
                notice: DeliveryMethod::Direct,
            },
            by: planted("officer"),
        },
        classified(None),
        classified(Some("330602-ZJJ")),
    ]
}

fn classified(duty_organ: Option<&str>) -> What {
    What::Classified {
        classified: Classified {
            classification: Classification::AppealForRelief(ReliefPath::ProtectiveDuty),
            at: START,
        },
        accused: Accused {
            subjects: [planted("accused")].into(),
            ..Accused::default()
        },
        duty_organ: duty_organ.map(code),
        by: planted("officer"),
    }
}

fn work() -> Vec<What> {
    vec![
        What::Extended {
            notice: DeliveryMethod::Mail,
        },
        What::HearingOpened(Hearing {
            host: planted("host"),
            opened_at: START,
            closed_at: None,
            finding: None,
        }),
        What::HearingClosed {
            finding: planted("finding"),
            at: START,
        },
        What::AssistanceRequested(Assistance {
            unit: code("330602-ZJJ"),
            task: planted("task"),
            asked_at: START,
            report: None,
            reported_at: None,
        }),
        What::AssistanceReported {
            unit: code("330602-ZJJ"),
            report: planted("report"),
            at: START,
        },
        What::DutyReported { report: planted("report") },
        What::DutyDeclined {
            reason: planted("reason"),
            at: START,
        },
        What::ReferralOffered(Box::new(referral())),
        What::ReferralAnswered(Outcome {
            referral: OFFER,
            state: ReferralState::Done,
            case: Some("counties/330602/mediations/1".to_owned()),
            agreement: Some(planted("agreement")),
            at: START,
        }),
        What::ReferralWithdrawn {
            referral: OFFER,
            at: START,
        },
        What::ReferralReturned {
            referral: OFFER,
            at: START,
        },
        What::IdentityRead {
            referral: OFFER,
            party: PARTY,
            fields: vec![IdentityField::Name],
        },
    ]
}

fn delivery() -> Delivery {
    Delivery {
        method: DeliveryMethod::Direct,
        proof: planted("proof"),
        at: START,
    }
}

fn answers() -> Vec<What> {
    let reply = |adoption| Reply {
        adoption,
        text: planted("text"),
        at: START,
    };
    vec![
        What::Replied(reply(Some(Adoption::PartlyAdopted))),
        What::Replied(reply(None)),
        What::OpinionDrafted(Box::new(Draft {
            opinion: opinion(),
            by: planted("drafter"),
            at: START,
        })),
        What::OpinionIssued(Box::new(issued())),
        What::OpinionServed(delivery()),
        What::Executed {
            report: planted("report"),
            at: START,
        },
        What::WindowLapsed { at: START },
    ]
}

fn remedies() -> Vec<What> {
    let case = |remedy| RemedyCase {
        remedy,
        party: PARTY,
        reasons: planted("reasons"),
        requested_at: START,
        organ: county(),
        taken_up: None,
        ruling: None,
    };
    let decided = |remedy| What::RemedyDecided {
        remedy,
        given: Box::new(RulingGiven {
            ruling: Ruling::Changed,
            text: planted("text"),
            legal_basis: vec![planted("basis")],
            supported: true,
            decided_by: planted("reviewer"),
            at: START,
            delivery: None,
        }),
    };
    vec![
        What::RemedyRequested(case(Remedy::Review)),
        What::RemedyRequested(case(Remedy::Recheck)),
        What::RemedyTakenUp(TakenUp {
            unit: code("330602-FGJ"),
            by: planted("reviewer"),
            at: START,
        }),
        What::RemedyDismissed { reason: planted("reason") },
        decided(Remedy::Review),
        decided(Remedy::Recheck),
        What::RulingServed(delivery()),
    ]
}

/// Every end, and what follows one.
pub(super) fn every_end() -> Vec<End> {
    vec![
        End::Closed(Closing::Dismissed),
        End::Terminated,
        End::Settled {
            agreement: planted("agreement"),
        },
        End::Replied,
        End::Diverted(Diversion {
            organ: planted("organ"),
            ways: vec![Way {
                procedure: Procedure::Litigation,
                last_day: date!(2026 - 09 - 30),
            }],
            outcome: Some(planted("outcome")),
        }),
        End::Redirected { to: planted("elsewhere") },
        End::Merged { into: OFFER },
        End::Withdrawn {
            party: PARTY,
            reason: planted("reason"),
        },
        End::NotAccepted {
            ground: NotAccepted::Finalised,
            earlier: OFFER,
        },
    ]
}

fn ends() -> Vec<What> {
    let ended = |end| What::Ended(Ending { end, at: START });
    let after = [
        What::Unmerged {
            reason: planted("reason"),
            at: START,
        },
        What::OutcomeRecorded {
            outcome: planted("outcome"),
        },
        What::Archived { at: START },
    ];
    every_end().into_iter().map(ended).chain(after).collect()
}

fn beside() -> Vec<What> {
    vec![
        What::UrgentReported(UrgentReport {
            to: vec![county()],
            reason: planted("reason"),
            at: START,
        }),
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
        What::CareTaskAdded(care()),
        What::CareTaskCompleted { task: OFFER, at: START },
        What::Evaluated(evaluation()),
        What::PartyRevealed {
            party: PARTY,
            reason: planted("reason"),
        },
    ]
}

pub(super) fn sponsorship() -> Sponsorship {
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
        at: START,
    }
}

pub(super) fn supervision() -> Supervision {
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

pub(super) fn care() -> CareTask {
    CareTask {
        id: OFFER,
        unit: code("330602001"),
        task: planted("task"),
        at: START,
        done_at: None,
    }
}

pub(super) fn evaluation() -> Evaluation {
    Evaluation {
        party: PARTY,
        petition_office: Some(Rating::Satisfied),
        handling_unit: None,
        at: START,
    }
}

fn clocks() -> Vec<What> {
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
