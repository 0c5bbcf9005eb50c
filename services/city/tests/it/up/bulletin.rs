//! What the city makes of all that was played, and the commands that look at it.

use serde_json::Value;

use super::City;

const CITY: &str = "330600";
const COUNTY: &str = "330602";

/// The league tables, the shares in time, and the supervisions behind them.
pub(super) fn look_at(city: &City, told: &Value) {
    let units = |table: &str| {
        let standings = told[table]["standings"].as_array().unwrap();
        let units = standings.iter().map(|one| one["unit"].as_str().unwrap().to_owned());
        units.collect::<Vec<_>>()
    };
    assert!(units("counties").contains(&COUNTY.to_owned()), "{told}");
    assert!(units("towns").iter().all(|town| town.len() == 9), "{told}");
    let shares = told["on_time"].as_array().unwrap();
    assert!(
        shares
            .iter()
            .any(|share| share["service"] == "petition" && share["due"].as_i64().unwrap() > 0),
        "{shares:?}"
    );
    let counts = told["supervisions"].as_array().unwrap();
    let supervised: i64 = counts.iter().map(|one| one["count"].as_i64().unwrap()).sum();
    assert!(supervised >= 1, "{counts:?}");
    assert!(told["heat"]["week"].as_str().is_some_and(|week| week.len() == 10), "{told}");
    // One was late, answered, and is closed; the city's own order was taken up by the county.
    let closed = &told["closed"];
    assert_eq!(closed["stage"], "SUPERVISION_STAGE_CLOSED", "{closed}");
    let name = closed["name"].as_str().unwrap();
    let shown = city.json(&["supervision", "show", name]);
    assert_eq!(shown["supervision"]["steps"][0]["receipt_unit"], closed["unit"], "{shown}");
    let urged = told["urged"]["moved"]["name"].as_str().unwrap();
    assert!(urged.starts_with(&format!("counties/{COUNTY}/")), "{urged}");
    assert_eq!(city.json(&["supervision", "show", urged])["supervision"]["supervisor"], CITY);
    let seen = city.json(&["--county", CITY, "supervision", "counties", "--of", COUNTY, "--limit", "200"]);
    let own = city.json(&["supervision", "list", "--limit", "200"]);
    let many = |listed: &Value| listed["supervisions"].as_array().unwrap().len();
    assert_eq!(many(&seen), many(&own), "what the county has, the city sees");
    // What went overdue was put to units of the county, and to nobody else.
    let overdue = own["supervisions"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["ground"] == "SUPERVISION_GROUND_OVERDUE");
    assert!(overdue.clone().count() > 3, "{own}");
    assert!(overdue.clone().all(|one| one["unit"].as_str().unwrap().starts_with(COUNTY)));
}
