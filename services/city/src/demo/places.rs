//! The few units of 绍兴 that the demo needs: divisions as the statistics bureau codes them, and offices of a county.

use shiyu_proto::common::v1::Unit;

use crate::failure::Failure;

/// They are valid from long before anything the demo tells of.
const SINCE: &str = "2020-01-01";
const CITY: (&str, &str) = ("330600", "绍兴市");

/// An office every county has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Office {
    /// 信访局: receives and forwards.
    Petitions,
    /// 住房和城乡建设局.
    Housing,
    /// 综合行政执法局.
    Enforcement,
    /// 人力资源和社会保障局.
    Labour,
    /// 自然资源和规划局.
    Land,
    /// 生态环境局.
    Environment,
    /// 交通运输局.
    Transport,
}

impl Office {
    /// Every office.
    pub const ALL: [Self; 7] = [
        Self::Petitions,
        Self::Housing,
        Self::Enforcement,
        Self::Labour,
        Self::Land,
        Self::Environment,
        Self::Transport,
    ];

    fn suffix_and_name(self) -> (&'static str, &'static str) {
        match self {
            Self::Petitions => ("XFJ", "信访局"),
            Self::Housing => ("ZJJ", "住房和城乡建设局"),
            Self::Enforcement => ("ZHZF", "综合行政执法局"),
            Self::Labour => ("RSJ", "人力资源和社会保障局"),
            Self::Land => ("ZRZY", "自然资源和规划局"),
            Self::Environment => ("STHJ", "生态环境局"),
            Self::Transport => ("JTYS", "交通运输局"),
        }
    }

    /// Code of this office of a county.
    pub fn of(self, county: &str) -> String {
        format!("{county}-{}", self.suffix_and_name().0)
    }
}

/// A county that the demo knows.
#[derive(Debug, Clone, Copy)]
pub struct County {
    /// Six-digit code.
    pub code: &'static str,
    name: &'static str,
    /// Code and name of what lies in it: towns, or for the city its counties.
    pub places: &'static [(&'static str, &'static str)],
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

    /// Its units, each after its superior.
    pub fn units(&self) -> Vec<Unit> {
        let mut units = vec![unit(CITY.0, CITY.1, "")];
        if self.code != CITY.0 {
            units.push(unit(self.code, self.name, CITY.0));
        }
        for office in Office::ALL {
            let name = format!("{}{}", self.name, office.suffix_and_name().1);
            units.push(unit(&office.of(self.code), &name, self.code));
        }
        units.extend(self.places.iter().map(|(code, name)| unit(code, name, self.code)));
        units
    }
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
        }
        assert!(matches!(County::find("440700"), Err(Failure::Usage(_))));
    }
}
