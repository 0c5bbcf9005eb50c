use shiyu_e2e::City;
use shiyu_e2e::city::Plan;
use shiyu_e2e::people::{Post, post};
use shiyu_e2e::sample::{name, registration};
use shiyu_proto::petition::v1::GetPetitionRequest;
use uuid::Uuid;

/// Registers and forwards, in the county's petition office.
const OFFICER: Post = post("our-officer", "petition_officer", Some("330602-XFJ"));

/// What our own system does when a letter comes in: here stands the call of your program.
async fn our_system_takes_in_a_letter(city: &City, id: Uuid) {
    let mut office = city.caller("330602", "petition", &OFFICER).petitions();
    office.register_petition(registration(id)).await.expect("registered");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_our_system_takes_in_is_a_petition_and_is_told() {
    // A county by itself with the two services we use; `Plan::default()` is the city's desk and two counties with all five.
    let plan = Plan {
        desk: None,
        counties: vec!["330602"],
        services: vec!["petition", "assessment"],
        ..Plan::default()
    };
    // Where there is nothing to run it on, the test is passed over, loudly; SHIYU_TEST_NO_SKIP=1 makes it fail.
    let Some(city) = City::open(&plan).await else { return };
    city.prepare().await;

    let id = Uuid::from_u128(0x0193_2f00_0000_7000_8000_0000_0000_0001);
    our_system_takes_in_a_letter(&city, id).await;

    let mut office = city.caller("330602", "petition", &OFFICER).petitions();
    let petition = office
        .get_petition(GetPetitionRequest { name: name(id) })
        .await
        .expect("there")
        .into_inner();
    assert_eq!(petition.category, "housing.repair");

    // Until every fact is told and every service has taken it in.
    city.settled().await;
    let told = city.told("330602").await;
    assert!(told.iter().any(|fact| fact.subject == "shiyu.petition.matter.registered"));

    // Insists that no dead letter is open and every audit chain is whole.
    city.close().await;
}
