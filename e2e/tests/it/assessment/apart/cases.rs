//! A petition, a dispute and an enforcement case in the first county, each at the door of its service.

use shiyu_e2e::bureau::people::COUNTER;
use shiyu_e2e::bureau::{self, PLACE};
use shiyu_e2e::desks::{COUNTY, Door};
use shiyu_e2e::hall::{COMMITTEE, COMMITTEE_CLERK, SAID, opening};
use shiyu_e2e::people::{self, OFFICER, OPERATOR, Post};
use shiyu_e2e::sample::{self, WORDS, person, registration, unit};
use shiyu_e2e::{Desks, PATIENCE};
use shiyu_kit::clock::new_id;
use shiyu_kit::operations::timestamp;
use shiyu_kit::testkit::eventually;
use shiyu_proto::enforcement::v1 as enforcement;
use shiyu_proto::enforcement::v1::case_service_client::CaseServiceClient;
use shiyu_proto::mediation::v1::mediation_service_client::MediationServiceClient;
use shiyu_proto::petition::v1::petition_service_client::PetitionServiceClient;
use time::Duration;

use super::planted::Plant;

/// What is said of the enforcement case.
const CLUE: [&str; 2] = ["露台上新搭了玻璃房", "钢架已经焊好"];

/// One of each, once their services know the units.
pub(super) async fn planted(desks: &Desks, doors: &[Door; 3]) -> [Plant; 3] {
    let more = vec![
        unit(COMMITTEE, "塔山街道人民调解委员会", "330602001"),
        unit(bureau::BUREAU, "越城区综合行政执法局", COUNTY),
    ];
    let import = desks.caller(COUNTY, &OPERATOR).units().import_units(sample::import(more)).await;
    import.unwrap();
    let [petitions, disputes, cases] = doors;
    [
        petition(at(desks, petitions, &OFFICER)).await,
        dispute(at(desks, disputes, &COMMITTEE_CLERK)).await,
        case(at(desks, cases, &COUNTER), desks).await,
    ]
}

fn at(desks: &Desks, door: &Door, post: &Post) -> people::Door {
    desks.at(door, Some(&post.principal(COUNTY)))
}

async fn petition(door: people::Door) -> Plant {
    let request = registration(new_id());
    let register = async || PetitionServiceClient::new(door.clone()).register_petition(request.clone()).await;
    eventually(PATIENCE, async || register().await.is_ok()).await;
    Plant {
        what: "the petition",
        service: "/shiyu.petition.",
        name: register().await.unwrap().into_inner().petition.unwrap().name,
        words: WORDS[..4].to_vec(),
    }
}

async fn dispute(door: people::Door) -> Plant {
    let request = opening();
    let open = async || MediationServiceClient::new(door.clone()).open_dispute(request.clone()).await;
    eventually(PATIENCE, async || open().await.is_ok()).await;
    Plant {
        what: "the dispute",
        service: "/shiyu.mediation.",
        name: open().await.unwrap().into_inner().dispute.unwrap().name,
        words: SAID[..3].to_vec(),
    }
}

async fn case(door: people::Door, desks: &Desks) -> Plant {
    let party = |role: enforcement::PartyRole, serial: u16| enforcement::Party {
        id: new_id().to_string(),
        role: role.into(),
        identity: Some(person("裘小满", serial)),
    };
    let request = enforcement::ReceiveClueRequest {
        parent: sample::parent(),
        request_id: new_id().to_string(),
        clue: Some(enforcement::Clue {
            source: enforcement::ClueSource::Complaint.into(),
            title: CLUE[0].to_owned(),
            description: CLUE[1].to_owned(),
            place: PLACE.to_owned(),
            found_time: Some(timestamp(desks.now() - Duration::minutes(5))),
            ..enforcement::Clue::default()
        }),
        parties: vec![
            party(enforcement::PartyRole::Suspect, 611),
            party(enforcement::PartyRole::Complainant, 612),
        ],
    };
    let receive = async || CaseServiceClient::new(door.clone()).receive_clue(request.clone()).await;
    eventually(PATIENCE, async || receive().await.is_ok()).await;
    Plant {
        what: "the enforcement case",
        service: "/shiyu.enforcement.",
        name: receive().await.unwrap().into_inner().case.unwrap().name,
        words: CLUE.to_vec(),
    }
}
