//! What an identity is read from.

use proptest::prelude::*;

use super::{draft, read, with_number, with_phone};
use crate::fault::Violations;
use crate::party::document::check_of_identity;
use crate::party::{Document, DocumentDraft, DocumentKind, Draft, Identity, is_credit_code, is_identity_number};

#[test]
fn a_right_draft_is_read_in_one_spelling() {
    let identity = read(&draft()).unwrap();
    assert_eq!(identity.phone.as_deref(), Some("13812345678"));
    let bare = Draft {
        document: Some(DocumentDraft::default()),
        phone: Some(" ".to_owned()),
        address: Some(String::new()),
        ..draft()
    };
    let identity = read(&bare).unwrap();
    assert_eq!((identity.document, identity.phone, identity.address), (None, None, None));
}

#[test]
fn an_identity_number_tells_the_day_of_birth_and_no_other_number_does() {
    let document = |kind, number: &str| Document {
        kind,
        number: number.to_owned(),
    };
    let card = document(DocumentKind::IdentityCard, "330602201506151176");
    assert_eq!(card.born().unwrap().to_string(), "2015-06-15");
    assert_eq!(document(DocumentKind::Other, "330602201506151176").born(), None);
    assert_eq!(document(DocumentKind::IdentityCard, "3306").born(), None);
    assert!(document(DocumentKind::CreditCode, "92330602MA2D80014C").is_of_one_trader());
    assert!(!document(DocumentKind::CreditCode, "91330602MA2D80014C").is_of_one_trader());
}

#[test]
fn everything_wrong_is_told_at_once_and_never_repeated() {
    let wrong = Draft {
        kind: None,
        name: "\u{7}planted".repeat(20),
        document: Some(DocumentDraft {
            kind: Some(DocumentKind::IdentityCard),
            number: "planted-number".to_owned(),
        }),
        phone: Some("planted-phone".to_owned()),
        address: Some("planted\u{202e}".to_owned()),
    };
    let found = read(&wrong).unwrap_err();
    let expected = [
        ("parties[0].kind", "REQUIRED"),
        ("parties[0].name", "TOO_LONG"),
        ("parties[0].name", "CHARACTER_INVALID"),
        ("parties[0].address", "CHARACTER_INVALID"),
        ("parties[0].document.number", "IDENTITY_NUMBER_INVALID"),
        ("parties[0].phone", "PHONE_INVALID"),
    ];
    assert_eq!(found, expected.map(|(field, reason)| (field.to_owned(), reason)));
    let mut violations = Violations::new();
    Identity::read(&wrong, "party", &mut violations);
    assert!(!format!("{violations:?}{violations}{wrong:?}").contains("planted"));
}

#[test]
fn a_document_needs_a_kind_and_a_number_and_a_party_a_name() {
    let document = |kind, number: &str| {
        Some(DocumentDraft {
            kind,
            number: number.to_owned(),
        })
    };
    let of = |document| read(&Draft { document, ..draft() }).unwrap_err();
    let required = |field: &str| vec![(format!("parties[0].{field}"), "REQUIRED")];
    assert_eq!(of(document(None, "E12345678")), required("document.kind"));
    assert_eq!(of(document(Some(DocumentKind::Passport), " ")), required("document.number"));
    let name = " \u{3000}".to_owned();
    assert_eq!(read(&Draft { name, ..draft() }).unwrap_err(), required("name"));
}

#[test]
fn identity_numbers_are_checked_and_brought_into_one_spelling() {
    let read = |number| with_number(DocumentKind::IdentityCard, number);
    for right in [
        "11010519491231002X",
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231-002x",
    ] {
        assert_eq!(read(right).as_deref(), Ok("11010519491231002X"));
    }
    let wrong = [
        "110105194912310021", // check digit
        "11010519491231002",  // too short
        "11010519491231002XX",
        "00010519491231002X", // no such province
        "X1010519491231002X",
        "１１０１０５１９４９１２３１００２甲",
    ];
    for wrong in wrong {
        assert_eq!(read(wrong), Err("IDENTITY_NUMBER_INVALID"), "{wrong}");
    }
}

fn numbered(body: &str) -> String {
    let digits: Vec<u32> = body.chars().filter_map(|sign| sign.to_digit(10)).collect();
    format!("{body}{}", check_of_identity(&digits))
}

#[test]
fn a_date_of_birth_exists() {
    for (body, exists) in [
        ("11010520000229001", true),
        ("11010519000229001", false),
        ("11010520230230001", false),
        ("11010520231301001", false),
        ("11010520230001001", false),
        ("11010517490101001", false),
    ] {
        assert_eq!(is_identity_number(&numbered(body)), exists, "{body}");
    }
}

#[test]
fn credit_codes_have_two_check_digits() {
    let read = |number| with_number(DocumentKind::CreditCode, number);
    assert_eq!(read("91350100m000100y43").as_deref(), Ok("91350100M000100Y43"));
    assert_eq!(read("９１３５０１００Ｍ０００１００Ｙ４３").as_deref(), Ok("91350100M000100Y43"));
    let wrong = [
        "91350100M000100Y44",
        "91350100M000100Y4",
        "9135010OM000100Y43",
        "9135A100M000100Y43",
        "91350100M000100Y433",
        "信用代码信用代码信用代码信用代码信用",
    ];
    for wrong in wrong {
        assert_eq!(read(wrong), Err("CREDIT_CODE_INVALID"), "{wrong}");
    }
}

/// A wrong body code whose outer check character is right is still found.
#[test]
fn the_body_code_inside_a_credit_code_is_checked_too() {
    let signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let right = |body_check: char| {
        let fits = |last: &char| is_credit_code(&format!("91350100M000100Y{body_check}{last}"));
        signs.chars().filter(fits).count()
    };
    assert_eq!(signs.chars().map(right).collect::<Vec<_>>().iter().sum::<usize>(), 1);
    assert_eq!(right('4'), 1);
}

#[test]
fn passports_and_other_documents_have_no_check_digit() {
    let read = with_number;
    assert_eq!(read(DocumentKind::Passport, " e１２３４５６７８ ").as_deref(), Ok("E12345678"));
    assert_eq!(read(DocumentKind::Passport, "E12"), Err("IDENTITY_NUMBER_INVALID"));
    assert_eq!(read(DocumentKind::Passport, "护照E12345678"), Err("IDENTITY_NUMBER_INVALID"));
    assert_eq!(read(DocumentKind::Other, " 居留证 7-1 ").as_deref(), Ok("居留证 7-1"));
    assert_eq!(read(DocumentKind::Other, &"7".repeat(33)), Err("TOO_LONG"));
    assert_eq!(read(DocumentKind::Other, "7\u{0}1"), Err("CHARACTER_INVALID"));
}

#[test]
fn telephones_are_brought_into_one_spelling() {
    let spellings = [
        ("138-1234-5678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("+86 138 1234 5678", "13812345678"),
        ("0086 13812345678", "13812345678"),
        ("(0575) 8888 1234", "057588881234"),
        ("（０５７５）８８８８１２３", "05758888123"),
        ("010-65881234", "01065881234"),
        ("+86 (0)575 88881234", "057588881234"),
        ("+86 10 65881234", "01065881234"),
        ("+49 151 1234 5678", "+4915112345678"),
        ("0049 151 12345678", "+4915112345678"),
    ];
    for (written, read) in spellings {
        assert_eq!(with_phone(written).as_deref(), Ok(read), "{written}");
    }
    let none = [
        "12812345678",
        "1381234567",
        "138123456789",
        "88881234",
        "010-6588123",
        "0575-18881234",
        "+0123456789",
        "+123456",
        "110",
        "+86 5",
        "一三八",
    ];
    for none in none {
        assert_eq!(with_phone(none), Err("PHONE_INVALID"), "{none}");
    }
}

prop_compose! {
    fn any_number()(province in prop::sample::select(vec![11, 33, 54, 65, 82]), place in 0..10_000, year in 1900..2024, month in 1..=12, day in 1..=28, serial in 0..1000) -> String {
        numbered(&format!("{province}{place:04}{year}{month:02}{day:02}{serial:03}"))
    }
}

proptest! {
    /// All of both kinds are found: the weights differ from neighbour to neighbour, and 11 is prime.
    #[test]
    fn one_wrong_digit_and_two_swapped_neighbours_are_found(number in any_number(), at in 0_usize..18, other in "[0-9X]") {
        prop_assert!(is_identity_number(&number));
        let mut wrong = number.clone();
        wrong.replace_range(at..=at, &other);
        prop_assert_eq!(is_identity_number(&wrong), wrong == number);
        if at < 17 {
            let mut swapped: Vec<char> = number.chars().collect();
            swapped.swap(at, at + 1);
            let swapped: String = swapped.into_iter().collect();
            prop_assert_eq!(is_identity_number(&swapped), swapped == number);
        }
    }

    #[test]
    fn no_text_breaks_the_reading(name in any::<String>(), number in any::<String>(), phone in any::<String>(), address in any::<String>()) {
        for kind in [DocumentKind::IdentityCard, DocumentKind::CreditCode, DocumentKind::Passport, DocumentKind::Other] {
            let document = Some(DocumentDraft { kind: Some(kind), number: number.clone() });
            let draft = Draft { kind: draft().kind, name: name.clone(), document, phone: Some(phone.clone()), address: Some(address.clone()) };
            if let Ok(identity) = read(&draft) {
                prop_assert_eq!(identity.masked().name.chars().count(), identity.name.chars().count());
            }
        }
    }
}
