//! Every list is answered from an index, in its order.

use shiyu_kit::audience::Reach;
use shiyu_kit::clock::new_id;
use shiyu_kit::reading::Days;
use shiyu_kit::testkit::database::TestDatabase;
use time::macros::{date, datetime};

use crate::meeting::domain::{Broadcast, BroadcastKind, FollowUpState, Meeting, MeetingKind, Receipt, Target};
use crate::meeting::store::receipt::Which;
use crate::meeting::store::{broadcast, gathering, receipt};
use crate::team::tests::scene::{GRID, Scene, TOWN, VILLAGE, code, grid, is_indexed, plan};

fn a_meeting() -> Meeting {
    Meeting {
        id: new_id(),
        kind: MeetingKind::Talk,
        grid: grid(GRID),
        held_on: date!(2026 - 05 - 01),
        venue: "厅".to_owned(),
        agenda: "事".to_owned(),
        attendee_count: 1,
        resolution: String::new(),
        events: Vec::new(),
        follow_up_due: None,
        steps: [].into(),
        followed_up: None,
    }
}

fn a_notice() -> Broadcast {
    Broadcast {
        id: new_id(),
        unit: code(TOWN),
        kind: BroadcastKind::Work,
        text: "事".to_owned(),
        urgent: false,
        due_at: datetime!(2026-05-02 01:00 UTC),
        sent_at: datetime!(2026-05-01 01:00 UTC),
        targets: 1,
        acknowledged: 0,
    }
}

fn reaches() -> [Reach; 3] {
    [
        Reach::Everything,
        Reach::Units([code(VILLAGE)].into()),
        Reach::Units([code(TOWN), code(VILLAGE)].into()),
    ]
}

#[tokio::test]
async fn no_list_of_meetings_scans_or_sorts() {
    let home = TestDatabase::sqlite();
    let scene = Scene::open(&home).await;
    let day = Some(date!(2026 - 05 - 01));
    for reach in &reaches() {
        for (of_grid, village) in [(None, None), (Some(grid(GRID)), None), (None, Some(code(VILLAGE)))] {
            for follow_up in [None, Some(FollowUpState::Open)] {
                for kind in [None, Some(MeetingKind::Hearing)] {
                    let filter = gathering::Filter {
                        grid: of_grid.clone(),
                        village: village.clone(),
                        kind,
                        follow_up,
                        days: Days { from: day, to: day },
                    };
                    for after in [None, Some(gathering::key(&a_meeting()))] {
                        let plan = plan(&scene.db, gathering::question((&filter, reach), after.as_ref(), 5)).await;
                        assert!(is_indexed(&plan), "{filter:?} {reach:?} {after:?}: {plan}");
                    }
                }
            }
        }
    }
}

#[tokio::test]
async fn no_list_of_notices_scans_or_sorts() {
    let home = TestDatabase::sqlite();
    let scene = Scene::open(&home).await;
    for reach in &reaches() {
        for unit in [None, Some(code(TOWN))] {
            for after in [None, Some(broadcast::key(&a_notice()))] {
                let plan = plan(&scene.db, broadcast::question((unit.as_ref(), reach), after.as_ref(), 5)).await;
                assert!(is_indexed(&plan), "{unit:?} {reach:?} {after:?}: {plan}");
            }
        }
    }
    let a_receipt = Receipt {
        broadcast: new_id(),
        target: Target::Grid(grid(GRID)),
        sent_at: datetime!(2026-05-01 01:00 UTC),
        acknowledged_at: None,
        contacts_reached: 0,
    };
    for which in [Which::Every, Which::Open] {
        for after in [None, Some(GRID.to_owned())] {
            let plan = plan(&scene.db, receipt::of_question((new_id(), which), after.as_ref(), 5)).await;
            assert!(is_indexed(&plan), "{which:?} {after:?}: {plan}");
        }
        for after in [None, Some(receipt::key(&a_receipt))] {
            let plan = plan(&scene.db, receipt::by_question((&a_receipt.target, which), after.as_ref(), 5)).await;
            assert!(is_indexed(&plan), "{which:?} {after:?}: {plan}");
        }
    }
}
