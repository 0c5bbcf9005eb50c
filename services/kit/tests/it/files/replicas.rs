//! Two replicas have turns with the same file.

use shiyu_kit::both_databases;
use shiyu_kit::file::FilesFault;
use shiyu_kit::testkit::database::TestDatabase;

use super::Scene;
use crate::docket::Command;

both_databases! {
    what_another_replica_puts_on_record_is_not_destroyed;
    what_another_replica_destroys_is_not_put_on_record;
    of_two_replicas_none_destroys_what_the_other_has_put_on_record;
    what_a_call_that_was_cut_off_put_on_record_after_all_is_not_destroyed;
}

async fn what_another_replica_puts_on_record_is_not_destroyed(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (hash, other) = (scene.brought(1).await, scene.of_another_replica());
    let (over, case) = (scene.filed(&[hash]).await, scene.filed(&[]).await);
    scene.closed(over).await;
    other.hold(hash, case).await.unwrap();
    let turn = other.turn(hash).await.unwrap();
    assert_eq!(scene.swept().await, 1, "the case itself was seen to");
    assert!(scene.has(hash).await && !scene.are_gone(over).await, "its file waits");
    assert!(matches!(scene.files.let_go(hash).await, Err(FilesFault::Taken)));
    let beside = other.turn(hash).await.unwrap();
    scene.done(case, Command::File { hash }).await;
    turn.over().await;
    assert!(
        matches!(scene.files.let_go(hash).await, Err(FilesFault::Taken)),
        "another takes it in too"
    );
    beside.over().await;
    scene.swept().await;
    assert!(scene.are_gone(over).await && scene.can_read(case, hash).await);
}

async fn what_another_replica_destroys_is_not_put_on_record(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (hash, free) = (scene.brought(1).await, scene.brought(2).await);
    let (other, case) = (scene.of_another_replica(), scene.filed(&[]).await);
    // A folder is no file that could be taken away: whoever tried may still be at it.
    std::fs::remove_file(scene.place(hash)).unwrap();
    std::fs::create_dir(scene.place(hash)).unwrap();
    assert!(matches!(other.let_go(hash).await, Err(FilesFault::File(_))));
    scene.files.hold(hash, case).await.unwrap();
    assert!(scene.has(hash).await);
    assert!(matches!(scene.files.turn(hash).await, Err(FilesFault::Destroyed)));
    scene.files.turn(free).await.unwrap().over().await;
}

async fn of_two_replicas_none_destroys_what_the_other_has_put_on_record(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let other = scene.of_another_replica();
    for seen in 1..=20 {
        let (hash, case) = (scene.brought(seen).await, scene.filed(&[]).await);
        let taken_in = async {
            other.hold(hash, case).await.unwrap();
            let turn = other.turn(hash).await.ok()?;
            scene.done(case, Command::File { hash }).await;
            turn.over().await;
            Some(())
        };
        let (gone, taken) = tokio::join!(scene.files.let_go(hash), taken_in);
        assert!(matches!(gone, Ok(()) | Err(FilesFault::Taken)), "{gone:?}");
        assert_eq!(
            scene.has(hash).await,
            taken.is_some(),
            "{seen}: it is there for a case that has it, and for nobody else"
        );
    }
}

async fn what_a_call_that_was_cut_off_put_on_record_after_all_is_not_destroyed(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let (hash, case) = (scene.brought(1).await, scene.filed(&[]).await);
    scene.files.hold(hash, case).await.unwrap();
    drop(scene.files.turn(hash).await.unwrap());
    assert!(matches!(scene.files.let_go(hash).await, Err(FilesFault::Taken)));
    scene.done(case, Command::File { hash }).await;
    assert!(scene.can_read(case, hash).await);
}
