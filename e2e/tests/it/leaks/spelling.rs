//! What is planted, and every spelling in which it might come out again.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use shiyu_e2e::sample::person;
use shiyu_proto::common::v1 as common;

/// People who do not exist, and nothing of whom may come out.
#[derive(Debug, Clone)]
pub struct Planted {
    pub petitioner: common::Identity,
    pub representative: common::Identity,
    pub respondent: common::Identity,
    pub agent: common::Identity,
    values: Vec<(String, String)>,
}

impl Planted {
    pub fn new() -> Self {
        let of = |name: &str, serial: u16, phone: &str, door: &str| common::Identity {
            phone: phone.to_owned(),
            address: format!("浙江省绍兴市越城区府山街道水沟营社区{door}"),
            ..person(name, serial)
        };
        let mut planted = Self {
            petitioner: of("欧阳沧浪", 611, "13957512345", "77号听雨巷1903室"),
            representative: of("司马兰亭", 622, "13867554321", "8号望秦弄0611室"),
            respondent: of("诸葛稽山", 633, "057588997711", "5号鲁迅里2417室"),
            agent: of("尉迟曹娥", 644, "15925899663", "41号仓桥直街3302室"),
            values: Vec::new(),
        };
        let people = [
            ("the petitioner", planted.petitioner.clone()),
            ("the representative", planted.representative.clone()),
            ("the respondent", planted.respondent.clone()),
            ("the agent", planted.agent.clone()),
        ];
        for (who, identity) in people {
            let door = identity.address.split("社区").last().unwrap();
            planted.plant(&format!("the name of {who}"), &identity.name);
            planted.plant(&format!("the document of {who}"), &identity.document_number);
            planted.plant(&format!("the telephone of {who}"), &identity.phone);
            planted.plant(&format!("the address of {who}"), door);
        }
        planted
    }

    pub fn plant(&mut self, what: &str, value: &str) {
        self.values.push((what.to_owned(), value.to_owned()));
    }

    /// No planted value stands there, however it is spelt.
    #[track_caller]
    pub fn nowhere_in(&self, place: &str, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        for (what, value) in &self.values {
            for spelt in spellings(value) {
                assert!(!text.contains(&spelt), "{what} is in {place}, {} characters long", spelt.len());
            }
        }
    }
}

/// As it is; escaped as in JSON and in a debug view; hexadecimal; and base64 at each of its three alignments.
fn spellings(value: &str) -> Vec<String> {
    let bytes = value.as_bytes();
    let hex = each(bytes, |byte| format!("{byte:02x}"));
    let mut all = vec![value.to_owned(), hex.to_uppercase(), hex];
    if !value.is_ascii() {
        all.extend([
            escaped(value, |sign| format!("\\u{sign:04x}")),
            escaped(value, |sign| format!("\\u{sign:04X}")),
            escaped(value, |sign| format!("\\u{{{sign:x}}}")),
            each(bytes, |byte| format!("\\x{byte:02x}")),
            each(bytes, |byte| format!("\\{byte:03o}")),
            each(bytes, |byte| format!("%{byte:02X}")),
        ]);
    }
    for before in 0..3 {
        let mut shifted = vec![0; before];
        shifted.extend(bytes);
        shifted.truncate(shifted.len() / 3 * 3);
        let (first, engines) = ((before * 8).div_ceil(6), [STANDARD_NO_PAD, URL_SAFE_NO_PAD]);
        all.extend(engines.map(|engine| engine.encode(&shifted)[first..].to_owned()));
    }
    all
}

fn each(bytes: &[u8], spell: impl Fn(u8) -> String) -> String {
    bytes.iter().map(|byte| spell(*byte)).collect()
}

fn escaped(value: &str, escape: impl Fn(u32) -> String) -> String {
    let each = |sign: char| {
        if sign.is_ascii() {
            sign.to_string()
        } else {
            escape(u32::from(sign))
        }
    };
    value.chars().map(each).collect()
}

#[test]
fn a_value_is_found_however_it_is_spelt() {
    let planted = Planted::new();
    let (name, number) = (planted.petitioner.name.clone(), planted.petitioner.document_number.clone());
    let found = |text: String| std::panic::catch_unwind(|| Planted::new().nowhere_in("a test", text.as_bytes())).is_err();
    for before in ["", "x", "xy", "xyz"] {
        assert!(found(STANDARD_NO_PAD.encode(format!("{before}{name} and more"))), "{before}");
        assert!(found(URL_SAFE_NO_PAD.encode(format!("{before}{number}!"))), "{before}");
    }
    for spelt in spellings(&name) {
        assert!(found(format!("around {spelt} it")), "{spelt}");
    }
    assert!(!found("欧***, 330***********1234".to_owned()), "what is masked is not found");
}
