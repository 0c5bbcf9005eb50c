//! The bench of this room: signers, key sets, callers and the RPCs of an imagined service.

mod common;
mod development;
mod gate;
mod oidc;
mod policy;
mod service_token;
mod tokens;

use std::collections::BTreeSet;
use std::path::PathBuf;

use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use prost_types::{FileDescriptorProto, FileDescriptorSet, MethodDescriptorProto, ServiceDescriptorProto};
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::macros::datetime;

use super::{AuthConfig, DevelopmentIssuer, Environment, Keys, Kind, Principal, Tokens};

const NOW: OffsetDateTime = datetime!(2026-01-01 00:00 UTC);
const COUNTY: &str = "330602";
const ISSUER: &str = "https://issuer.test";
const OFFICERS_REGISTER: &str = r#"
    permit (
        principal is Principal,
        action == Action::"shiyu.petition.v1.PetitionService/RegisterPetition",
        resource
    ) when { principal.roles.contains("petition_officer") };
"#;

const REGISTER: &str = "shiyu.petition.v1.PetitionService/RegisterPetition";
const GET: &str = "shiyu.petition.v1.PetitionService/GetPetition";
const REPLAY: &str = "shiyu.common.v1.Operations/ReplayDeadLetter";

/// A key pair, the way an issuer holds it.
struct Signer {
    key: EncodingKey,
    algorithm: Algorithm,
    kid: String,
}

impl Signer {
    fn ed25519(kid: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        DevelopmentIssuer::open(dir.path(), Environment::Development).unwrap();
        let pem = std::fs::read(dir.path().join("development-key.pem")).unwrap();
        let key = EncodingKey::from_ed_pem(&pem).unwrap();
        Self {
            key,
            algorithm: Algorithm::EdDSA,
            kid: kid.to_owned(),
        }
    }

    fn p256(kid: &str) -> Self {
        let pem = rcgen::KeyPair::generate().unwrap().serialize_pem();
        let key = EncodingKey::from_ec_pem(pem.as_bytes()).unwrap();
        Self {
            key,
            algorithm: Algorithm::ES256,
            kid: kid.to_owned(),
        }
    }

    fn public(&self) -> Value {
        let mut jwk = Jwk::from_encoding_key(&self.key, self.algorithm).unwrap();
        jwk.common.key_id = Some(self.kid.clone());
        serde_json::to_value(jwk).unwrap()
    }

    fn sign(&self, claims: &Value) -> String {
        let mut header = Header::new(self.algorithm);
        header.kid = Some(self.kid.clone());
        encode(&header, claims, &self.key).unwrap()
    }
}

fn key_set(signers: &[&Signer]) -> Value {
    json!({ "keys": signers.iter().map(|signer| signer.public()).collect::<Vec<_>>() })
}

/// Claims that are accepted for an hour from [`NOW`].
fn claims() -> Value {
    json!({
        "iss": ISSUER, "aud": "shiyu", "sub": "officer-7",
        "iat": NOW.unix_timestamp(), "nbf": NOW.unix_timestamp(), "exp": NOW.unix_timestamp() + 3600,
        "shiyu_county": COUNTY, "shiyu_unit": "330602-12", "shiyu_roles": ["petition_officer"],
        "shiyu_kind": "person",
    })
}

/// The accepted claims with one of them changed; `null` takes it away.
fn claims_with(name: &str, value: Value) -> Value {
    let mut claims = claims();
    if value.is_null() {
        claims.as_object_mut().unwrap().remove(name);
    } else {
        claims[name] = value;
    }
    claims
}

/// A verifier over a key file that a test may rewrite.
struct Bench {
    tokens: Tokens,
    file: PathBuf,
    _dir: tempfile::TempDir,
}

impl Bench {
    fn trusting(keys: &Value) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("jwks.json");
        std::fs::write(&file, keys.to_string()).unwrap();
        let config = AuthConfig {
            keys: Keys::File(file.clone()),
            ..config()
        };
        Self {
            tokens: Tokens::new(&config).unwrap(),
            file,
            _dir: dir,
        }
    }
}

fn config() -> AuthConfig {
    AuthConfig {
        keys: Keys::File(PathBuf::from("none")),
        issuer: ISSUER.to_owned(),
        audience: "shiyu".to_owned(),
        environment: Environment::Production,
    }
}

fn officer(role: &str) -> Principal {
    Principal {
        subject: "officer-7".to_owned(),
        county: COUNTY.to_owned(),
        unit: Some("330602-12".to_owned()),
        roles: BTreeSet::from([role.to_owned()]),
        kind: Kind::Person,
    }
}

fn descriptors() -> FileDescriptorSet {
    FileDescriptorSet {
        file: vec![
            file("shiyu.petition.v1", "PetitionService", &["RegisterPetition", "GetPetition"]),
            file("shiyu.common.v1", "Operations", &["ReplayDeadLetter"]),
        ],
    }
}

fn file(package: &str, service: &str, methods: &[&str]) -> FileDescriptorProto {
    let method = methods.iter().map(|name| MethodDescriptorProto {
        name: Some((*name).to_owned()),
        ..Default::default()
    });
    FileDescriptorProto {
        package: Some(package.to_owned()),
        service: vec![ServiceDescriptorProto {
            name: Some(service.to_owned()),
            method: method.collect(),
            ..Default::default()
        }],
        ..Default::default()
    }
}
