//! Files kept in a folder and in JetStream's object store: the same either way.

use std::convert::Infallible;
use std::path::PathBuf;

use futures::future::join_all;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use shiyu_kit::config::{FileStore, FilesConfig};
use shiyu_kit::file::{Area, FileFault, FileRefusal, Hash, Keep, KeepError, MediaType, Stored};
use shiyu_kit::nats::Nats;
use shiyu_kit::testkit::broker::TestBroker;
use shiyu_kit::testkit::picture::{SECRET, SOMEBODY, photograph};
use tempfile::TempDir;

/// A place to keep files, and what a test does behind its back.
enum Place {
    Folder(TempDir),
    Bucket(Box<(TestBroker, Nats)>),
}

struct Scene {
    place: Place,
    keep: Keep,
}

const LIMIT: usize = 1 << 20;

impl Scene {
    fn in_folder() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let keep = Keep::in_folder(folder.path(), LIMIT).unwrap();
        let place = Place::Folder(folder);
        Self { place, keep }
    }

    async fn in_bucket() -> Option<Self> {
        let broker = TestBroker::start().await?;
        let nats = broker.connect().await;
        let keep = Keep::in_bucket(&nats, ("evidence", 1), LIMIT).await.unwrap();
        let place = Place::Bucket(Box::new((broker, nats)));
        Some(Self { place, keep })
    }

    /// Names of what anybody could find there.
    async fn names(&self) -> Vec<String> {
        match &self.place {
            Place::Folder(folder) => files(folder.path().to_owned()),
            Place::Bucket(held) => {
                let (_, nats) = held.as_ref();
                let store = nats.jetstream().get_object_store("evidence").await.unwrap();
                let objects = store.list().await.unwrap();
                objects.map_ok(|object| object.name).try_collect().await.unwrap()
            }
        }
    }

    /// Somebody lays other bytes under a name.
    async fn tamper(&self, hash: Hash, content: &[u8]) {
        let name = hash.to_string();
        match &self.place {
            Place::Folder(folder) => {
                let path = folder.path().join(&name[0..2]).join(&name[2..4]).join(&name);
                std::fs::write(path, content).unwrap();
            }
            Place::Bucket(held) => {
                let (_, nats) = held.as_ref();
                let store = nats.jetstream().get_object_store("evidence").await.unwrap();
                let mut content = content;
                store.put(name.as_str(), &mut content).await.unwrap();
            }
        }
    }

    async fn put(&self, content: Vec<u8>) -> Result<Stored, FileFault> {
        let chunks: Vec<_> = content.chunks(1000).map(|chunk| Ok::<_, Infallible>(chunk.to_vec())).collect();
        self.keep.put("image/jpeg", stream::iter(chunks)).await
    }

    async fn read(&self, hash: Hash) -> Result<Option<Vec<u8>>, FileFault> {
        let Some(content) = self.keep.get(hash).await? else {
            return Ok(None);
        };
        let chunks: Vec<_> = content.try_collect().await?;
        Ok(Some(chunks.concat()))
    }
}

fn files(folder: PathBuf) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    let inside = entries.flat_map(|entry| {
        if entry.file_type().unwrap().is_dir() {
            files(entry.path())
        } else {
            vec![entry.file_name().into_string().unwrap()]
        }
    });
    inside.collect()
}

/// A photograph of several chunks.
fn large(seen: u8) -> Vec<u8> {
    let mut file = photograph(6, seen);
    let scan = file.windows(2).position(|pair| pair == [0x3F, 0xFF]).unwrap();
    file.splice(scan..scan, std::iter::repeat_n(0x55, 300_000));
    file
}

macro_rules! both_places {
    ($($test:ident;)*) => {
        mod folder {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                super::$test(super::Scene::in_folder()).await;
            })*
        }
        mod bucket {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                if let Some(scene) = super::Scene::in_bucket().await {
                    super::$test(scene).await;
                }
            })*
        }
    };
}

both_places! {
    a_photograph_comes_back_without_where_it_was_taken;
    the_same_content_is_one_file;
    callers_at_once_with_the_same_content_leave_one_file;
    what_is_refused_or_broken_off_leaves_nothing;
    a_file_that_is_not_there_is_none;
    what_was_tampered_with_never_comes_to_its_end;
    a_damaged_file_is_mended_by_who_brings_it_again;
    what_is_covered_is_a_file_of_its_own_and_the_old_one_can_go;
    people_stay_as_they_were_taken_unless_the_service_covers_them;
}

async fn a_photograph_comes_back_without_where_it_was_taken(scene: Scene) {
    let stored = scene.put(large(7)).await.unwrap();
    let kept = scene.read(stored.hash).await.unwrap().unwrap();
    assert_eq!(
        stored,
        Stored {
            hash: Hash::of(&kept),
            media_type: MediaType::Jpeg,
            bytes: kept.len() as u64,
        }
    );
    assert!(kept.len() > 300_000 && !kept.windows(SECRET.len()).any(|window| window == SECRET));
    assert!(scene.keep.has(stored.hash).await.unwrap());
    assert_eq!(scene.names().await, [stored.hash.to_string()]);
}

async fn the_same_content_is_one_file(scene: Scene) {
    let first = scene.put(photograph(1, 7)).await.unwrap();
    let mut taken_elsewhere = photograph(1, 7);
    taken_elsewhere.extend(b"30.1N");
    assert_eq!(scene.put(taken_elsewhere).await.unwrap(), first);
    let other = scene.put(photograph(1, 8)).await.unwrap();
    let mut expected = [first.hash.to_string(), other.hash.to_string()];
    let mut names = scene.names().await;
    names.sort();
    expected.sort();
    assert_eq!(names, expected);
}

async fn callers_at_once_with_the_same_content_leave_one_file(scene: Scene) {
    let all = join_all((0..20).map(|_| scene.put(large(7)))).await;
    let hashes: Vec<_> = all.into_iter().map(|stored| stored.unwrap().hash).collect();
    assert!(hashes.iter().all(|hash| *hash == hashes[0]));
    assert_eq!(scene.names().await, [hashes[0].to_string()]);
    assert_eq!(
        scene.read(hashes[0]).await.unwrap().map(|content| Hash::of(&content)),
        Some(hashes[0])
    );
}

async fn what_is_refused_or_broken_off_leaves_nothing(scene: Scene) {
    let broken = stream::iter([Ok(photograph(1, 7)[..200].to_vec()), Err("reset")]);
    let fault = scene.keep.put("image/jpeg", broken).await.unwrap_err();
    assert!(matches!(fault, FileFault::BrokenOff(_)), "{fault:?}");
    let whole = photograph(1, 7);
    let without_end = stream::iter([Ok(whole)]).chain(stream::pending::<Result<_, Infallible>>());
    let given_up = tokio::time::timeout(std::time::Duration::from_millis(20), scene.keep.put("image/jpeg", without_end)).await;
    assert!(given_up.is_err());
    for (content, refusal) in [
        (Vec::new(), FileRefusal::Empty),
        (photograph(1, 7)[..300].to_vec(), FileRefusal::Damaged),
        ([photograph(1, 7), vec![0; LIMIT]].concat(), FileRefusal::TooLarge(LIMIT)),
        (b"\0\0\0\x18ftypmp42\0\0\0\0".to_vec(), FileRefusal::TypeRefused),
        (b"%PDF-1.7 %%EOF".to_vec(), FileRefusal::TypeMismatch(MediaType::Pdf)),
    ] {
        let fault = scene.put(content).await.unwrap_err();
        assert!(
            matches!(fault, FileFault::Refused(found) if found == refusal),
            "{refusal}: {fault:?}"
        );
    }
    assert_eq!(scene.names().await, Vec::<String>::new());
}

async fn a_file_that_is_not_there_is_none(scene: Scene) {
    let nothing = Hash::of(b"nothing");
    assert!(!scene.keep.has(nothing).await.unwrap());
    assert_eq!(scene.read(nothing).await.unwrap(), None);
}

async fn what_was_tampered_with_never_comes_to_its_end(scene: Scene) {
    let stored = scene.put(large(7)).await.unwrap();
    let kept = scene.read(stored.hash).await.unwrap().unwrap();
    let mut painted_over = kept.clone();
    painted_over[200_000] ^= 1;
    for content in [painted_over, kept[..kept.len() - 1].to_vec(), Vec::new()] {
        scene.tamper(stored.hash, &content).await;
        let mut chunks = scene.keep.get(stored.hash).await.unwrap().unwrap();
        let mut received = 0;
        let fault = loop {
            match chunks.next().await.unwrap() {
                Ok(chunk) => received += chunk.len(),
                Err(fault) => break fault,
            }
        };
        assert!(
            matches!(&fault, FileFault::Corrupt(corrupt) if corrupt.id == stored.hash.to_string()),
            "{fault:?}"
        );
        assert!(received < kept.len());
    }
}

async fn a_damaged_file_is_mended_by_who_brings_it_again(scene: Scene) {
    let stored = scene.put(photograph(1, 7)).await.unwrap();
    scene.tamper(stored.hash, b"something else").await;
    assert_eq!(scene.put(photograph(1, 7)).await.unwrap(), stored);
    assert_eq!(
        scene.read(stored.hash).await.unwrap().map(|kept| Hash::of(&kept)),
        Some(stored.hash)
    );
}

async fn what_is_covered_is_a_file_of_its_own_and_the_old_one_can_go(scene: Scene) {
    let taken = scene.put(SOMEBODY.to_vec()).await.unwrap();
    let area = Area::new((0, 9_000), (5_000, 1_000)).unwrap();
    let covered = scene.keep.cover(taken.hash, MediaType::Jpeg, vec![area]).await.unwrap().unwrap();
    assert!(covered.hash != taken.hash && covered.media_type == MediaType::Jpeg);
    let kept = scene.read(covered.hash).await.unwrap().unwrap();
    assert_eq!((Hash::of(&kept), kept.len() as u64), (covered.hash, covered.bytes));
    assert!(
        scene.keep.has(taken.hash).await.unwrap(),
        "whoever covers it says when the old one goes"
    );
    for _ in 0..2 {
        scene.keep.remove(taken.hash).await.unwrap();
        assert!(!scene.keep.has(taken.hash).await.unwrap());
        assert_eq!(scene.read(taken.hash).await.unwrap(), None);
    }
    assert_eq!(scene.keep.cover(taken.hash, MediaType::Jpeg, vec![area]).await.unwrap(), None);
    assert!(scene.keep.has(covered.hash).await.unwrap());
    assert_eq!(scene.put(SOMEBODY.to_vec()).await.unwrap(), taken, "what went can be brought again");
    assert!(scene.read(taken.hash).await.unwrap().is_some());
}

async fn people_stay_as_they_were_taken_unless_the_service_covers_them(scene: Scene) {
    let taken = scene.put(SOMEBODY.to_vec()).await.unwrap();
    let covering = Scene {
        keep: scene.keep.clone().covering_people(),
        ..scene
    };
    let covered = covering.put(SOMEBODY.to_vec()).await.unwrap();
    assert!(covered.hash != taken.hash && covered.media_type == taken.media_type);
    assert_eq!(covering.put(SOMEBODY.to_vec()).await.unwrap(), covered);
}

#[tokio::test]
async fn a_keep_opens_where_it_is_told_to() {
    let Some(broker) = TestBroker::start().await else { return };
    let nats = broker.connect().await;
    let folder = tempfile::tempdir().unwrap();
    let at = |store| FilesConfig { store, max_bytes: LIMIT };
    let nowhere = Keep::open(&at(None), "enforcement", &nats).await;
    assert!(matches!(nowhere, Err(KeepError::Nowhere)));
    let blocked = folder.path().join("file");
    std::fs::write(&blocked, "").unwrap();
    let blocked = Keep::open(&at(Some(FileStore::Folder(blocked))), "enforcement", &nats).await;
    assert!(matches!(blocked, Err(KeepError::Folder { .. })));
    let named = |name: Option<&str>| FileStore::Bucket {
        name: name.map(str::to_owned),
        replicas: 1,
    };
    for (store, bucket) in [
        (named(None), "enforcement"),
        (named(Some("evidence")), "evidence"),
        (named(None), "enforcement"),
    ] {
        Keep::open(&at(Some(store)), "enforcement", &nats).await.unwrap();
        nats.jetstream().get_object_store(bucket).await.unwrap();
    }
}
