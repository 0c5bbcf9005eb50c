//! Requests nobody should send, drawn from the contracts: whole messages of nonsense, and bytes that are no message at all.

use prost::bytes::Bytes;
use prost_reflect::{Cardinality, DynamicMessage, FieldDescriptor, Kind, MapKey, MessageDescriptor, Value};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{Rng as _, SeedableRng as _};
use shiyu_kit::clock::new_id;

/// Messages within messages, at most.
const DEEPEST: usize = 6;

/// Texts that have hurt somebody somewhere.
const TEXTS: [&str; 34] = [
    "",
    " ",
    "\0",
    "a\0b",
    "\u{feff}",
    "\u{202e}gnp.exe",
    "\u{1F469}\u{200D}\u{1F4BB}",
    "沈园春",
    "%00",
    "%s%n%x",
    "{{7*7}}",
    "${jndi:ldap://127.0.0.1/a}",
    "'; DROP TABLE petition; --",
    "\" OR 1=1 --",
    "*) NEAR \"",
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/dev/zero",
    "file:///etc/passwd",
    "http://169.254.169.254/latest/meta-data",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\r\nset-cookie: a=b",
    "<script>alert(1)</script>",
    "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
    "2026-02-30",
    "9999-12-31",
    "0000-00-00",
    "-1",
    "1e309",
    "18446744073709551616",
    "counties/330602",
    "counties/330681/petitions/00000000-0000-0000-0000-000000000000",
    "counties/330602/petitions/../../330681",
];

/// A source of requests; the same seed draws the same.
pub struct Draw {
    rng: StdRng,
    /// Names of things that are there, so that not everything ends at the first look-up.
    pub known: Vec<String>,
}

impl Draw {
    /// From this seed on.
    pub fn new(seed: u64, known: Vec<String>) -> Self {
        Self {
            rng: StdRng::seed_from_u64(seed),
            known,
        }
    }

    /// A request of a method: a message of nonsense, whole or mutilated, or bytes.
    pub fn request(&mut self, of: &MessageDescriptor) -> Bytes {
        let whole = self.message(of, 0);
        let mut bytes = prost::Message::encode_to_vec(&whole);
        match self.rng.random_range(0..10) {
            0..=5 => {}
            6 => bytes.truncate(self.rng.random_range(0..=bytes.len())),
            7 => self.flip(&mut bytes),
            8 => {
                let more = self.bytes(64);
                bytes.extend(more);
            }
            _ => bytes = self.bytes(256),
        }
        bytes.into()
    }

    /// Bytes of any length up to this.
    pub fn bytes(&mut self, most: usize) -> Vec<u8> {
        let length = self.rng.random_range(0..=most);
        (0..length).map(|_| self.rng.random()).collect()
    }

    /// A number below this.
    pub fn below(&mut self, end: usize) -> usize {
        self.rng.random_range(0..end)
    }

    /// Turns some bits over.
    pub fn flip(&mut self, bytes: &mut [u8]) {
        for _ in 0..=self.rng.random_range(0..8_usize) {
            if bytes.is_empty() {
                return;
            }
            let at = self.rng.random_range(0..bytes.len());
            bytes[at] ^= 1 << self.rng.random_range(0..8_u32);
        }
    }

    fn message(&mut self, of: &MessageDescriptor, depth: usize) -> DynamicMessage {
        let mut message = DynamicMessage::new(of.clone());
        for field in of.fields() {
            if self.rng.random_bool(0.8) {
                let value = self.field(&field, depth);
                if let Some(value) = value {
                    message.set_field(&field, value);
                }
            }
        }
        message
    }

    fn field(&mut self, field: &FieldDescriptor, depth: usize) -> Option<Value> {
        if field.is_map() {
            return Some(Value::Map(std::iter::empty::<(MapKey, Value)>().collect()));
        }
        if field.cardinality() == Cardinality::Repeated {
            let many = if self.rng.random_bool(0.02) {
                300
            } else {
                self.rng.random_range(0..4)
            };
            let many = if depth > 2 { many.min(3) } else { many };
            return Some(Value::List((0..many).filter_map(|_| self.value(field, depth)).collect()));
        }
        self.value(field, depth)
    }

    fn value(&mut self, field: &FieldDescriptor, depth: usize) -> Option<Value> {
        Some(match field.kind() {
            Kind::String => Value::String(self.text(field.name())),
            Kind::Bytes => Value::Bytes(self.bytes(512).into()),
            Kind::Bool => Value::Bool(self.rng.random()),
            Kind::Double => Value::F64(self.real()),
            #[expect(clippy::cast_possible_truncation, reason = "any number will do")]
            Kind::Float => Value::F32(self.real() as f32),
            Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => Value::I32(self.edge().try_into().unwrap_or(i32::MIN)),
            Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => Value::I64(self.edge()),
            Kind::Uint32 | Kind::Fixed32 => Value::U32(self.edge().try_into().unwrap_or(u32::MAX)),
            Kind::Uint64 | Kind::Fixed64 => Value::U64(self.edge().unsigned_abs()),
            Kind::Enum(of) => {
                let known: Vec<i32> = of.values().map(|value| value.number()).collect();
                let strange = self.rng.random_bool(0.1);
                Value::EnumNumber(if strange { -1 } else { *known.choose(&mut self.rng)? })
            }
            Kind::Message(of) if depth >= DEEPEST => Value::Message(DynamicMessage::new(of)),
            Kind::Message(of) => Value::Message(self.message(&of, depth + 1)),
        })
    }

    fn real(&mut self) -> f64 {
        *[
            0.0,
            -0.0,
            120.5,
            30.1,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::MAX,
            f64::MIN_POSITIVE,
            -180.000_001,
        ]
        .choose(&mut self.rng)
        .unwrap()
    }

    fn edge(&mut self) -> i64 {
        let near = i64::from(self.rng.random_range(-3..40_i32));
        let edges = [
            near,
            near,
            near,
            0,
            i64::MAX,
            i64::MIN,
            253_402_300_800,
            -62_135_596_801,
            1_790_000_000,
            i64::from(i32::MAX),
        ];
        *edges.choose(&mut self.rng).unwrap()
    }

    /// Half of the texts are what their names ask for, so that the rest of the request is looked at.
    fn text(&mut self, field: &str) -> String {
        if self.rng.random_bool(0.5)
            && let Some(fitting) = self.fitting(field)
        {
            return fitting;
        }
        match self.rng.random_range(0..20) {
            0 => "越".repeat(70_000),
            1 => String::from_utf8_lossy(&self.bytes(80)).into_owned(),
            2 => new_id().to_string(),
            3 => self.known.choose(&mut self.rng).cloned().unwrap_or_default(),
            _ => (*TEXTS.choose(&mut self.rng).unwrap()).to_owned(),
        }
    }

    fn fitting(&mut self, field: &str) -> Option<String> {
        Some(match field {
            "parent" => "counties/330602".to_owned(),
            "request_id" | "id" | "party" | "referral" => new_id().to_string(),
            "name" => self.known.choose(&mut self.rng)?.clone(),
            "unit" | "to_unit" | "owner" => (*["330602-ZJJ", "330602-XFJ", "330602"].choose(&mut self.rng)?).to_owned(),
            "place" | "village" | "grid" => "330602001003".to_owned(),
            "page_token" | "etag" | "reference" => String::new(),
            "phone" => "13857500000".to_owned(),
            other if other.ends_with("_on") || other.ends_with("date") || other.ends_with("_from") => "2026-11-30".to_owned(),
            _ => return None,
        })
    }
}

/// The message that a method takes.
pub fn taken_by(action: &str) -> (MessageDescriptor, bool) {
    let (service, method) = action.split_once('/').unwrap();
    let method = crate::contracts::method(service, method);
    (method.input(), method.is_client_streaming())
}
