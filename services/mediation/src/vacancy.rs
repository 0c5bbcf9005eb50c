//! Whoever is in office no more leaves the disputes they mediate: their sessions are not held, and another is chosen in their place.

use std::time::Duration;

use shiyu_kit::case::{Act, Actor};
use shiyu_kit::fault::Fault;
use tokio::time::MissedTickBehavior;
use uuid::Uuid;

use crate::domain::{Command, Order, Refusal};
use crate::register::Registers;
use crate::rpc::Desk;

/// Looks at this pace for ever, and at once when somebody's term was ended; what fails is tried again.
pub async fn run(desk: Desk, registers: Registers, pace: Duration) {
    let mut pace = tokio::time::interval(pace);
    pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = pace.tick() => {}
            () = registers.vacancy() => {}
        }
        if let Err(error) = release(&desk, &registers).await {
            tracing::warn!(error = %error, "mediators in office no more could not be taken out of their disputes; it will be tried again");
        }
    }
}

/// Takes everybody out who is in office no more. Doing it again changes nothing, and one dispute keeps no other waiting.
///
/// # Errors
/// Our own trouble, the last there was; what else was done stays.
pub async fn release(desk: &Desk, registers: &Registers) -> Result<(), Fault<Refusal>> {
    let mut done = Ok(());
    for (dispute, mediator) in registers.vacated().await? {
        if let Err(fault) = leave(desk, dispute, mediator).await {
            done = Err(fault);
        }
    }
    done
}

async fn leave(desk: &Desk, dispute: Uuid, mediator: Uuid) -> Result<(), Fault<Refusal>> {
    let Some(filed) = desk.ledger.get(dispute).await? else {
        return Ok(());
    };
    let command = Command::MediatorGone { mediator };
    let known = desk.known(&filed.case, &command).await?;
    // Once a day, whichever replica looks.
    let once = format!("vacancy/{mediator}/{}", desk.today());
    let act = Act {
        id: Uuid::new_v5(&dispute, once.as_bytes()),
        case: dispute,
        by: Actor::Clock,
        expected: None,
        trace: None,
    };
    desk.ledger.execute(act, Order { command, known }).await.map(drop)
}
