//! One trace from a call through ledger, relay and broker to whoever hears the fact.

use opentelemetry_proto::tonic::trace::v1::span::SpanKind;
use shiyu_kit::both_databases;
use shiyu_kit::case::Act;
use shiyu_kit::clock::new_id;
use shiyu_kit::consumer::{Consumer, ConsumerSettings, Outcome, Seat};
use shiyu_kit::nats::event::Teller;
use shiyu_kit::nats::{county_stream, ensure_stream};
use shiyu_kit::relay::{Relay, RelaySettings};
use shiyu_kit::telemetry::{current_traceparent, set_parent};
use shiyu_kit::testkit::broker::TestBroker;
use shiyu_kit::testkit::database::TestDatabase;
use tracing::Instrument as _;

use crate::docket::Command;
use crate::rooms::{Room, act};
use crate::telemetry::{PARENT, TRACE, hex, watched};

both_databases! {
    what_is_heard_belongs_to_the_call_that_caused_it;
}

async fn what_is_heard_belongs_to_the_call_that_caused_it(home: TestDatabase) {
    let Some(broker) = TestBroker::start().await else { return };
    let (collector, telemetry) = watched();
    let nats = broker.connect().await;
    ensure_stream(&nats, county_stream(1)).await.unwrap();
    let room = Room::on(home).await;
    let teller = Teller {
        service: "docket".to_owned(),
        county: "330602".to_owned(),
    };
    let relay = Relay::start(room.db.writer.clone(), nats.clone(), RelaySettings::new(teller), room.wake.clone());
    let (tell, mut heard) = tokio::sync::mpsc::unbounded_channel();
    let seat = Seat {
        db: room.db.writer.clone(),
        nats,
        clock: room.clock.clone(),
    };
    let consumer = Consumer::start(seat, ConsumerSettings::new("trace", ["shiyu.docket.>"]), move |_| {
        let tell = tell.clone();
        async move {
            tell.send(current_traceparent()).unwrap();
            Outcome::Done
        }
    });
    let consumer = consumer.await.unwrap();

    let call = tracing::info_span!(target: "shiyu_test", "call");
    set_parent(&call, &format!("00-{TRACE}-{PARENT}-01"));
    let act = Act {
        trace: call.in_scope(current_traceparent),
        ..act(new_id())
    };
    let open = Command::Open { title: "heard".to_owned() };
    room.ledger().execute(act, open).instrument(call).await.unwrap();
    let within = heard.recv().await.unwrap().unwrap();
    consumer.stop().await;
    relay.stop().await;
    telemetry.stop().await;

    let (_, call) = collector.span("call").await.unwrap();
    let (_, fact) = collector.span("fact").await.unwrap();
    assert_eq!(
        (hex(&call.trace_id), hex(&call.parent_span_id)),
        (TRACE.to_owned(), PARENT.to_owned())
    );
    assert_eq!((&fact.trace_id, &fact.parent_span_id), (&call.trace_id, &call.span_id));
    assert_eq!(fact.kind(), SpanKind::Consumer);
    assert_eq!(
        within,
        format!("00-{TRACE}-{}-01", hex(&fact.span_id)),
        "what the handler does goes on in it"
    );
}
