//! Nobody is on both sides of a dispute.

use shiyu_kit::both_databases;
use shiyu_kit::fault::violations;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::common::v1 as common;
use shiyu_proto::mediation::v1 as pb;

use crate::scene::{CLERK, Scene, by, order, reason, request, somebody};

both_databases! {
    nobody_is_brought_as_both_sides;
    nobody_joins_against_themselves;
}

const ONE: &str = "330602196801010014";
const OTHER: &str = "330602197002020026";

fn with(number: &str, party: pb::DisputeParty) -> pb::DisputeParty {
    let identity = party.identity.map(|identity| common::Identity {
        document_kind: common::DocumentKind::IdentityCard.into(),
        document_number: number.to_owned(),
        ..identity
    });
    pb::DisputeParty { identity, ..party }
}

fn brought(numbers: [&str; 2]) -> pb::OpenDisputeRequest {
    let asked = request();
    let parties = asked.parties.into_iter().zip(numbers).map(|(party, number)| with(number, party));
    pb::OpenDisputeRequest {
        parties: parties.collect(),
        ..asked
    }
}

async fn nobody_is_brought_as_both_sides(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let refused = scene.doors().open_dispute(by(CLERK, brought([ONE, ONE]))).await.unwrap_err();
    let expected = ("parties[1].identity.document_number".to_owned(), "SAME_PERSON".to_owned());
    assert_eq!(violations(&refused), [expected]);
    scene.doors().open_dispute(by(CLERK, brought([ONE, OTHER]))).await.unwrap();
}

async fn nobody_joins_against_themselves(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let opened = scene.doors().open_dispute(by(CLERK, brought([ONE, OTHER]))).await.unwrap();
    let name = opened.into_inner().dispute.unwrap().name;
    let joins = |number: &str, role| {
        let party = with(number, somebody("沈小满", "13857500001", role));
        order!(name, AddPartyRequest { party: Some(party) })
    };
    let against = joins(ONE, pb::DisputePartyRole::Respondent);
    assert_eq!(reason(scene.doors().add_party(by(CLERK, against)).await), "SAME_PERSON");
    let unproved = somebody("沈小满", "13857500001", pb::DisputePartyRole::Respondent);
    let beside = order!(name, AddPartyRequest { party: Some(unproved) });
    scene.doors().add_party(by(CLERK, beside)).await.unwrap();
}
