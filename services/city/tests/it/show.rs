//! The commands that only look: their exit codes, and pages that add up.

use clap::Parser;
use shiyu_city::cli::Cli;
use shiyu_city::failure::{Ending, Failure};
use shiyu_proto::petition::v1::{Petition, RegisterPetitionRequest};
use time::macros::datetime;
use tonic::Code;

use crate::fake::City;

async fn run(address: &str, words: &[&str]) -> Result<Ending, Failure> {
    let line = ["shiyu", "--json", "--data", "nowhere", "--address", address];
    let cli = Cli::try_parse_from(line.iter().chain(words)).unwrap();
    shiyu_city::run(&cli, datetime!(2026-03-02 01:00 UTC)).await
}

#[tokio::test]
async fn a_petition_is_listed_and_shown_by_its_bare_id() {
    let city = City::default();
    let address = city.serve().await;
    let desk = city.desk().await;
    let id = "018f3c52-9d5e-7000-8000-000000000001";
    let petition = Petition {
        title: "lamp".into(),
        place: "330602".into(),
        ..Petition::default()
    };
    let request = RegisterPetitionRequest {
        parent: desk.parent(),
        petition: Some(petition),
        request_id: id.into(),
    };
    desk.petitions().register_petition(request).await.unwrap();

    assert_eq!(run(&address, &["list", "--stage", "registered"]).await.unwrap(), Ending::Clean);
    assert_eq!(run(&address, &["show", id]).await.unwrap(), Ending::Clean);
    assert_eq!(run(&address, &["clock", "advance", "1d"]).await.unwrap(), Ending::Clean);
    assert_eq!(run(&address, &["units", "list"]).await.unwrap(), Ending::Clean);
}

#[tokio::test]
async fn what_is_refused_and_what_is_not_there_end_differently() {
    let address = City::default().serve().await;
    let unknown = run(&address, &["show", "018f3c52-9d5e-7000-8000-000000000002"]).await.unwrap_err();
    assert_eq!(unknown.number(), 2);
    assert!(matches!(unknown, Failure::Refused(status) if status.code() == Code::NotFound));

    let silent = run("http://127.0.0.1:1", &["list"]).await.unwrap_err();
    assert_eq!(silent.number(), 3);

    let no_city = run(&address, &["token", "--role", "operator"]).await.unwrap_err();
    assert!(matches!(no_city, Failure::Usage(_)));
    let no_city = run(&address, &["demo"]).await.unwrap_err();
    assert!(matches!(no_city, Failure::Usage(_)));
}
