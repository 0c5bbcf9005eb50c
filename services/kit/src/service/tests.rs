use time::macros::datetime;
use uuid::Uuid;

use super::*;
use crate::nats::{Fact, Headers};

fn fact(source: &str, stamped: Option<&str>) -> Fact {
    Fact {
        id: Uuid::from_u128(1),
        kind: "petition.unit.changed".to_owned(),
        source: source.to_owned(),
        county: stamped.map(str::to_owned),
        case: Uuid::from_u128(2),
        case_version: 1,
        at: datetime!(2026-01-05 09:00 UTC),
        trace: None,
        data: prost::bytes::Bytes::new(),
        headers: Headers::new(),
    }
}

#[tokio::test]
async fn a_fact_of_another_county_is_taken_in_only_with_the_citys_stamp() {
    let handler = of_this_county("330600".to_owned(), Arc::new(|_| Box::pin(async { Outcome::Done })));
    let elsewhere = "//shiyu/330602/petition";
    assert_eq!(handler(fact("//shiyu/330600/petition", None)).await, Outcome::Done);
    assert_eq!(handler(fact(elsewhere, Some("330602"))).await, Outcome::Done);
    assert_eq!(handler(fact(elsewhere, None)).await, Outcome::Unreadable("CE_SOURCE_INVALID"));
}
