//! What free text gives away.

use super::{draft, read};
use crate::party::{FindingKind, Identity, PartyKind, masked_text, mentions, personal_in};

fn found(text: &str) -> Vec<(FindingKind, String)> {
    let signs: Vec<char> = text.chars().collect();
    let cut = |range: std::ops::Range<usize>| signs[range].iter().collect();
    personal_in(text)
        .into_iter()
        .map(|finding| (finding.kind, cut(finding.range)))
        .collect()
}

#[test]
fn numbers_are_found_where_they_stand() {
    use FindingKind::{CreditCode, IdentityNumber, MobileNumber};
    for (text, expected) in [
        (
            "身份证11010519491231002X，电话13812345678。",
            vec![(IdentityNumber, "11010519491231002X"), (MobileNumber, "13812345678")],
        ),
        (
            "ID110105 19491231 002x及（１３８－１２３４－５６７８）",
            vec![
                (IdentityNumber, "110105 19491231 002x"),
                (MobileNumber, "１３８－１２３４－５６７８"),
            ],
        ),
        (
            "tel +8613812345678x 13912345678",
            vec![(MobileNumber, "8613812345678"), (MobileNumber, "13912345678")],
        ),
        (
            "2024 13812345678 13912345678",
            vec![(MobileNumber, "13812345678"), (MobileNumber, "13912345678")],
        ),
        ("某公司(91350100M000100Y43)", vec![(CreditCode, "91350100M000100Y43")]),
        ("代码USCC91350100m000100y43", vec![(CreditCode, "91350100m000100y43")]),
    ] {
        let expected: Vec<_> = expected.into_iter().map(|(kind, text)| (kind, text.to_owned())).collect();
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn other_numbers_are_left_alone() {
    for text in [
        "",
        "2025年1月26日，案号330602-2025-000123，金额13812345678901元",
        "110105194912310021", // a wrong check digit
        "6222021207001234567",
        "12812345678",
        "91350100M000100Y44",
        "138\n\n12345678",
        "00000000-0000-4000-8000-000000000000",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn a_text_mentions_a_party_by_name_number_or_telephone() {
    let identity = read(&draft()).unwrap();
    for text in ["反映人张 三丰称", "证号：110105-19491231-002x", "请拨１３８ 1234 5678", "张三丰"] {
        assert!(mentions(text, &identity), "{text}");
    }
    for text in ["", "张三称", "13812345679", "110105194912310021"] {
        assert!(!mentions(text, &identity), "{text}");
    }
    for (address, told, kept) in [
        (
            "浙江省诸暨市浣东街道丙路66号2单元501室",
            "反映人家住浣东街道丙路６６号 2单元501室",
            "浣东街道丙路积水",
        ),
        (
            "浣东街道丙路66号2单元501室",
            "住（丙路66号）2单元501室，夜间扰民",
            "丙路66号楼下违建",
        ),
        ("浙江省绍兴市越城区府山街道水沟营社区3幢502室", "水沟营社区3幢502室漏水", "3幢漏水"),
        ("张家村12号", "张家村12号的围墙", "张家村的围墙"),
        ("浣东街道丙路", "没有门牌", "浣东街道丙路积水"),
    ] {
        let lives = Identity {
            address: Some(address.to_owned()),
            ..identity.clone()
        };
        assert_eq!(mentions(told, &lives), address != "浣东街道丙路", "{told}");
        assert!(!mentions(kept, &lives), "{kept}");
        let seat = Identity {
            kind: PartyKind::Organisation,
            ..lives
        };
        assert!(!mentions(told, &seat), "where an organisation has its seat is no secret");
    }
    let foreign = Identity {
        name: "Jean-Luc Picard".to_owned(),
        phone: Some("+4915112345678".to_owned()),
        ..identity
    };
    assert!(mentions("jean luc　ＰＩＣＡＲＤ", &foreign));
    assert!(mentions("(+49) 151-12345678", &foreign));
    let short = Identity {
        name: "张".to_owned(),
        document: None,
        phone: None,
        ..foreign
    };
    assert!(!mentions("张三丰", &short));
}

#[test]
fn of_the_numbers_in_a_text_three_characters_and_four_are_seen() {
    for (text, masked) in [
        (
            "电话13812345678，身份证11010519491231002X",
            "电话138****5678，身份证110***********002X",
        ),
        ("（１３８－１２３４－５６７８）", "（１３８******５６７８）"),
        ("路灯坏了，编号330602000123", "路灯坏了，编号330602000123"),
        ("", ""),
    ] {
        assert_eq!(masked_text(text), masked);
        assert_eq!(personal_in(&masked_text(text)), [], "{text}");
    }
}
