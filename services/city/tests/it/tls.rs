//! The tool before an encrypted door.

use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use shiyu_city::desk::{Bearer, Desk, Whereabouts};
use shiyu_city::failure::Failure;
use shiyu_proto::petition::v1::QueryStatusRequest;

use crate::fake::{City, State};

fn certificate() -> CertifiedKey<KeyPair> {
    generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap()
}

#[tokio::test]
async fn it_speaks_to_a_door_whose_certificate_it_was_told_to_trust_and_to_no_other() {
    let (own, strange) = (certificate(), certificate());
    let address = City::default()
        .serve_encrypted(&own.cert.pem(), &own.signing_key.serialize_pem())
        .await;
    let folder = tempfile::tempdir().unwrap();
    let trusting = |name: &str, pem: String| {
        let file = folder.path().join(name);
        std::fs::write(&file, pem).unwrap();
        Whereabouts {
            county: "330602".into(),
            address: address.clone(),
            ca: Some(file),
        }
    };
    let right = trusting("right.pem", own.cert.pem());
    let desk = Desk::connect(&right, Bearer::default()).await.unwrap();
    let asked = QueryStatusRequest {
        query_code: State::QUERY_CODE.to_owned(),
        second_factor: "1234".to_owned(),
    };
    desk.status().query_status(asked).await.unwrap();

    let wrong = trusting("wrong.pem", strange.cert.pem());
    assert!(Desk::connect(&wrong, Bearer::default()).await.is_err());
    let untold = Whereabouts { ca: None, ..right };
    assert!(matches!(Desk::connect(&untold, Bearer::default()).await, Err(Failure::Usage(_))));
}
