//! The lawful steps from one stage to the next.

use shiyu_kit::case::Actor;
use time::{Duration, OffsetDateTime};

use super::given::{WATER, code};
use super::orders::{
    close, conclude, decide, evidence, file, fine, hold, notice, pay, propose, report_crime, schedule, serve, submit, verify,
};
use super::people::{LI, SUSPECT, head, host, officer, reviewer};
use crate::domain::Command;
use crate::domain::stage::StageName;
use crate::domain::terms::{CourtRuling, CriminalAnswer, NotFiledGround, SuspensionGround, TransferTarget};

/// A step on the way to a stage.
pub(crate) enum Step {
    Do(Actor, Box<Command>),
    /// Days pass, and clocks ring.
    Wait(i64),
}

/// The steps from the stage before to this one. Papers are served when they were made, to the minute: see `Given::goes_on_to`.
#[expect(clippy::too_many_lines, reason = "one arm for each stage")]
pub(crate) fn steps_to(stage: StageName) -> Vec<Step> {
    use StageName as S;
    let by = |by: Actor, command: Command| Step::Do(by, Box::new(command));
    let li = || officer(LI);
    match stage {
        S::Clue => Vec::new(),
        S::FilingReview => vec![by(li(), verify())],
        S::Dismissed => vec![by(
            head(),
            Command::DismissClue {
                reason: "查无实据".to_owned(),
                told: None,
            },
        )],
        S::Disputed => vec![by(
            li(),
            Command::RaiseDispute {
                id: super::fitting::THING,
                with: code(WATER),
                reason: "河道范围内".to_owned(),
            },
        )],
        S::Investigating => vec![by(head(), file())],
        S::NotFiled => vec![by(head(), refuse_filing(NotFiledGround::NoViolation))],
        S::TransferredOut => vec![by(
            head(),
            Command::TransferOut(crate::domain::command::TransferOut {
                target: TransferTarget::Organ,
                organ: "水利局".to_owned(),
                unit: Some(code(WATER)),
                reason: "属其职权".to_owned(),
            }),
        )],
        S::Suspended => vec![by(
            head(),
            Command::Suspend {
                ground: SuspensionGround::Appraisal,
                reason: "送检".to_owned(),
            },
        )],
        S::Concluded => vec![by(li(), evidence()), by(li(), conclude())],
        S::WithJustice => vec![
            by(li(), report_crime()),
            by(
                head(),
                Command::DecideTransfer {
                    approved: true,
                    reason: "同意".to_owned(),
                },
            ),
        ],
        S::CaseWithdrawn => vec![by(
            head(),
            Command::WithdrawCase {
                reason: "当事人死亡".to_owned(),
            },
        )],
        S::NoticePending => vec![by(li(), propose(fine(20_000)))],
        S::NoticeServed => vec![by(li(), notice(true, NOW))],
        S::HearingScheduled => vec![
            by(li(), Command::RequestHearing { party: SUSPECT }),
            by(li(), schedule(NOW, NOW + Duration::days(14))),
        ],
        S::HearingHeld => vec![Step::Wait(15), by(host(), hold())],
        S::LegalReview => vec![by(li(), submit())],
        S::Discussion => vec![by(
            reviewer(),
            Command::DecideReview {
                passed: true,
                opinion: "同意".to_owned(),
            },
        )],
        S::DecisionPending => vec![Step::Wait(10), by(li(), submit()), by(head(), discuss(3, 0))],
        S::Decided => vec![by(head(), decide(fine(20_000)))],
        S::Served => vec![by(li(), Command::ServeDecision(serve(NOW)))],
        S::Overdue => vec![Step::Wait(20)],
        S::Performed => vec![by(li(), pay(20_000, "R1", NOW))],
        S::Demanded => vec![Step::Wait(200), by(li(), Command::ServeDemand(serve(NOW)))],
        S::CourtApplied => vec![
            Step::Wait(20),
            by(
                head(),
                Command::ApplyToCourt {
                    court: "越城区法院".to_owned(),
                    reference: "申请1".to_owned(),
                },
            ),
        ],
        S::CourtAllowed => vec![
            by(li(), Command::CourtAccept { accepted_at: NOW }),
            by(li(), ruled(CourtRuling::Allowed)),
        ],
        S::CourtRefused => vec![by(li(), ruled(CourtRuling::Refused))],
        S::CriminallyEnded => vec![
            by(li(), to_police()),
            by(li(), police(CriminalAnswer::Filed)),
            by(
                li(),
                Command::ReturnFromJustice {
                    reference: "判决1".to_owned(),
                    ended: true,
                },
            ),
        ],
        S::Closed => vec![by(li(), super::fitting::publish()), by(head(), close())],
    }
}

fn ruled(ruling: CourtRuling) -> Command {
    Command::CourtRule {
        ruling,
        reference: "裁定1".to_owned(),
    }
}

/// Stands for the time of the act, which `Given` puts in its place.
pub(crate) const NOW: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

pub(crate) fn refuse_filing(ground: NotFiledGround) -> Command {
    Command::RefuseFiling {
        ground,
        reason: "不予立案".to_owned(),
        competent: None,
        told: None,
    }
}

pub(crate) fn discuss(votes_for: u32, votes_against: u32) -> Command {
    Command::Discuss {
        minutes: "b".repeat(64),
        votes_for,
        votes_against,
    }
}

pub(crate) fn to_police() -> Command {
    Command::TransferToPolice {
        to: "越城公安分局".to_owned(),
        reference: "移送1".to_owned(),
    }
}

pub(crate) fn police(answer: CriminalAnswer) -> Command {
    Command::PoliceAnswer {
        answer,
        reference: "回执1".to_owned(),
    }
}

/// With the time of the act in the place of [`NOW`].
pub(crate) fn at(mut command: Command, now: OffsetDateTime) -> Command {
    let put = |at: &mut OffsetDateTime| {
        if at.year() < 2000 {
            *at = now + (*at - NOW);
        }
    };
    if let Command::ServeNotice(notice) = &mut command {
        put(&mut notice.serve.at);
    }
    if let Command::ServeDecision(serve) | Command::ServeDemand(serve) = &mut command {
        put(&mut serve.at);
    }
    if let Command::Pay { paid_at, .. } = &mut command {
        put(paid_at);
    }
    if let Command::CourtAccept { accepted_at } = &mut command {
        put(accepted_at);
    }
    if let Command::ScheduleHearing(schedule) = &mut command {
        put(&mut schedule.notified_at);
        put(&mut schedule.scheduled_at);
    }
    if let Command::LodgeRemedy(lodge) = &mut command {
        put(&mut lodge.lodged_at);
    }
    if let Command::RuleRemedy(ruled) = &mut command {
        put(&mut ruled.ruled_at);
    }
    if let Command::TakeMeasure(take) = &mut command {
        put(&mut take.taken_at);
    }
    command
}
