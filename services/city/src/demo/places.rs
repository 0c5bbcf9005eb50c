//! The few units of 绍兴 that the demo needs: divisions as the statistics bureau codes them, and offices of a county.

use shiyu_proto::common::v1::Unit;

use crate::failure::Failure;

/// They are valid from long before anything the demo tells of.
const SINCE: &str = "2020-01-01";
const CITY: (&str, &str) = ("330600", "绍兴市");
/// The petition office: it receives, forwards and oversees.
pub const PETITIONS: &str = "XFJ";

/// The command centre of a county (联动指挥中心).
pub const CENTRE: &str = "ZHZ";
/// The command room of a town (综合信息指挥室).
pub const ROOM: &str = "ZHS";
/// The offices every town has.
const TOWN_OFFICES: [(&str, &str); 2] = [(ROOM, "综合信息指挥室"), ("ZHZF", "综合行政执法队")];
/// How the villages of a town are called, each with its number in the code.
pub const VILLAGES: [&str; 6] = ["第一社区", "第二社区", "第三社区", "第四社区", "第五社区", "第六社区"];

/// The offices every county has, as the stories name them.
const OFFICES: [(&str, &str); 17] = [
    (PETITIONS, "信访局"),
    (CENTRE, "社会治理中心"),
    ("ZJJ", "住房和城乡建设局"),
    ("ZHZF", "综合行政执法局"),
    ("RSJ", "人力资源和社会保障局"),
    ("ZRZY", "自然资源和规划局"),
    ("STHJ", "生态环境局"),
    ("YJGL", "应急管理局"),
    ("SLJ", "水利局"),
    ("JTYS", "交通运输局"),
    ("SCJG", "市场监督管理局"),
    ("NYNC", "农业农村局"),
    ("MZJ", "民政局"),
    ("GAJ", "公安局"),
    ("JW", "纪委监委"),
    ("SFJ", "司法局"),
    ("TJZX", "社会矛盾纠纷调处化解中心"),
];

/// A county, or the city, that the demo knows.
#[derive(Debug, Clone, Copy)]
pub struct County {
    /// Six-digit code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Code and name of what lies in it: towns, or for the city its counties.
    pub places: &'static [(&'static str, &'static str)],
    /// The same of towns in which nothing is told, and which no map shows: their bureaus have the items of power too.
    pub beyond: &'static [(&'static str, &'static str)],
}

const COUNTIES: [County; 3] = [
    County {
        code: "330602",
        name: "越城区",
        places: &[
            ("330602001", "塔山街道"),
            ("330602002", "府山街道"),
            ("330602004", "北海街道"),
            ("330602006", "稽山街道"),
            ("330602009", "灵芝街道"),
            ("330602108", "富盛镇"),
        ],
        beyond: &[("330602007", "迪荡街道"), ("330602008", "东湖街道")],
    },
    County {
        code: "330681",
        name: "诸暨市",
        places: &[
            ("330681001", "暨阳街道"),
            ("330681002", "浣东街道"),
            ("330681005", "大唐街道"),
            ("330681104", "店口镇"),
            ("330681109", "枫桥镇"),
            ("330681115", "牌头镇"),
        ],
        beyond: &[("330681003", "陶朱街道"), ("330681004", "暨南街道")],
    },
    County {
        code: CITY.0,
        name: CITY.1,
        places: &[
            ("330602", "越城区"),
            ("330603", "柯桥区"),
            ("330604", "上虞区"),
            ("330681", "诸暨市"),
        ],
        beyond: &[],
    },
];

impl County {
    /// The county of a code.
    pub fn find(code: &str) -> Result<&'static Self, Failure> {
        COUNTIES.iter().find(|county| county.code == code).ok_or_else(|| {
            let known = COUNTIES.map(|county| county.code).join(", ");
            Failure::Usage(format!("the demo knows its way in {known}, not in {code}"))
        })
    }

    /// The code of a unit as the stories name it: an office (`ZJJ`), a town (`T1`) or an office of it (`T1-ZHZF`), its first village
    /// (`V1`), the county, its neighbour, the city or an office of the city (`city-XFJ`).
    pub fn unit(&self, word: &str) -> Result<String, Failure> {
        if word == "county" {
            return Ok(self.code.to_owned());
        }
        if let Some(office) = word.strip_prefix("city") {
            return Ok(format!("{}{office}", CITY.0));
        }
        if OFFICES.iter().any(|(office, _)| *office == word) {
            return Ok(format!("{}-{word}", self.code));
        }
        if word == "neighbour" {
            return Ok(self.neighbour().to_owned());
        }
        let (word_of_place, office) = word.split_once('-').map_or((word, None), |(town, office)| (town, Some(office)));
        let known = office.is_none_or(|office| TOWN_OFFICES.iter().any(|(one, _)| *one == office));
        let town = self.town(word_of_place, 'T').filter(|_| known);
        let town = town.map(|town| office.map_or(town.to_owned(), |office| format!("{town}-{office}")));
        let village = self.town(word, 'V').map(|town| format!("{town}001"));
        town.or(village)
            .ok_or_else(|| Failure::Usage(format!("the stories know no unit `{word}`")))
    }

    /// The code of the town of a word: `T1`, or `V1` for what lies in it.
    fn town(&self, word: &str, letter: char) -> Option<&'static str> {
        let number = word.strip_prefix(letter)?.parse::<usize>().ok()?;
        let (code, _) = self.places.get(number.checked_sub(1)?)?;
        Some(code)
    }

    /// The other county of the demo.
    fn neighbour(&self) -> &'static str {
        let others = COUNTIES.iter().filter(|other| other.code != self.code && other.code != CITY.0);
        others.map(|other| other.code).next().unwrap_or_default()
    }

    /// Whether it is a county, with towns in it.
    pub fn has_towns(&self) -> bool {
        self.code != CITY.0
    }

    /// A text of a story as it reads here, about the town it is about.
    pub fn fill(&self, text: &str, town: &str) -> String {
        let name = self
            .places
            .iter()
            .find(|(code, _)| *code == town)
            .map_or(self.name, |(_, name)| name);
        text.replace("{place}", name).replace("{county}", self.name)
    }

    /// Where the stories can be told.
    ///
    /// # Errors
    /// [`Failure::Usage`] for the city.
    pub fn with_towns(&'static self) -> Result<&'static Self, Failure> {
        if self.code == CITY.0 {
            return Err(Failure::Usage("the demo plays in a county: 330602 or 330681".to_owned()));
        }
        Ok(self)
    }

    /// Its units, each after its superior.
    pub fn units(&self) -> Vec<Unit> {
        let mut units = vec![unit(CITY.0, CITY.1, "")];
        if self.code != CITY.0 {
            let petitions = format!("{}-{PETITIONS}", CITY.0);
            units.push(unit(&petitions, &format!("{}信访局", CITY.1), CITY.0));
            units.push(unit(self.code, self.name, CITY.0));
            let others = COUNTIES.iter().filter(|other| other.code != self.code && other.code != CITY.0);
            units.extend(others.map(|other| unit(other.code, other.name, CITY.0)));
        }
        units.extend(OFFICES.iter().map(|(office, name)| {
            let code = format!("{}-{office}", self.code);
            unit(&code, &format!("{}{name}", self.name), self.code)
        }));
        units.extend(self.all_places().map(|(code, name)| unit(code, name, self.code)));
        if self.has_towns() {
            units.extend(self.all_places().flat_map(|(code, name)| offices_of(code, name)));
            units.extend(self.places.iter().flat_map(|(code, name)| villages_of(code, name)));
        }
        units
    }

    /// What lies in it, and the towns in which nothing is told after the others.
    pub fn all_places(&self) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
        self.places.iter().chain(self.beyond)
    }
}

fn offices_of(town: &str, name: &str) -> Vec<Unit> {
    let offices = TOWN_OFFICES.iter().map(|(office, title)| (format!("{town}-{office}"), title));
    offices.map(|(code, title)| unit(&code, &format!("{name}{title}"), town)).collect()
}

fn villages_of(town: &str, name: &str) -> Vec<Unit> {
    let villages = (1..).zip(VILLAGES).map(|(number, title)| (format!("{town}{number:03}"), title));
    villages.map(|(code, title)| unit(&code, &format!("{name}{title}"), town)).collect()
}

fn unit(code: &str, name: &str, superior: &str) -> Unit {
    Unit {
        name: String::new(),
        code: code.to_owned(),
        display_name: name.to_owned(),
        superior: superior.to_owned(),
        valid_from: SINCE.to_owned(),
        valid_to: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use shiyu_kit::unit::Code;

    use super::*;

    #[test]
    fn every_unit_has_a_code_and_stands_after_its_superior() {
        for county in COUNTIES {
            let mut known = HashSet::from([String::new()]);
            for unit in county.units() {
                assert!(unit.code.parse::<Code>().is_ok(), "{}", unit.code);
                assert!(known.contains(&unit.superior), "{}", unit.code);
                assert!(known.insert(unit.code));
            }
            let last = if county.code == CITY.0 { "T4" } else { "T6" };
            for word in ["ZJJ", "T1", last, "county", "city", "city-XFJ"] {
                assert!(known.contains(&county.unit(word).unwrap()), "{word}");
            }
            for word in ["T1-ZHS", "T6-ZHZF", "V6", "neighbour"].iter().filter(|_| county.has_towns()) {
                assert!(known.contains(&county.unit(word).unwrap()), "{word}");
            }
            assert!(county.unit("T1-XFJ").is_err());
            assert!(matches!(county.unit("T7"), Err(Failure::Usage(_))));
            assert!(matches!(county.unit("nobody"), Err(Failure::Usage(_))));
        }
        assert!(matches!(County::find("440700"), Err(Failure::Usage(_))));
    }

    #[test]
    fn the_items_of_power_come_from_and_go_to_offices_that_are_there() {
        for county in COUNTIES.iter().filter(|county| county.has_towns()) {
            let units: HashSet<String> = county.units().into_iter().map(|unit| unit.code).collect();
            let origins = crate::demo::ORIGINS.map(|office| format!("{}-{office}", county.code));
            assert!(origins.iter().all(|origin| units.contains(origin)), "{origins:?}");
            let bureaus = crate::demo::bureaus(county.code).unwrap();
            assert_eq!((origins.len(), bureaus.len()), (5, 8));
            for bureau in bureaus {
                let (holder, region) = bureau.split_once('@').unwrap();
                assert!(units.contains(holder) && units.contains(region), "{bureau}");
            }
        }
    }
}
