//! Gauges: how far behind the parts of a service are, read whenever metrics are sent.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use opentelemetry::{KeyValue, global};

use super::{Origin, SCOPE};

/// How long the oldest fact in the journal has been waiting to be published.
pub const RELAY_LAG: Gauge = Gauge {
    name: "shiyu.relay.lag",
    unit: "s",
    description: "Age of the oldest journal row not yet published",
};
/// How many facts in the journal wait to be published.
pub const RELAY_PENDING: Gauge = Gauge {
    name: "shiyu.relay.pending",
    unit: "{row}",
    description: "Journal rows not yet published",
};
/// How many facts wait for a consumer.
pub const CONSUMER_PENDING: Gauge = Gauge {
    name: "shiyu.consumer.pending",
    unit: "{message}",
    description: "Facts on the bus not yet consumed",
};
/// How many facts could not be read and wait for somebody to decide about them.
pub const DEAD_LETTERS: Gauge = Gauge {
    name: "shiyu.dead_letter.pending",
    unit: "{letter}",
    description: "Facts nobody here could read, not yet replayed or discarded",
};
/// How late the clock loop is.
pub const DUE_LAG: Gauge = Gauge {
    name: "shiyu.due.lag",
    unit: "s",
    description: "How long the oldest due case has been due",
};
/// The share of open cases that are still inside their legal clock.
pub const WITHIN_CLOCK: Gauge = Gauge {
    name: "shiyu.case.within_clock",
    unit: "1",
    description: "Share of open cases inside their legal time limit",
};
/// How far behind the loop is that forgets acts done long ago.
pub const INBOX_OVERDUE: Gauge = Gauge {
    name: "shiyu.inbox.overdue",
    unit: "s",
    description: "How long acts on ended cases are kept past their time",
};

/// A value that goes up and down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gauge {
    /// Its name, with dots.
    pub name: &'static str,
    /// Its unit in UCUM.
    pub unit: &'static str,
    /// What it tells.
    pub description: &'static str,
}

impl Gauge {
    /// Reads the value from `read` whenever metrics are sent, for as long as the process lives; `None` is not sent.
    /// Telemetry must have been started before, or the gauge is never read.
    pub fn watch(&self, origin: &Origin, labels: &[(&'static str, &str)], read: impl Fn() -> Option<f64> + Send + Sync + 'static) {
        let mut attributes = origin.labels();
        let own = labels.iter().map(|(name, value)| KeyValue::new(*name, (*value).to_owned()));
        attributes.extend(own);
        let _registered = global::meter(SCOPE)
            .f64_observable_gauge(self.name)
            .with_unit(self.unit)
            .with_description(self.description)
            .with_callback(move |observer| {
                if let Some(value) = read() {
                    observer.observe(value, &attributes);
                }
            })
            .build();
    }

    /// A level to be set by whoever knows it; it is no longer sent once the last clone is dropped.
    #[must_use]
    pub fn level(&self, origin: &Origin, labels: &[(&'static str, &str)]) -> Level {
        let level = Level::default();
        let seen = Arc::downgrade(&level.0);
        self.watch(origin, labels, move || {
            let value = f64::from_bits(seen.upgrade()?.load(Ordering::Relaxed));
            (!value.is_nan()).then_some(value)
        });
        level
    }
}

/// The current value of a gauge; not sent before it was set for the first time.
#[derive(Clone, Debug)]
pub struct Level(Arc<AtomicU64>);

impl Level {
    /// Sets the value.
    pub fn set(&self, value: f64) {
        self.0.store(value.to_bits(), Ordering::Relaxed);
    }

    /// Sets the value that was found out; what could not be is not sent any more.
    pub fn know(&self, value: Option<f64>) {
        self.set(value.unwrap_or(f64::NAN));
    }
}

impl Default for Level {
    fn default() -> Self {
        Self(Arc::new(AtomicU64::new(f64::NAN.to_bits())))
    }
}
