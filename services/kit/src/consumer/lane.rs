//! A lane handles one message after another. A case always goes through the same lane.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt as _;
use sea_orm::DbErr;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tracing::{Instrument as _, Span};
use uuid::Uuid;

use super::delivery::{Delivery, Held};
use super::order::{Order, Turn};
use super::{Office, Outcome, read_back};
use crate::dead_letter::{self, Letter};
use crate::fail::{self, Point};
use crate::nats::Fact;
use crate::telemetry;

pub(super) struct Lane<F> {
    pub(super) office: Arc<Office<F>>,
    pub(super) held: Held,
    pub(super) order: Order,
    /// The session ends: what is queued goes back.
    pub(super) closing: CancellationToken,
}

/// What is to be answered.
enum Verdict {
    Finished,
    Terminated(&'static str),
    Again,
}

impl<F, Fut> Lane<F>
where
    F: Fn(Fact) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Outcome> + Send + 'static,
{
    pub(super) async fn run(mut self, mut queue: UnboundedReceiver<Delivery>) {
        while let Some(delivery) = queue.recv().await {
            if self.closing.is_cancelled() {
                return;
            }
            self.take_turn(&delivery).await;
        }
    }

    async fn take_turn(&mut self, delivery: &Delivery) {
        loop {
            match self.order.turn(delivery.case(), delivery.sequence, Instant::now()) {
                Turn::Run => return self.carry_out(delivery).await,
                Turn::Wait(delay) => return self.put_back(delivery, delay).await,
                Turn::ReadBack(sequence) => self.catch_up(delivery, sequence).await,
            }
        }
    }

    async fn carry_out(&mut self, delivery: &Delivery) {
        match self.judge(delivery).await {
            Verdict::Finished => {
                fail::at(Point::BeforeAck);
                self.held.acknowledge(delivery.sequence).await;
            }
            Verdict::Terminated(reason) => self.held.terminate(delivery.sequence, reason).await,
            Verdict::Again => {
                let delay = self.delay(delivery.case(), delivery.sequence);
                return self.put_back(delivery, delay).await;
            }
        }
        self.order.finished(delivery.case(), delivery.sequence);
    }

    async fn put_back(&mut self, delivery: &Delivery, delay: Duration) {
        self.order.put_back(delivery.case(), delivery.sequence, Instant::now() + delay);
        self.held.put_back(delivery.sequence, delay).await;
    }

    fn delay(&mut self, case: Uuid, sequence: u64) -> Duration {
        self.office.settings.delay(self.order.trouble(case, sequence))
    }

    /// Handles an earlier message of the case from the stream. If it was done before, the inbox says so; when JetStream
    /// hands it out again it is answered then.
    async fn catch_up(&mut self, next: &Delivery, sequence: u64) {
        let office = &self.office;
        let verdict = match read_back::message(&office.nats, &office.settings.stream, sequence).await {
            Ok(Some(earlier)) => self.judge(&earlier).await,
            Ok(None) => Verdict::Finished,
            Err(error) => {
                tracing::warn!(
                    stream.sequence = sequence,
                    error = &*error as &dyn std::error::Error,
                    "a message cannot be read back"
                );
                Verdict::Again
            }
        };
        match verdict {
            Verdict::Finished | Verdict::Terminated(_) => self.order.finished(next.case(), sequence),
            Verdict::Again => {
                let delay = self.delay(next.case(), sequence);
                self.order.put_back(next.case(), sequence, Instant::now() + delay);
            }
        }
    }

    async fn judge(&self, delivery: &Delivery) -> Verdict {
        match self.handle(delivery).await {
            Outcome::Done => {
                fail::at(Point::AfterEffect);
                Verdict::Finished
            }
            Outcome::Ignored => Verdict::Finished,
            Outcome::Refused(reason) => {
                tracing::info!(stream.sequence = delivery.sequence, reason, "a fact was refused");
                Verdict::Finished
            }
            Outcome::Unreadable(reason) => match self.put_away(delivery, reason).await {
                Ok(()) => Verdict::Terminated(reason),
                Err(error) => again(delivery, &error.to_string()),
            },
            Outcome::Trouble(text) => again(delivery, &text),
        }
    }

    async fn handle(&self, delivery: &Delivery) -> Outcome {
        let fact = match Fact::read(&delivery.subject, &delivery.headers, delivery.payload.clone()) {
            Ok(fact) => fact,
            Err(unreadable) => return Outcome::Unreadable(unreadable.reason()),
        };
        let span = span(&fact, delivery);
        // A handler that panics is our trouble like any other, not the end of the lane.
        let handling = AssertUnwindSafe(async { (self.office.handler)(fact).await }).catch_unwind();
        handling
            .instrument(span)
            .await
            .unwrap_or_else(|_| Outcome::Trouble("the handler panicked".to_owned()))
    }

    async fn put_away(&self, delivery: &Delivery, reason: &'static str) -> Result<(), DbErr> {
        let durable = &self.office.settings.durable;
        let letter = Letter {
            durable,
            subject: &delivery.subject,
            sequence: delivery.sequence,
            published_at: delivery.published_at,
            reason,
            headers: &delivery.headers,
            payload: &delivery.payload,
        };
        dead_letter::record(&self.office.db, &letter, self.office.clock.now()).await?;
        tracing::error!(
            consumer = durable.as_str(),
            stream.sequence = delivery.sequence,
            reason,
            "a message went to the dead letters"
        );
        Ok(())
    }
}

fn again(delivery: &Delivery, trouble: &str) -> Verdict {
    tracing::warn!(
        stream.sequence = delivery.sequence,
        delivered = delivery.delivered,
        trouble,
        "a fact could not be handled, it comes again"
    );
    Verdict::Again
}

/// The span of one fact: a child of the span whose act the fact is of, however long ago that was.
fn span(fact: &Fact, delivery: &Delivery) -> Span {
    let span = tracing::info_span!(
        "fact",
        otel.kind = "consumer",
        fact.id = %fact.id,
        fact.kind = %fact.kind,
        case.id = %fact.case,
        stream.sequence = delivery.sequence,
        delivered = delivery.delivered,
    );
    if let Some(parent) = &fact.trace {
        telemetry::set_parent(&span, parent);
    }
    span
}
