//! Photographs and documents go with the last case that has them, once its time is over; their names stay in the journal.

use std::convert::Infallible;
use std::path::PathBuf;

use futures::stream;
use sea_orm::EntityTrait;
use sea_orm::sea_query::Expr;
use shiyu_kit::both_databases;
use shiyu_kit::clock::new_id;
use shiyu_kit::file::{Files, FilesFault, Hash, Keep, holder};
use shiyu_kit::journal::{self, Column, verify};
use shiyu_kit::retention::{self, Kept, Sweep};
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::picture::photograph;
use tempfile::TempDir;
use uuid::Uuid;

use crate::docket::{Command, Docket};
use crate::rooms::{Room, act};
use crate::words::alter;

mod replicas;

both_databases! {
    a_file_goes_with_its_case_and_its_name_stays;
    a_shared_file_stays_until_the_last_case_that_has_it;
    what_a_process_left_that_died_is_seen_to_by_the_next;
    so_many_go_at_once_and_the_rest_the_next_time;
    what_does_not_go_keeps_no_other;
    what_is_brought_after_that_goes_as_well;
    what_no_record_has_goes_too;
    what_an_older_build_put_on_record_goes_too;
    a_case_that_cannot_be_followed_keeps_no_file;
    a_file_that_was_destroyed_meanwhile_is_not_put_on_record;
}

struct Scene {
    room: Room,
    files: Files<Docket>,
    folder: TempDir,
}

impl Scene {
    async fn on(home: TestDatabase) -> Self {
        let room = Room::on(home).await;
        let folder = tempfile::tempdir().unwrap();
        let keep = Keep::in_folder(folder.path(), 1 << 20).unwrap();
        let files = Files::new(keep, room.db.clone());
        Self { room, files, folder }
    }

    /// What is seen on it is this.
    async fn brought(&self, seen: u8) -> Hash {
        let photograph = stream::iter([Ok::<_, Infallible>(photograph(1, seen))]);
        self.files.keep().put("image/jpeg", photograph).await.unwrap().hash
    }

    async fn done(&self, case: Uuid, command: Command) {
        self.room.ledger().execute(act(case), command).await.unwrap();
    }

    /// A docket with these files on its record.
    async fn filed(&self, files: &[Hash]) -> Uuid {
        let case = new_id();
        let title = "欠薪".to_owned();
        self.done(case, Command::Open { title }).await;
        for hash in files {
            self.files.hold(*hash, case).await.unwrap();
            let turn = self.files.turn(*hash).await.unwrap();
            self.done(case, Command::File { hash: *hash }).await;
            turn.over().await;
        }
        case
    }

    /// The files as another replica has them.
    fn of_another_replica(&self) -> Files<Docket> {
        Files::new(self.files.keep().clone(), self.room.db.clone())
    }

    /// Where it lies in its folder.
    fn place(&self, hash: Hash) -> PathBuf {
        let name = hash.to_string();
        self.folder.path().join(&name[0..2]).join(&name[2..4]).join(&name)
    }

    /// It was closed in 1970.
    async fn closed(&self, case: Uuid) {
        let docket = self.room.ledger().get(case).await.unwrap().unwrap().case;
        let at = docket.closes_at.unwrap();
        self.done(case, Command::Tick { at }).await;
    }

    /// Of a process that dies before a file goes; with its files, of one that lives.
    fn sweep(&self) -> Sweep<Docket> {
        Sweep::new(self.room.db.writer.clone(), self.room.clock.clone(), Kept::years(10, 10))
    }

    async fn swept(&self) -> usize {
        let sweep = self.sweep().and_files(Some(self.files.clone()));
        sweep.round().await.unwrap()
    }

    async fn has(&self, hash: Hash) -> bool {
        self.files.keep().has(hash).await.unwrap()
    }

    async fn can_read(&self, case: Uuid, hash: Hash) -> bool {
        let filed = self.room.ledger().get(case).await.unwrap().unwrap();
        self.files.read(&filed, hash).await.unwrap().is_some()
    }

    async fn are_gone(&self, case: Uuid) -> bool {
        let record = retention::Entity::find_by_id(case).one(&self.room.db.writer).await.unwrap();
        record.unwrap().files_at.is_some()
    }

    async fn holders(&self) -> usize {
        holder::Entity::find().all(&self.room.db.writer).await.unwrap().len()
    }
}

async fn a_file_goes_with_its_case_and_its_name_stays(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (over, open) = (scene.brought(1).await, scene.brought(2).await);
    let (case, other) = (scene.filed(&[over]).await, scene.filed(&[open]).await);
    scene.closed(case).await;
    assert!(scene.can_read(case, over).await);
    assert_eq!(scene.swept().await, 1);
    assert_eq!(scene.swept().await, 0, "once");
    assert!(!scene.has(over).await && scene.has(open).await);
    assert!(!scene.can_read(case, over).await && scene.can_read(other, open).await);
    assert!(scene.are_gone(case).await);
    assert_eq!(scene.holders().await, 1);
    let rows = journal::timeline(&scene.room.db.writer, case).await.unwrap();
    assert!(rows.iter().any(|row| row.detail.contains(&over.to_string())));
    let verdict = verify(&scene.room.db.writer, case).await.unwrap().unwrap();
    assert_eq!(verdict.findings, []);
}

async fn a_shared_file_stays_until_the_last_case_that_has_it(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (shared, own) = (scene.brought(1).await, scene.brought(2).await);
    let (first, last) = (scene.filed(&[shared, own]).await, scene.filed(&[shared]).await);
    scene.closed(first).await;
    assert_eq!(scene.swept().await, 1);
    assert!(scene.has(shared).await && !scene.has(own).await);
    assert!(scene.are_gone(first).await, "it has no share in it any more");
    assert!(!scene.can_read(first, shared).await && scene.can_read(last, shared).await);
    scene.closed(last).await;
    assert_eq!(scene.swept().await, 1);
    assert!(!scene.has(shared).await && scene.are_gone(last).await);
    assert_eq!(scene.holders().await, 0);
}

async fn what_a_process_left_that_died_is_seen_to_by_the_next(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (first, second) = (scene.brought(1).await, scene.brought(2).await);
    let case = scene.filed(&[first, second]).await;
    scene.closed(case).await;
    assert_eq!(scene.sweep().round().await.unwrap(), 1, "it is on record that its time is over");
    assert!(scene.has(first).await && scene.has(second).await && !scene.are_gone(case).await);
    assert!(!scene.can_read(case, first).await, "nobody is shown it any more");
    // Another died between the file and its row.
    scene.files.keep().remove(first).await.unwrap();
    assert_eq!(scene.swept().await, 0, "the case itself was seen to");
    assert!(!scene.has(second).await && scene.are_gone(case).await);
    assert_eq!(scene.holders().await, 0);
}

async fn so_many_go_at_once_and_the_rest_the_next_time(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let files = [scene.brought(1).await, scene.brought(2).await, scene.brought(3).await];
    let case = scene.filed(&files).await;
    scene.closed(case).await;
    scene.sweep().round().await.unwrap();
    let now = scene.room.clock.now();
    for (left, gone) in [(1, 2), (0, 1), (0, 0)] {
        assert_eq!(scene.files.destroy_over(now, 2).await.unwrap(), gone);
        assert_eq!(scene.holders().await, left);
        assert_eq!(scene.are_gone(case).await, left == 0, "not before the last");
    }
    for hash in files {
        assert!(!scene.has(hash).await);
    }
}

async fn what_does_not_go_keeps_no_other(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (stuck, free) = (scene.brought(1).await, scene.brought(2).await);
    let (first, second) = (scene.filed(&[stuck]).await, scene.filed(&[free]).await);
    // A folder is no file that could be taken away.
    let path = scene.place(stuck);
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    scene.closed(first).await;
    scene.closed(second).await;
    assert_eq!(scene.swept().await, 2);
    assert!(!scene.has(free).await && scene.are_gone(second).await);
    assert!(scene.has(stuck).await && !scene.are_gone(first).await);
    std::fs::remove_dir(&path).unwrap();
    assert_eq!(scene.swept().await, 0);
    assert!(scene.are_gone(first).await, "it is tried again");
}

async fn what_is_brought_after_that_goes_as_well(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (first, later) = (scene.brought(1).await, scene.brought(2).await);
    let case = scene.filed(&[first]).await;
    scene.closed(case).await;
    assert_eq!(scene.swept().await, 1);
    assert!(scene.are_gone(case).await);
    scene.files.hold(later, case).await.unwrap();
    assert!(!scene.are_gone(case).await, "it has one again");
    let enclosed = Command::Enclose {
        party: None,
        unit: "330602001".to_owned(),
    };
    scene.done(case, enclosed).await;
    assert_eq!(scene.sweep().round().await.unwrap(), 1);
    assert!(!scene.are_gone(case).await && scene.has(later).await, "that is still to go");
    assert_eq!(scene.swept().await, 0);
    assert!(scene.are_gone(case).await && !scene.has(later).await);
}

async fn what_no_record_has_goes_too(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (refused, case) = (scene.brought(1).await, scene.filed(&[]).await);
    scene.files.hold(refused, case).await.unwrap();
    scene.closed(case).await;
    assert_eq!(scene.swept().await, 1);
    assert!(!scene.has(refused).await && scene.are_gone(case).await);
}

async fn what_an_older_build_put_on_record_goes_too(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (hash, case) = (scene.brought(1).await, scene.filed(&[]).await);
    scene.done(case, Command::File { hash }).await;
    assert_eq!(scene.holders().await, 0);
    scene.closed(case).await;
    assert_eq!(scene.swept().await, 1);
    assert!(!scene.has(hash).await && scene.are_gone(case).await);
}

async fn a_case_that_cannot_be_followed_keeps_no_file(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let hash = scene.brought(1).await;
    let case = scene.filed(&[hash]).await;
    scene.closed(case).await;
    let second = journal::timeline(&scene.room.db.writer, case).await.unwrap().swap_remove(1);
    let unheard = Expr::value(r#"{"Sung":{}}"#);
    alter(&scene.room, &second, [(Column::Detail, unheard)]).await;
    scene.swept().await;
    assert!(!scene.has(hash).await);
    assert_eq!(scene.holders().await, 0);
}

async fn a_file_that_was_destroyed_meanwhile_is_not_put_on_record(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let hash = scene.brought(1).await;
    let case = scene.filed(&[]).await;
    scene.files.hold(hash, case).await.unwrap();
    scene.files.let_go(hash).await.unwrap();
    assert!(!scene.has(hash).await, "no case has it on its record");
    assert!(matches!(scene.files.turn(hash).await, Err(FilesFault::Destroyed)));
    assert_eq!(scene.brought(1).await, hash, "and brought again it is there");
    let turn = scene.files.turn(hash).await.unwrap();
    scene.done(case, Command::File { hash }).await;
    turn.over().await;
    scene.files.let_go(hash).await.unwrap();
    assert!(scene.has(hash).await, "a case has it");
}
