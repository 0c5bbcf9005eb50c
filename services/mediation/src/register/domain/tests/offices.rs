use super::*;

/// Who writes for a village.
const KEEPERS: [&str; 6] = [VILLAGE, TOWN, COUNTY, JUSTICE, "330602-TJZX", "330602001-SFS"];

fn writes(by: &str, unit: &str) -> Result<(), &'static str> {
    at(&clerk(by), |sitting| sitting.governs(&code(unit)))
}

#[test]
fn for_a_village_write_itself_who_is_above_it_and_the_offices_that_guide_committees() {
    for by in KEEPERS {
        assert_eq!(writes(by, VILLAGE), Ok(()), "{by}");
    }
    for by in [
        "330602-ZJJ",
        "330602-GAJ",
        "330602-XFJ",
        "330602001-ZHS",
        "330602001-TJW",
        OTHER_TOWN,
    ] {
        assert_eq!(writes(by, VILLAGE), Err("UNIT_NOT_YOURS"), "{by}");
    }
    assert_eq!(writes("330602001-TJW", TOWN), Ok(()), "a town's committee for its town");
    assert_eq!(writes("330602001-ZHS", TOWN), Err("UNIT_NOT_YOURS"));
}

#[test]
fn an_agency_publishes_what_it_mediates_itself() {
    let publish = |agency: &str| {
        let matter = Matter {
            id: new_id(),
            unit: code(agency),
            title: "物业服务收费争议".to_owned(),
            category: Category::PropertyManagement,
            basis: "物业管理条例".to_owned(),
            days: Days { from: TODAY, to: None },
        };
        let head = Actor::from(&principal("head", Some("330602-ZJJ"), "agency_head"));
        at(&head, |sitting| matter.put(Standing::New, None, sitting)).map(drop)
    };
    assert_eq!(publish("330602-ZJJ"), Ok(()));
    assert_eq!(publish("330602-GAJ"), Err("UNIT_NOT_YOURS"));
}
