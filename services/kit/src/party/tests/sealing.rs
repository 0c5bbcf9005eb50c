//! Sealing and opening, and what neither gives away.

use time::macros::datetime;
use uuid::Uuid;

use super::{draft, read};
use crate::clock::new_id;
use crate::config::PartyConfig;
use crate::inbox;
use crate::party::keys::{KeyErrors, KeyTrouble};
use crate::party::{Identity, Sealed, Suite, Unopened, Vault, Why, row, same_factor};
use crate::testkit::party::{KeyFolder, person};

const SUITES: [Suite; 2] = Suite::ALL;

fn identity() -> Identity {
    read(&draft()).unwrap()
}

fn seal(vault: &Vault, identity: &Identity) -> Sealed {
    vault.seal(new_id(), new_id(), identity, datetime!(2026-01-05 09:00 UTC))
}

fn why(vault: &Vault, row: &row::Model) -> Why {
    vault.unseal(row).unwrap_err().why
}

#[test]
fn what_was_sealed_opens_and_no_two_sealings_look_alike() {
    for suite in SUITES {
        let vault = KeyFolder::new().vault(suite, "petition");
        let (party, case, now) = (new_id(), new_id(), datetime!(2026-01-05 09:00 UTC));
        let [one, two] = [0, 1].map(|_| vault.seal(party, case, &identity(), now).into_row());
        for row in [&one, &two] {
            assert_eq!(vault.unseal(row).as_ref(), Ok(&identity()));
            assert_eq!((row.id, row.case_id, row.sealed_at), (party, case, now));
            assert_eq!(row.envelope_key, vault.envelope_key());
            assert_eq!(
                (row.sealed[..2].to_vec(), row.wrapped_key[..2].to_vec()),
                (vec![1, suite.byte()], vec![1, suite.byte()])
            );
        }
        assert_ne!((one.sealed, one.wrapped_key), (two.sealed, two.wrapped_key));
        assert!(one.envelope_key.starts_with(&format!("{suite}:")) && one.document_index == two.document_index);
    }
}

#[test]
fn rows_that_changed_places_do_not_open() {
    for suite in SUITES {
        let vault = KeyFolder::new().vault(suite, "petition");
        let (one, other) = (seal(&vault, &identity()).into_row(), seal(&vault, &person("李四", 7)).into_row());
        let (id, case_id) = (other.id, other.case_id);
        let (wrapped_key, sealed) = (other.wrapped_key.clone(), other.sealed.clone());
        let swapped = [
            row::Model { id, ..one.clone() },
            row::Model { case_id, ..one.clone() },
            row::Model {
                wrapped_key: wrapped_key.clone(),
                ..one.clone()
            },
            row::Model {
                sealed: sealed.clone(),
                ..one.clone()
            },
            row::Model {
                wrapped_key,
                sealed,
                ..one.clone()
            },
            row::Model {
                sealed: one.wrapped_key.clone(),
                ..one.clone()
            },
            row::Model {
                sealed: Vec::new(),
                ..one.clone()
            },
        ];
        for row in &swapped {
            assert_eq!(why(&vault, row), Why::NotAuthentic);
        }
        assert_eq!(vault.unseal(&one), Ok(identity()));
    }
}

#[test]
fn no_bit_of_a_sealed_row_can_be_turned() {
    for suite in SUITES {
        let vault = KeyFolder::new().vault(suite, "petition");
        let row = seal(&vault, &identity()).into_row();
        for bit in 0..row.sealed.len() * 8 {
            let mut turned = row.clone();
            turned.sealed[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(why(&vault, &turned), Why::NotAuthentic, "bit {bit}");
        }
        for bit in 0..row.wrapped_key.len() * 8 {
            let mut turned = row.clone();
            turned.wrapped_key[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(why(&vault, &turned), Why::NotAuthentic, "bit {bit}");
        }
    }
}

#[test]
fn another_key_or_another_service_does_not_open() {
    let folder = KeyFolder::new();
    for suite in SUITES {
        let row = seal(&folder.vault(suite, "petition"), &identity()).into_row();
        let stranger = KeyFolder::new().vault(suite, "petition");
        let expected = Unopened {
            party: row.id,
            envelope_key: row.envelope_key.clone(),
            why: Why::UnknownKey,
        };
        assert_eq!(stranger.unseal(&row), Err(expected));
        let renamed = row::Model {
            envelope_key: stranger.envelope_key().to_owned(),
            ..row.clone()
        };
        assert_eq!(why(&stranger, &renamed), Why::NotAuthentic);
        assert_eq!(why(&folder.vault(suite, "mediation"), &row), Why::NotAuthentic);
    }
}

#[test]
fn retired_keys_and_the_other_suite_are_still_read() {
    let (old, new) = (KeyFolder::new(), KeyFolder::new());
    let sealed_then = SUITES.map(|suite| seal(&old.vault(suite, "petition"), &identity()).into_row());
    let retired = old.config(Suite::default()).key_files.unwrap().envelope;
    let config = PartyConfig {
        retired_envelope_key_files: vec![retired],
        ..new.config(Suite::Sm4Gcm)
    };
    let vault = Vault::open(&config, "petition").unwrap().unwrap();
    for row in &sealed_then {
        assert_eq!(vault.unseal(row), Ok(identity()));
        assert_ne!(row.envelope_key, vault.envelope_key());
    }
    let before_the_switch = seal(&new.vault(Suite::Aes256Gcm, "petition"), &identity()).into_row();
    assert_eq!(vault.unseal(&before_the_switch), Ok(identity()));
}

#[test]
fn a_vault_needs_keys_that_can_be_used_and_names_every_one_that_cannot() {
    assert!(Vault::open(&PartyConfig::default(), "petition").unwrap().is_none());
    let folder = KeyFolder::new();
    let mut config = folder.config(Suite::default());
    let files = config.key_files.clone().unwrap();
    let weak = "7".repeat(64);
    std::fs::write(&files.index, &weak).unwrap();
    config.retired_envelope_key_files = vec![files.envelope.with_file_name("gone"), files.envelope.clone()];
    let KeyErrors(errors) = Vault::open(&config, "petition").unwrap_err();
    let [index, gone] = errors.as_slice() else { panic!("{errors:?}") };
    assert!(matches!(index.trouble, KeyTrouble::Weak) && index.path == files.index);
    assert!(matches!(gone.trouble, KeyTrouble::Unreadable(_)));
    assert!(!format!("{:?}{}", errors, KeyErrors(Vec::new())).contains(&weak));
}

#[test]
fn the_same_request_sealed_twice_digests_the_same_and_another_does_not() {
    let vault = KeyFolder::new().vault(Suite::default(), "petition");
    let (party, case) = (new_id(), new_id());
    let at = |identity: &Identity, hour: u8| vault.seal(party, case, identity, datetime!(2026-01-05 09:00 UTC).replace_hour(hour).unwrap());
    let (one, again) = (at(&identity(), 9), at(&identity(), 10));
    let other = Identity {
        address: None,
        ..identity()
    };
    let changed = at(&other, 9);
    let digest = |sealed: &Sealed| inbox::digest(case, "clerk", sealed).unwrap();
    assert_eq!((digest(&one), &one), (digest(&again), &again));
    assert_ne!(digest(&one), digest(&changed));
    assert_ne!(one, changed);
    let written = serde_json::to_value(&one).unwrap();
    let fingerprint = written["fingerprint"].as_str().unwrap();
    assert_eq!(written, serde_json::json!({ "party": party, "fingerprint": fingerprint }));
    assert_eq!(fingerprint.len(), 32);
}

#[test]
fn indexes_join_within_a_service_and_across_none() {
    let folder = KeyFolder::new();
    let (petition, mediation) = (
        folder.vault(Suite::default(), "petition"),
        folder.vault(Suite::default(), "mediation"),
    );
    let spelt = Identity {
        name: "　张 三丰 ".to_owned(),
        ..identity()
    };
    assert_eq!(petition.probe(&identity()), petition.probe(&spelt));
    let (here, there) = (petition.probe(&identity()), mediation.probe(&identity()));
    assert!(here.document != there.document && here.phone != there.phone && here.name != there.name);
    let same_text = Identity {
        name: "13812345678".to_owned(),
        ..identity()
    };
    let probe = petition.probe(&same_text);
    assert_ne!(probe.name, probe.phone);
    let national = folder.vault(Suite::Sm4Gcm, "petition").probe(&identity());
    assert!(national.document.is_some() && national.document != here.document);
}

#[test]
fn codes_and_factors_belong_to_one_case() {
    let folder = KeyFolder::new();
    let vault = folder.vault(Suite::default(), "petition");
    let (case, other) = (new_id(), new_id());
    let code = vault.code(case);
    assert_eq!(code, vault.clone().code(case));
    assert_ne!(code, vault.code(other));
    assert_ne!(code, folder.vault(Suite::default(), "mediation").code(case));
    assert_eq!(vault.code_index(&code), vault.code_index(&code.to_lowercase().replace('-', " ")));
    assert_ne!(vault.code_index(&code), vault.code_index(&vault.code(other)));
    assert_eq!(vault.code_index(&code).len(), 32);

    let factors = vault.factors(case, &identity());
    assert_eq!(factors, [vault.factor(case, "002x"), vault.factor(case, " ５６７８")]);
    assert!(same_factor(&factors[0], &vault.factor(case, "002X")));
    assert!(!same_factor(&factors[0], &vault.factor(other, "002X")));
    assert!(!same_factor(&factors[0], &factors[0][..15]));
}

#[test]
fn words_that_are_not_kept_are_known_again_in_their_case_and_in_no_other() {
    let folder = KeyFolder::new();
    let vault = folder.vault(Suite::default(), "enforcement");
    let (case, other) = (new_id(), new_id());
    let mark = vault.mark(case, "沈小满");
    assert_eq!(mark, vault.clone().mark(case, "沈小满"));
    assert_ne!(mark, vault.mark(case, "沈小"));
    assert_ne!(mark, vault.mark(other, "沈小满"));
    assert_ne!(mark, folder.vault(Suite::default(), "petition").mark(case, "沈小满"));
    assert_eq!(mark.len(), 32);
}

#[test]
fn nothing_shows_what_it_holds() {
    // Long enough that no id and no hash holds one by chance.
    let planted = ["张", "丰", "水沟营", "002X", "10519491231", "13812345", "12345678"];
    let folder = KeyFolder::new();
    let vault = folder.vault(Suite::default(), "petition");
    let identity = identity();
    let sealed = seal(&vault, &identity);
    let case = Uuid::nil();
    let mut broken = sealed.row().clone();
    broken.sealed[20] ^= 1;
    let unopened = vault.unseal(&broken).unwrap_err();
    let masked = identity.masked();
    let said = [
        format!("{identity:?} {:?} {masked:?} {:?}", identity.document, masked.document),
        format!("{:?} {:?}", draft(), draft().document),
        format!("{vault:?} {:?} {unopened:?} {unopened}", vault.probe(&identity)),
        format!("{:?} {:#?}", sealed.row(), identity),
        format!("{:?}", crate::party::personal_in("张三丰13812345678")),
    ]
    .join("\n");
    for value in planted {
        assert!(!said.contains(value), "{value}");
    }
    let secret = std::fs::read_to_string(folder.config(Suite::default()).key_files.unwrap().envelope).unwrap();
    assert!(!said.contains(secret.trim()) && !said.contains(&vault.code(case)));
    let debug = format!("{sealed:?}");
    let fingerprint = serde_json::to_value(&sealed).unwrap()["fingerprint"].as_str().unwrap().to_owned();
    assert_eq!(
        debug,
        format!("Sealed {{ party: {}, fingerprint: {fingerprint:?} }}", sealed.party())
    );
}
