//! What the petitions of the demo are about: matters any county has, without a single person in them.

use shiyu_proto::petition::v1::{Channel, Decision};

use super::dice::Dice;
use super::places::{County, Office};

/// How the matters of the demo come.
const CHANNELS: [Channel; 6] = [
    Channel::Phone,
    Channel::Online,
    Channel::Phone,
    Channel::Letter,
    Channel::Visit,
    Channel::Online,
];

/// A kind of matter. `{place}` and `{n}` are filled in.
struct Plot {
    category: &'static str,
    office: Office,
    title: &'static str,
    request: &'static str,
    facts: &'static str,
    found: &'static str,
    decision: Decision,
    law: &'static str,
}

const PLOTS: [Plot; 9] = [
    Plot {
        category: "public.street-light",
        office: Office::Housing,
        title: "{place}主干道路灯连续{n}晚不亮",
        request: "请求尽快修复路灯，保障夜间出行安全。",
        facts: "{place}主干道约{n}盏路灯损坏，已影响周边居民夜间通行，曾向社区反映未修复。",
        found: "经现场核查，系配电箱故障，已更换设备并恢复照明。",
        decision: Decision::Supported,
        law: "《城市照明管理规定》",
    },
    Plot {
        category: "environment.noise",
        office: Office::Environment,
        title: "{place}工地夜间施工噪声扰民",
        request: "请求制止夜间违规施工。",
        facts: "{place}一处工地近{n}日夜间十时后仍在打桩，周边住户无法休息。",
        found: "经监测，夜间噪声超过排放限值，已责令停止夜间施工并立案。",
        decision: Decision::Supported,
        law: "《中华人民共和国噪声污染防治法》",
    },
    Plot {
        category: "housing.property-management",
        office: Office::Housing,
        title: "{place}某小区物业服务质量下降",
        request: "请求督促物业服务企业履行合同。",
        facts: "{place}某小区{n}号楼电梯多次停运，垃圾清运不及时，物业费照常收取。",
        found: "经核查，物业服务企业未按合同履行维保义务，已责令限期整改。",
        decision: Decision::Supported,
        law: "《物业管理条例》",
    },
    Plot {
        category: "labour.wage-arrears",
        office: Office::Labour,
        title: "{place}某项目拖欠{n}名工人工资",
        request: "请求责令用人单位支付拖欠的工资。",
        facts: "{place}某建设项目自上季度起未足额发放工资，涉及{n}名工人。",
        found: "经核查，欠薪属实，已从工资保证金中垫付并责令总承包单位清偿。",
        decision: Decision::Supported,
        law: "《保障农民工工资支付条例》",
    },
    Plot {
        category: "planning.illegal-construction",
        office: Office::Enforcement,
        title: "{place}沿街商铺违法搭建",
        request: "请求依法拆除违法建筑。",
        facts: "{place}沿街{n}间商铺擅自搭建雨棚和阁楼，占用人行道。",
        found: "经核查，其中部分搭建未取得规划许可，已下达限期拆除决定。",
        decision: Decision::Supported,
        law: "《中华人民共和国城乡规划法》第六十四条",
    },
    Plot {
        category: "land.compensation",
        office: Office::Land,
        title: "{place}征地补偿标准争议",
        request: "请求按新公布的区片综合地价重新核算补偿。",
        facts: "{place}因道路建设征收集体土地约{n}亩，村民认为补偿标准偏低。",
        found: "经核查，补偿按公告时有效的标准核算并已足额支付，要求适用其后公布的标准缺乏依据。",
        decision: Decision::NotSupported,
        law: "《中华人民共和国土地管理法》第四十八条",
    },
    Plot {
        category: "transport.bus-route",
        office: Office::Transport,
        title: "建议增设{place}至市中心公交班次",
        request: "请求在早晚高峰增加公交班次。",
        facts: "{place}现有线路高峰间隔约{n}分钟，学生和职工候车时间长。",
        found: "诉求合理，但现有运力不足，已列入下一年度线网优化方案，并向信访人说明。",
        decision: Decision::Explained,
        law: "《城市公共交通条例》",
    },
    Plot {
        category: "environment.odour",
        office: Office::Environment,
        title: "{place}印染企业异味",
        request: "请求查处企业废气超标排放。",
        facts: "{place}附近{n}户居民反映凌晨时段有刺激性气味。",
        found: "经连续监测，排放浓度未超过标准，已要求企业增加夜间巡查并公开监测数据。",
        decision: Decision::Explained,
        law: "《中华人民共和国大气污染防治法》",
    },
    Plot {
        category: "public.parking",
        office: Office::Enforcement,
        title: "{place}消防通道长期被占用停车",
        request: "请求清理占用消防通道的车辆并施划标线。",
        facts: "{place}老旧小区消防通道每晚停放车辆{n}余辆，存在安全隐患。",
        found: "经核查属实，已清理通道、施划标线并纳入日常巡查。",
        decision: Decision::Supported,
        law: "《中华人民共和国消防法》第二十八条",
    },
];

/// One matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// Category.
    pub category: &'static str,
    /// The office that is competent.
    pub office: Office,
    /// How it came.
    pub channel: Channel,
    /// Code of the place.
    pub place: &'static str,
    /// Title.
    pub title: String,
    /// Request.
    pub request: &'static str,
    /// Facts and reasons.
    pub facts: String,
    /// What the office finds.
    pub found: &'static str,
    /// What it decides.
    pub decision: Decision,
    /// What that rests on.
    pub law: &'static str,
}

/// The next matter in a county.
pub fn tell(county: &County, dice: &mut Dice) -> Option<Story> {
    let plot = dice.pick(&PLOTS)?;
    let (place, name) = dice.pick(county.places)?;
    let number = dice.between(3, 30).to_string();
    let fill = |text: &str| text.replace("{place}", name).replace("{n}", &number);
    Some(Story {
        category: plot.category,
        office: plot.office,
        channel: *dice.pick(&CHANNELS)?,
        place,
        title: fill(plot.title),
        request: plot.request,
        facts: fill(plot.facts),
        found: plot.found,
        decision: plot.decision,
        law: plot.law,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_tells_the_same_stories_and_leaves_no_gap() {
        let county = County::find("330602").unwrap();
        let tell = |seed| {
            let mut dice = Dice::new(seed);
            (0..40).map(|_| tell(county, &mut dice).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(tell(7), tell(7));
        assert_ne!(tell(7), tell(8));
        for story in tell(7) {
            assert!(!story.title.contains('{') && !story.facts.contains('{'), "{}", story.title);
            assert!(story.title.chars().count() <= 200);
        }
    }
}
