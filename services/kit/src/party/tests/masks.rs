//! What is seen of a masked party.

use super::{draft, read};
use crate::party::{Document, DocumentKind, Identity, PartyKind};

fn identity() -> Identity {
    read(&draft()).unwrap()
}

fn address(address: &str) -> String {
    let address = Some(address.to_owned());
    Identity { address, ..identity() }.masked().address.unwrap()
}

fn name(name: &str) -> String {
    let name = name.to_owned();
    Identity { name, ..identity() }.masked().name
}

fn number(kind: DocumentKind, number: &str) -> String {
    let document = Some(Document {
        kind,
        number: number.to_owned(),
    });
    Identity { document, ..identity() }.masked().document.unwrap().number
}

fn phone(phone: &str) -> String {
    let phone = Some(phone.to_owned());
    Identity { phone, ..identity() }.masked().phone.unwrap()
}

#[test]
fn a_name_keeps_its_first_character() {
    assert_eq!(name("张三丰"), "张**");
    assert_eq!(name("李四"), "李*");
    assert_eq!(name("张"), "*");
    let firm = Identity {
        kind: PartyKind::Organisation,
        name: "绍兴某某有限公司".to_owned(),
        ..identity()
    };
    assert_eq!(firm.masked().name, "绍兴某某有限公司");
}

#[test]
fn of_a_number_three_and_four_are_seen_and_of_a_short_one_less() {
    assert_eq!(number(DocumentKind::IdentityCard, "11010519491231002X"), "110***********002X");
    assert_eq!(number(DocumentKind::Passport, "E12345678"), "*******78");
    assert_eq!(number(DocumentKind::Other, "7"), "*");
    assert_eq!(phone("13812345678"), "138****5678");
    assert_eq!(phone("057588881234"), "057*****1234");
    assert_eq!(phone("+12125550"), "*******50");
}

#[test]
fn an_address_ends_with_the_community() {
    for (full, seen) in [
        (
            "浙江省绍兴市越城区府山街道水沟营社区3幢502室",
            "浙江省绍兴市越城区府山街道水沟营社区…",
        ),
        ("越城区东湖镇和平村12号", "越城区东湖镇和平村…"),
        ("诸暨市暨阳街道东二路居委会三单元", "诸暨市暨阳街道东二路居委会…"),
        ("府山街道解放路１２号幸福新村3幢", "府山街道…"),
        ("府山街道解放路十二号幸福新村三幢", "府山街道…"),
        ("绍兴市越城区解放北路", "绍兴市越城区…"),
        ("解放路8号", "解放路…"),
        ("3幢", "…"),
        ("三门县海游街道", "三门县海游街道"),
        ("曹杨一村七号", "曹杨一村…"),
    ] {
        assert_eq!(address(full), seen, "{full}");
    }
}
