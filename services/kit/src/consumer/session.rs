//! From taking the lease to losing it: pulls messages and spreads them over the lanes.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;
use std::time::Duration;

use async_nats::jetstream::Message;
use async_nats::jetstream::consumer::pull;
use futures::StreamExt as _;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::delivery::{Delivery, Held};
use super::lane::Lane;
use super::lease::Lease;
use super::order::Order;
use super::{Office, Outcome, read_back};
use crate::nats::{Fact, PATIENCE, ensure_consumer};

type AnyError = Box<dyn std::error::Error + Send + Sync>;

/// What goes back at the end of a session comes again almost at once, to whoever hears next.
const HAND_OVER: Duration = Duration::from_millis(100);

pub(super) struct Session<F> {
    office: Arc<Office<F>>,
    messages: pull::Stream,
    held: Held,
    /// Never longer than JetStream's `max_ack_pending`, so they need no bound of their own.
    queues: Vec<UnboundedSender<Delivery>>,
    lanes: Vec<JoinHandle<()>>,
    closing: CancellationToken,
}

impl<F, Fut> Session<F>
where
    F: Fn(Fact) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Outcome> + Send + 'static,
{
    pub(super) async fn open(office: Arc<Office<F>>) -> Result<Self, AnyError> {
        let settings = &office.settings;
        let consumer = ensure_consumer(&office.nats, &settings.stream, settings.declaration()).await?;
        let unseen = read_back::unseen(&office.nats, settings, consumer.cached_info()).await?;
        let messages = consumer
            .stream()
            .max_messages_per_batch(256)
            .expires(Duration::from_secs(30))
            .heartbeat(Duration::from_secs(5))
            .messages()
            .await?;
        let mut session = Self {
            messages,
            held: Held::new(office.nats.client().clone()),
            queues: Vec::new(),
            lanes: Vec::new(),
            closing: CancellationToken::new(),
            office,
        };
        session.open_lanes(unseen);
        Ok(session)
    }

    fn open_lanes(&mut self, unseen: HashMap<Uuid, Vec<u64>>) {
        let count = self.office.settings.lanes.max(1);
        let mut shares: Vec<HashMap<Uuid, Vec<u64>>> = vec![HashMap::new(); count];
        for (case, sequences) in unseen {
            if let Some(share) = shares.get_mut(lane_of(case, count)) {
                share.insert(case, sequences);
            }
        }
        for share in shares {
            let (queue, deliveries) = unbounded_channel();
            let lane = Lane {
                office: Arc::clone(&self.office),
                held: self.held.clone(),
                order: Order::new(share, self.office.settings.ack_wait),
                closing: self.closing.clone(),
            };
            self.queues.push(queue);
            self.lanes.push(tokio::spawn(lane.run(deliveries)));
        }
    }

    /// Hears until told to stop or until something is lost, then finishes what is at hand and puts back the rest.
    pub(super) async fn run(mut self, lease: &mut Lease, stopping: &CancellationToken) -> Result<(), AnyError> {
        let heard = self.hear(lease, stopping).await;
        self.close().await;
        heard
    }

    async fn hear(&mut self, lease: &mut Lease, stopping: &CancellationToken) -> Result<(), AnyError> {
        let mut life = interval(self.office.settings.ack_wait / 3);
        let mut checks = interval(self.office.settings.lease_interval);
        life.set_missed_tick_behavior(MissedTickBehavior::Delay);
        checks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                () = stopping.cancelled() => return Ok(()),
                message = self.messages.next() => self.hand_on(message.ok_or("JetStream hands out no more")??),
                _ = life.tick() => self.held.show_life().await,
                _ = checks.tick() => {
                    if !lease.is_ours().await {
                        return Err("another replica may hear now".into());
                    }
                }
            }
        }
    }

    fn hand_on(&self, message: Message) {
        let Some((delivery, reply)) = Delivery::take(message) else {
            return;
        };
        if !self.held.hold(delivery.sequence, reply) {
            return;
        }
        // A lane that is gone leaves its messages held; they go back when the session closes.
        let _ = self
            .queues
            .get(lane_of(delivery.case(), self.queues.len()))
            .map(|queue| queue.send(delivery));
    }

    async fn close(self) {
        self.closing.cancel();
        drop(self.messages);
        drop(self.queues);
        for lane in self.lanes {
            if let Err(error) = lane.await {
                tracing::error!(error = %error, "a lane ended badly");
            }
        }
        self.held.put_back_all(HAND_OVER).await;
        // While the bus is away there is nobody to hear it; the acknowledgements are only worth a second delivery.
        let _ = tokio::time::timeout(PATIENCE, self.office.nats.client().flush()).await;
    }
}

fn lane_of(case: Uuid, lanes: usize) -> usize {
    let mut hasher = DefaultHasher::new();
    case.hash(&mut hasher);
    usize::try_from(hasher.finish() % (lanes.max(1) as u64)).unwrap_or_default()
}
