//! Which tokens prove an identity, and why the others do not.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};
use time::Duration;

use super::{Bench, NOW, Signer, claims, claims_with, config, key_set, officer};
use crate::auth::{AuthConfig, AuthConfigError, DEVELOPMENT_ISSUER, Keys, Kind, Principal, TokenError, Tokens};

async fn verify(token: &str, keys: &Value) -> Result<Principal, TokenError> {
    Bench::trusting(keys).tokens.verify(token, NOW).await
}

async fn verify_claims(claims: &Value) -> Result<Principal, TokenError> {
    let signer = Signer::ed25519("k1");
    verify(&signer.sign(claims), &key_set(&[&signer])).await
}

fn unsigned(header: &Value) -> String {
    let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
    format!("{}.{}.", part(header), part(&claims()))
}

#[tokio::test]
async fn a_valid_token_proves_who_asks() {
    let proven = verify_claims(&claims()).await.unwrap();
    assert_eq!(proven, officer("petition_officer"));
    assert!(proven.has_role("petition_officer"));
}

#[tokio::test]
async fn a_service_is_told_from_a_person() {
    let proven = verify_claims(&claims_with("shiyu_kind", json!("service"))).await.unwrap();
    assert_eq!(proven.kind, Kind::Service);
}

#[tokio::test]
async fn p256_signatures_are_verified() {
    let signer = Signer::p256("k1");
    let proven = verify(&signer.sign(&claims()), &key_set(&[&signer])).await;
    assert_eq!(proven, Ok(officer("petition_officer")));
}

#[tokio::test]
async fn rsa_signatures_are_verified_and_short_moduli_are_no_keys() {
    let vector: Value = serde_json::from_str(include_str!("rsa.json")).unwrap();
    for token in [&vector["rs256"], &vector["ps256"]] {
        let proven = verify(token.as_str().unwrap(), &vector["jwks"]).await.unwrap();
        assert!(proven.has_role("unit_head"));
    }
    let short = json!({ "keys": [vector["jwks"]["keys"][1]] });
    let refused = verify(vector["rs256"].as_str().unwrap(), &short).await;
    assert_eq!(refused, Err(TokenError::KeysUnavailable));
}

#[tokio::test]
async fn an_expired_token_is_refused_after_the_leeway_and_not_before() {
    let signer = Signer::ed25519("k1");
    let bench = Bench::trusting(&key_set(&[&signer]));
    let token = signer.sign(&claims());
    let end = NOW + Duration::hours(1);
    assert!(bench.tokens.verify(&token, end + Duration::seconds(29)).await.is_ok());
    let late = bench.tokens.verify(&token, end + Duration::seconds(30)).await;
    assert_eq!(late, Err(TokenError::Expired));
}

#[tokio::test]
async fn a_token_from_the_future_is_refused_before_the_leeway() {
    let signer = Signer::ed25519("k1");
    let bench = Bench::trusting(&key_set(&[&signer]));
    let token = signer.sign(&claims());
    assert!(bench.tokens.verify(&token, NOW - Duration::seconds(30)).await.is_ok());
    let early = bench.tokens.verify(&token, NOW - Duration::seconds(31)).await;
    assert_eq!(early, Err(TokenError::NotYetValid));
}

#[tokio::test]
async fn a_token_forged_under_a_known_key_id_is_refused() {
    let (trusted, forger) = (Signer::ed25519("k1"), Signer::ed25519("k1"));
    let refused = verify(&forger.sign(&claims()), &key_set(&[&trusted])).await;
    assert_eq!(refused, Err(TokenError::SignatureInvalid));
}

#[tokio::test]
async fn claims_exchanged_under_a_true_signature_are_refused() {
    let signer = Signer::ed25519("k1");
    let token = signer.sign(&claims());
    let other = signer.sign(&claims_with("shiyu_roles", json!(["operator"])));
    let (mine, theirs): (Vec<_>, Vec<_>) = (token.split('.').collect(), other.split('.').collect());
    let mixed = [mine[0], theirs[1], mine[2]].join(".");
    let refused = verify(&mixed, &key_set(&[&signer])).await;
    assert_eq!(refused, Err(TokenError::SignatureInvalid));
}

#[tokio::test]
async fn unsigned_tokens_are_refused() {
    let signer = Signer::ed25519("k1");
    for algorithm in ["none", "None", "nOnE", ""] {
        let token = unsigned(&json!({ "alg": algorithm, "kid": "k1" }));
        let refused = verify(&token, &key_set(&[&signer])).await;
        assert_eq!(refused, Err(TokenError::SignatureInvalid), "{algorithm}");
    }
}

#[tokio::test]
async fn a_public_key_is_never_taken_for_a_shared_secret() {
    let signer = Signer::ed25519("k1");
    let public = signer.public()["x"].as_str().unwrap().to_owned();
    let raw = URL_SAFE_NO_PAD.decode(&public).unwrap();
    for secret in [raw.as_slice(), public.as_bytes()] {
        for algorithm in [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512] {
            let mut header = Header::new(algorithm);
            header.kid = Some("k1".to_owned());
            let token = encode(&header, &claims(), &EncodingKey::from_secret(secret)).unwrap();
            let refused = verify(&token, &key_set(&[&signer])).await;
            assert_eq!(refused, Err(TokenError::SignatureInvalid));
        }
    }
}

#[tokio::test]
async fn a_shared_secret_in_the_key_set_is_no_key() {
    let mut header = Header::new(Algorithm::HS256);
    header.kid = Some("k1".to_owned());
    let token = encode(&header, &claims(), &EncodingKey::from_secret(b"secret")).unwrap();
    let keys = json!({ "keys": [
        { "kty": "oct", "kid": "k1", "k": URL_SAFE_NO_PAD.encode("secret") },
        Signer::ed25519("k2").public(),
    ]});
    assert_eq!(verify(&token, &keys).await, Err(TokenError::SignatureInvalid));
}

#[tokio::test]
async fn a_key_verifies_only_the_algorithms_of_its_kind() {
    let (p256, ed25519) = (Signer::p256("k1"), Signer::ed25519("k1"));
    let refused = verify(&p256.sign(&claims()), &key_set(&[&ed25519])).await;
    assert_eq!(refused, Err(TokenError::SignatureInvalid));
}

#[tokio::test]
async fn an_encryption_key_and_a_broken_key_are_no_keys() {
    let (signer, other) = (Signer::ed25519("k1"), Signer::ed25519("k2"));
    let mut encryption = signer.public();
    encryption["use"] = json!("enc");
    let mut broken = signer.public();
    broken["x"] = json!("AAAA");
    for bad in [encryption, broken, json!("nonsense")] {
        let keys = json!({ "keys": [bad, other.public()] });
        assert_eq!(verify(&signer.sign(&claims()), &keys).await, Err(TokenError::KeyUnknown));
        assert!(verify(&other.sign(&claims()), &keys).await.is_ok());
    }
}

#[tokio::test]
async fn the_audience_must_name_us() {
    for audience in [json!("other"), json!(["a", "b"]), json!([]), Value::Null] {
        let refused = verify_claims(&claims_with("aud", audience)).await;
        assert_eq!(refused, Err(TokenError::AudienceWrong));
    }
    assert!(verify_claims(&claims_with("aud", json!(["a", "shiyu"]))).await.is_ok());
}

#[tokio::test]
async fn the_issuer_must_be_ours() {
    for issuer in [json!("https://issuer.test/"), json!(DEVELOPMENT_ISSUER), Value::Null] {
        let refused = verify_claims(&claims_with("iss", issuer)).await;
        assert_eq!(refused, Err(TokenError::IssuerUnknown));
    }
}

#[tokio::test]
async fn claims_that_prove_nobody_are_malformed() {
    let bad = [
        ("sub", json!("")),
        ("sub", json!(" ")),
        ("sub", json!("officer\n7")),
        ("sub", json!("\u{202E}7-reciffo")),
        ("sub", json!("\u{200B}")),
        ("sub", Value::Null),
        ("exp", Value::Null),
        ("exp", json!("tomorrow")),
        ("shiyu_county", Value::Null),
        ("shiyu_county", json!("33060")),
        ("shiyu_county", json!("３３０６０２")),
        ("shiyu_unit", json!("")),
        ("shiyu_roles", json!("operator")),
        ("shiyu_kind", json!("god")),
        ("shiyu_kind", Value::Null),
    ];
    for (name, value) in bad {
        let refused = verify_claims(&claims_with(name, value.clone())).await;
        assert_eq!(refused, Err(TokenError::Malformed), "{name} {value}");
    }
}

#[tokio::test]
async fn an_unknown_key_id_is_named_as_such() {
    let (known, unknown) = (Signer::ed25519("k1"), Signer::ed25519("k2"));
    let refused = verify(&unknown.sign(&claims()), &key_set(&[&known])).await;
    assert_eq!(refused, Err(TokenError::KeyUnknown));
}

#[tokio::test]
async fn garbage_is_malformed() {
    let signer = Signer::ed25519("k1");
    let critical = unsigned(&json!({ "alg": "EdDSA", "kid": "k1", "crit": ["b64"] }));
    let long = format!("{}{}", signer.sign(&claims()), "A".repeat(9000));
    for token in ["", ".", "..", "...", "a.b", "令牌.令牌.令牌", "e30.e30.e30", &critical, &long] {
        let refused = verify(token, &key_set(&[&signer])).await;
        assert_eq!(refused, Err(TokenError::Malformed), "{token}");
    }
}

#[tokio::test]
async fn a_rewritten_key_file_is_read_when_a_key_is_unknown() {
    let (old, new) = (Signer::ed25519("k1"), Signer::ed25519("k2"));
    let bench = Bench::trusting(&key_set(&[&old]));
    assert!(bench.tokens.verify(&old.sign(&claims()), NOW).await.is_ok());
    let token = new.sign(&claims());
    assert_eq!(bench.tokens.verify(&token, NOW).await, Err(TokenError::KeyUnknown));
    std::fs::write(&bench.file, key_set(&[&old, &new]).to_string()).unwrap();
    assert!(bench.tokens.verify(&token, NOW).await.is_ok());
}

#[tokio::test]
async fn known_keys_outlive_their_file() {
    let signer = Signer::ed25519("k1");
    let bench = Bench::trusting(&key_set(&[&signer]));
    bench.tokens.load(NOW).await.unwrap();
    std::fs::remove_file(&bench.file).unwrap();
    let later = NOW + Duration::minutes(30);
    assert!(bench.tokens.verify(&signer.sign(&claims()), later).await.is_ok());
}

#[tokio::test]
async fn without_any_key_the_trouble_is_ours() {
    let tokens = Tokens::new(&config()).unwrap();
    assert_eq!(tokens.load(NOW).await, Err(TokenError::KeysUnavailable));
    let refused = tokens.verify(&Signer::ed25519("k1").sign(&claims()), NOW).await;
    assert_eq!(refused, Err(TokenError::KeysUnavailable));
}

#[test]
fn a_configuration_is_refused_with_all_its_errors() {
    let bad = AuthConfig {
        keys: Keys::Provider("http://127.0.0.1/realm".to_owned()),
        issuer: DEVELOPMENT_ISSUER.to_owned(),
        audience: " ".to_owned(),
        ..config()
    };
    let errors = Tokens::new(&bad).unwrap_err();
    assert!(errors.contains(&AuthConfigError::Blank("audience")));
    assert!(errors.contains(&AuthConfigError::DevelopmentIssuer));
    assert!(errors.contains(&AuthConfigError::InsecureUrl("http://127.0.0.1/realm".to_owned())));
}
