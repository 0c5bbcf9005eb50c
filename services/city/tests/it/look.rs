//! The commands that look: their exit codes, pages that add up, files that are whole.

use clap::Parser;
use shiyu_city::cli::Cli;
use shiyu_city::failure::{Ending, Failure};
use shiyu_proto::common::v1::Identity;
use shiyu_proto::petition::v1::{Party, Petition, RegisterPetitionRequest};
use tempfile::TempDir;
use time::macros::datetime;
use tonic::Code;

use crate::fake::{City, State};

const ID: &str = "018f3c52-9d5e-7000-8000-000000000001";
const PARTY: &str = "018f3c52-9d5e-7000-8000-0000000000aa";

async fn run(address: &str, words: &[&str]) -> Result<Ending, Failure> {
    let line = ["shiyu", "--json", "--data", "nowhere", "--address", address];
    let cli = Cli::try_parse_from(line.iter().chain(words)).unwrap();
    shiyu_city::run(&cli, datetime!(2026-03-02 01:00 UTC)).await
}

async fn register(city: &City, id: &str, title: &str) {
    let desk = city.desk().await;
    let petition = Petition {
        title: title.into(),
        place: "330602".into(),
        parties: vec![Party {
            id: PARTY.into(),
            identity: Some(Identity::default()),
            ..Party::default()
        }],
        ..Petition::default()
    };
    let request = RegisterPetitionRequest {
        parent: desk.parent(),
        petition: Some(petition),
        request_id: id.into(),
    };
    desk.petitions().register_petition(request).await.unwrap();
}

#[tokio::test]
async fn a_petition_is_listed_and_shown_by_its_bare_id() {
    let city = City::default();
    let address = city.serve().await;
    register(&city, ID, "lamp").await;

    let filter = [
        "--stage",
        "registered",
        "--due-before",
        "2026-06-30",
        "--window",
        "none",
        "--query",
        "lamp",
    ];
    for command in ["list", "count"] {
        assert_eq!(run(&address, &[&[command], &filter[..]].concat()).await.unwrap(), Ending::Clean);
    }
    for command in ["show", "who-can-see", "candidates"] {
        assert_eq!(run(&address, &[command, ID]).await.unwrap(), Ending::Clean, "{command}");
    }
    assert_eq!(run(&address, &["clock", "advance", "1d"]).await.unwrap(), Ending::Clean);
    assert_eq!(run(&address, &["units", "list"]).await.unwrap(), Ending::Clean);
}

#[tokio::test]
async fn an_export_is_whole_or_it_is_not_there() {
    let (city, folder) = (City::default(), TempDir::new().unwrap());
    let address = city.serve().await;
    register(&city, ID, "lamp").await;
    register(&city, "018f3c52-9d5e-7000-8000-000000000002", "noise").await;
    let path = folder.path().join("petitions.csv");
    let file = path.to_str().unwrap();

    run(&address, &["export", file, "--query", "lamp"]).await.unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "title\r\nlamp\r\n");

    city.state().breaks_off = true;
    let broken = run(&address, &["export", file]).await.unwrap_err();
    assert_eq!(broken.number(), 3);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "title\r\nlamp\r\n");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[tokio::test]
async fn an_identity_is_shown_with_a_reason_and_not_without() {
    let city = City::default();
    let address = city.serve().await;
    register(&city, ID, "lamp").await;

    let words = ["reveal", ID, PARTY, "--reason", "to serve the opinion"];
    assert_eq!(run(&address, &words).await.unwrap(), Ending::Clean);
    assert_eq!(city.state().reasons, ["to serve the opinion"]);

    assert!(Cli::try_parse_from(["shiyu", "reveal", ID, PARTY]).is_err());
    let stranger = run(&address, &["reveal", ID, ID, "--reason", "curious"]).await.unwrap_err();
    assert_eq!(stranger.number(), 2);
}

#[tokio::test]
async fn the_public_door_is_entered_without_a_token() {
    let address = City::default().serve().await;
    let ask = |factor: &'static str| {
        let address = address.clone();
        async move { run(&address, &["--token", "a.b.c", "status", State::QUERY_CODE, factor]).await }
    };
    assert_eq!(ask("1234").await.unwrap(), Ending::Clean);
    let wrong = ask("4321").await.unwrap_err();
    assert!(matches!(wrong, Failure::Refused(status) if status.code() == Code::NotFound));
}

#[tokio::test]
async fn what_is_refused_and_what_is_not_there_end_differently() {
    let address = City::default().serve().await;
    let unknown = run(&address, &["show", ID]).await.unwrap_err();
    assert_eq!(unknown.number(), 2);
    assert!(matches!(unknown, Failure::Refused(status) if status.code() == Code::NotFound));

    let silent = run("http://127.0.0.1:1", &["list"]).await.unwrap_err();
    assert_eq!(silent.number(), 3);

    let no_city = run(&address, &["token", "--role", "operator"]).await.unwrap_err();
    assert!(matches!(no_city, Failure::Usage(_)));
    let no_city = run(&address, &["demo"]).await.unwrap_err();
    assert!(matches!(no_city, Failure::Usage(_)));
}
