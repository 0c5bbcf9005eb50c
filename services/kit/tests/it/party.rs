//! The party vault on both databases.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, Statement};
use shiyu_kit::clock::new_id;
use shiyu_kit::party::store::{self, Match, Which};
use shiyu_kit::party::{Identity, Suite, Vault, restriction, row};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::party::{KeyFolder, person};
use uuid::Uuid;

use crate::rooms::Room;

shiyu_kit::both_databases! {
    parties_come_back_from_their_table_under_both_suites;
    a_dump_of_the_table_names_nobody;
    cases_are_found_by_the_strongest_index_first;
    whoever_shares_a_name_is_found_by_law_however_many_they_are;
    who_is_restricted_is_found_by_nobody_but_themselves;
    who_is_put_right_is_found_as_they_are_right_and_the_destroyed_stay_so;
}

async fn put(room: &Room, vault: &Vault, case: Uuid, identity: &Identity) -> Uuid {
    let row = vault.seal(new_id(), case, identity, room.clock.now()).into_row();
    let id = row.id;
    row::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(&room.db.writer)
        .await
        .unwrap();
    id
}

async fn parties_come_back_from_their_table_under_both_suites(home: TestDatabase) {
    let room = Room::on(home).await;
    let (keys, case, other) = (KeyFolder::new(), new_id(), new_id());
    let people = [person("张三", 1), person("李四", 2)];
    let mut ids = Vec::new();
    for (suite, person) in [Suite::Aes256Gcm, Suite::Sm4Gcm].into_iter().zip(&people) {
        ids.push(put(&room, &keys.vault(suite, "petition"), case, person).await);
    }
    put(&room, &keys.vault(Suite::Aes256Gcm, "petition"), other, &people[0]).await;

    let vault = keys.vault(Suite::Sm4Gcm, "petition");
    let rows = store::of_case(&room.db.reader, case).await.unwrap();
    let opened: Vec<_> = rows.iter().map(|row| (row.id, vault.unseal(row).unwrap())).collect();
    assert_eq!(opened, ids.iter().copied().zip(people.clone()).collect::<Vec<_>>());
    let one = store::get(&room.db.reader, ids[1]).await.unwrap().unwrap();
    assert_eq!(vault.unseal(&one).as_ref(), Ok(&people[1]));
    assert_eq!(store::get(&room.db.reader, new_id()).await.unwrap(), None);
}

async fn a_dump_of_the_table_names_nobody(home: TestDatabase) {
    let room = Room::on(home).await;
    let (keys, identity) = (KeyFolder::new(), person("张三丰", 3));
    for suite in [Suite::Aes256Gcm, Suite::Sm4Gcm] {
        put(&room, &keys.vault(suite, "petition"), new_id(), &identity).await;
    }
    let dump = dump(&room).await;
    let number = identity.document.as_ref().unwrap().number.clone();
    let planted = [
        identity.name,
        number,
        identity.phone.unwrap(),
        identity.address.unwrap(),
        "identity_card".to_owned(),
    ];
    for value in planted {
        let bytes = value.as_bytes();
        let hex = hex(bytes);
        let whole = &bytes[..bytes.len() / 3 * 3];
        let forms = [value.clone(), hex, STANDARD.encode(whole), URL_SAFE.encode(whole)];
        for form in forms {
            assert!(!contains(&dump, &form), "{form}");
        }
    }
    assert!(
        contains(&dump, keys.vault(Suite::Sm4Gcm, "petition").envelope_key()),
        "the dump is of the table"
    );
}

/// Every column of every row as bytes, as lower-case hexadecimal digits, and as the debugger sees it.
async fn dump(room: &Room) -> Vec<u8> {
    let rows = row::Entity::find().all(&room.db.reader).await.unwrap();
    let mut dump = format!("{rows:?}").into_bytes();
    for row in rows {
        let columns = [
            Some(row.wrapped_key),
            Some(row.sealed),
            row.document_index,
            row.phone_index,
            row.name_index,
        ];
        for bytes in columns.into_iter().flatten() {
            dump.extend(hex(&bytes).into_bytes());
            dump.extend(bytes);
        }
    }
    if room.db.is_shared() {
        let backend = room.db.reader.get_database_backend();
        let text = Statement::from_string(backend, "SELECT string_agg(party::text, ' ') AS dump FROM party");
        let text: String = room
            .db
            .reader
            .query_one_raw(text)
            .await
            .unwrap()
            .unwrap()
            .try_get("", "dump")
            .unwrap();
        dump.extend(text.into_bytes());
    } else {
        let file = room.home.url().trim_start_matches("sqlite://").split('?').next().unwrap();
        dump.extend(std::fs::read(file).unwrap());
        dump.extend(std::fs::read(format!("{file}-wal")).unwrap_or_default());
    }
    dump
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from_digit(digit.into(), 16).unwrap()).collect()
}

fn contains(dump: &[u8], form: &str) -> bool {
    dump.windows(form.len()).any(|window| window == form.as_bytes())
}

async fn cases_are_found_by_the_strongest_index_first(home: TestDatabase) {
    let room = Room::on(home).await;
    let keys = KeyFolder::new();
    let vault = keys.vault(Suite::Aes256Gcm, "petition");
    let zhang = person("张三", 1);
    let namesake = Identity {
        document: None,
        phone: None,
        ..zhang.clone()
    };
    let neighbour = Identity {
        phone: zhang.phone.clone(),
        ..person("李四", 2)
    };
    let mut put_for = Vec::new();
    for identity in [&namesake, &zhang, &neighbour, &person("王五", 3), &zhang] {
        let case = new_id();
        put_for.push((case, put(&room, &vault, case, identity).await));
    }
    let of = |at: usize, which| Match {
        case: put_for[at].0,
        party: put_for[at].1,
        which,
    };
    let expected = [
        of(4, Which::Document),
        of(1, Which::Document),
        of(2, Which::Phone),
        of(0, Which::Name),
    ];

    let probe = vault.probe(&zhang);
    for limit in [0, 1, 3, 4, 9] {
        let found = store::matches(&room.db.reader, &probe, limit).await.unwrap();
        let most = expected.len().min(usize::try_from(limit).unwrap());
        assert_eq!(found, expected[..most], "{limit}");
    }
    let elsewhere = keys.vault(Suite::Aes256Gcm, "mediation").probe(&zhang);
    assert_eq!(store::matches(&room.db.reader, &elsewhere, 9).await.unwrap(), []);
}

async fn whoever_shares_a_name_is_found_by_law_however_many_they_are(home: TestDatabase) {
    let room = Room::on(home).await;
    let vault = KeyFolder::new().vault(Suite::default(), "enforcement");
    let mut put_down = Vec::new();
    for serial in 1..=405 {
        put_down.push(put(&room, &vault, new_id(), &person("张三", serial)).await);
    }
    let found = store::matches_by_law(&room.db.reader, &vault.probe(&person("张三", 7)))
        .await
        .unwrap();
    assert_eq!((found[0].party, found[0].which), (put_down[6], Which::Document));
    let mut found: Vec<_> = found.iter().map(|one| one.party).collect();
    found.sort_unstable();
    put_down.sort_unstable();
    assert_eq!(found, put_down, "each once");
}

async fn who_is_restricted_is_found_by_nobody_but_themselves(home: TestDatabase) {
    let room = Room::on(home).await;
    let (vault, case, other) = (KeyFolder::new().vault(Suite::default(), "petition"), new_id(), new_id());
    let who = person("张三", 1);
    let (kept, free) = (put(&room, &vault, case, &who).await, put(&room, &vault, other, &who).await);
    let mut without = who.clone();
    without.document = None;
    let by_phone = put(&room, &vault, new_id(), &without).await;
    "李四".clone_into(&mut without.name);
    put(&room, &vault, new_id(), &without).await;

    let request = new_id();
    for _ in 0..2 {
        restriction::put(&room.db.writer, &[(kept, case)], request, room.clock.now())
            .await
            .unwrap();
    }
    let among = restriction::among(&room.db.reader, &[kept, free]).await.unwrap();
    assert_eq!(among, [kept].into());
    let found = store::matches(&room.db.reader, &vault.probe(&who), 10).await.unwrap();
    assert!(found.iter().any(|found| found.party == free));
    assert!(found.iter().all(|found| found.party != kept), "{found:?}");
    let by_law = store::matches_by_law(&room.db.reader, &vault.probe(&who)).await.unwrap();
    assert!(by_law.iter().any(|found| found.party == kept), "{by_law:?}");

    let held = store::held_of(&room.db.reader, &vault.probe(&who)).await.unwrap();
    let mut held: Vec<_> = held.iter().map(|row| row.id).collect();
    let mut own = vec![kept, free, by_phone];
    held.sort_unstable();
    own.sort_unstable();
    assert_eq!(held, own, "by the document, or by telephone and name both");
    let mut phone_alone = without.clone();
    "王五".clone_into(&mut phone_alone.name);
    assert_eq!(store::held_of(&room.db.reader, &vault.probe(&phone_alone)).await.unwrap(), []);
}

async fn who_is_put_right_is_found_as_they_are_right_and_the_destroyed_stay_so(home: TestDatabase) {
    let room = Room::on(home).await;
    let (vault, case) = (KeyFolder::new().vault(Suite::default(), "petition"), new_id());
    let wrong = person("张三", 1);
    let id = put(&room, &vault, case, &wrong).await;
    let right = wrong.put_right(&Identity {
        document: None,
        phone: None,
        ..person("张叁", 2)
    });
    assert_eq!(
        (&right.document, &right.phone),
        (&wrong.document, &wrong.phone),
        "what is not put right stays"
    );
    let sealed = vault.seal(id, case, &right, room.clock.now());
    store::replace(&room.db.writer, &sealed).await.unwrap();

    let row = store::get(&room.db.reader, id).await.unwrap().unwrap();
    assert_eq!(vault.unseal(&row), Ok(right.clone()));
    let held = store::held_of(&room.db.reader, &vault.probe(&right)).await.unwrap();
    assert_eq!(held, [row]);
    let by_name = |identity: &Identity| {
        let mut alone = identity.clone();
        (alone.document, alone.phone) = (None, None);
        vault.probe(&alone)
    };
    assert_eq!(store::matches(&room.db.reader, &by_name(&wrong), 10).await.unwrap(), []);
    assert_eq!(store::matches(&room.db.reader, &by_name(&right), 10).await.unwrap().len(), 1);

    row::Entity::delete_by_id(id).exec(&room.db.writer).await.unwrap();
    store::replace(&room.db.writer, &sealed).await.unwrap();
    assert_eq!(store::get(&room.db.reader, id).await.unwrap(), None);
}
