//! The words of a document, read from front to back. Each reader gives out only so many values, however they are nested or repeated.

use super::object::{Dictionary, Value};

/// How deep arrays and dictionaries lie in each other.
pub(super) const DEPTH: u8 = 64;

const END_OF_STREAM: &[u8] = b"endstream";

#[derive(Debug)]
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    pub at: usize,
    /// How many values may still be read.
    pub left: usize,
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8], left: usize) -> Self {
        Self { bytes, at: 0, left }
    }

    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    /// Blanks and comments.
    pub fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let comment = self.rest().iter().position(|byte| matches!(byte, b'\r' | b'\n'));
                self.at += comment.unwrap_or(self.rest().len());
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// What stands here until a blank or a delimiter; empty before a delimiter.
    pub fn token(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().position(|byte| !is_regular(*byte)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// A whole number that is not negative.
    pub fn count(&mut self) -> Option<usize> {
        self.skip_space();
        digits(self.token())
    }

    pub fn value(&mut self, depth: u8) -> Option<Value> {
        self.left = self.left.checked_sub(1)?;
        self.skip_space();
        match self.peek()? {
            b'/' => self.name().map(Value::Name),
            b'(' => self.text().map(Value::Text),
            b'[' => self.array(depth.checked_sub(1)?).map(Value::Array),
            b'<' if self.rest().starts_with(b"<<") => self.dictionary(depth.checked_sub(1)?).map(Value::Dictionary),
            b'<' => self.digits().map(Value::Text),
            _ => self.word(),
        }
    }

    /// A number, a reference, or one of three words.
    fn word(&mut self) -> Option<Value> {
        match self.token() {
            b"null" => Some(Value::Null),
            token @ (b"true" | b"false") => Some(Value::Plain(token.to_vec())),
            token => {
                let is_number = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.');
                if token.is_empty() || !token.iter().all(is_number) {
                    return None;
                }
                Some(self.reference(token).unwrap_or_else(|| Value::Plain(token.to_vec())))
            }
        }
    }

    /// A reference, if behind the number stand that of its generation and an R.
    fn reference(&mut self, number: &[u8]) -> Option<Value> {
        let number = digits(number)?;
        let before = self.at;
        let generation = self.count();
        self.skip_space();
        if generation.is_some() && self.token() == b"R" {
            return u32::try_from(number).ok().map(Value::Reference);
        }
        self.at = before;
        None
    }

    fn name(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let mut rest = self.token().iter();
        let mut name = Vec::new();
        while let Some(byte) = rest.next() {
            match (*byte, rest.as_slice()) {
                (b'#', [high, low, ..]) => {
                    name.push(hexadecimal(*high)? << 4 | hexadecimal(*low)?);
                    rest.nth(1);
                }
                (other, _) => name.push(other),
            }
        }
        Some(name)
    }

    fn text(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let (mut text, mut open) = (Vec::<u8>::new(), 0_usize);
        loop {
            match self.byte()? {
                b'\\' => self.escaped(&mut text)?,
                b'\r' => {
                    self.line_feed();
                    text.push(b'\n');
                }
                b'(' => {
                    open += 1;
                    text.push(b'(');
                }
                b')' if open == 0 => return Some(text),
                b')' => {
                    open -= 1;
                    text.push(b')');
                }
                other => text.push(other),
            }
        }
    }

    fn escaped(&mut self, text: &mut Vec<u8>) -> Option<()> {
        let byte = match self.byte()? {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 0x08,
            b'f' => 0x0C,
            b'\n' => return Some(()),
            b'\r' => {
                self.line_feed();
                return Some(());
            }
            digit @ b'0'..=b'7' => self.octal(digit),
            other => other,
        };
        text.push(byte);
        Some(())
    }

    fn octal(&mut self, first: u8) -> u8 {
        let mut code = u16::from(first - b'0');
        for _ in 0..2 {
            let Some(digit @ b'0'..=b'7') = self.peek() else { break };
            self.at += 1;
            code = code * 8 + u16::from(digit - b'0');
        }
        let [low, _] = code.to_le_bytes();
        low
    }

    /// The second half of a line's end.
    fn line_feed(&mut self) {
        if self.peek() == Some(b'\n') {
            self.at += 1;
        }
    }

    /// A text in hexadecimal digits; one that is missing at the end is a nought.
    fn digits(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let (mut text, mut high) = (Vec::<u8>::new(), None::<u8>);
        loop {
            match self.byte()? {
                b'>' => {
                    text.extend(high);
                    return Some(text);
                }
                blank if is_space(blank) => {}
                digit => {
                    let digit = hexadecimal(digit)?;
                    high = match high {
                        None => Some(digit << 4),
                        Some(high) => {
                            text.push(high | digit);
                            None
                        }
                    };
                }
            }
        }
    }

    fn array(&mut self, depth: u8) -> Option<Vec<Value>> {
        self.at += 1;
        let mut values = Vec::new();
        loop {
            self.skip_space();
            if self.peek()? == b']' {
                self.at += 1;
                return Some(values);
            }
            values.push(self.value(depth)?);
        }
    }

    /// An entry without a value is none.
    fn dictionary(&mut self, depth: u8) -> Option<Dictionary> {
        self.at += 2;
        let mut dictionary = Dictionary::new();
        loop {
            self.skip_space();
            if self.rest().starts_with(b">>") {
                self.at += 2;
                return Some(dictionary);
            }
            if self.peek()? != b'/' {
                return None;
            }
            let name = self.name()?;
            let value = self.value(depth)?;
            if value == Value::Null {
                dictionary.remove(&name);
            } else {
                dictionary.insert(name, value);
            }
        }
    }

    /// The bytes of a stream from behind its keyword, and those before its end that may be its writer's.
    pub fn data(&mut self, length: Option<usize>) -> Option<&'a [u8]> {
        self.at += b"stream".len();
        if self.peek() == Some(b'\r') {
            self.at += 1;
        }
        self.line_feed();
        let rest = self.rest();
        let is_its = |length: &usize| {
            let behind = rest.get(*length..).unwrap_or_default();
            behind.trim_ascii_start().starts_with(END_OF_STREAM)
        };
        let to_the_word = || rest.windows(END_OF_STREAM.len()).position(|window| window == END_OF_STREAM);
        let length = length.filter(is_its).or_else(to_the_word)?;
        self.at += length;
        rest.get(..length)
    }
}

fn digits(token: &[u8]) -> Option<usize> {
    let is_whole = !token.is_empty() && token.iter().all(u8::is_ascii_digit);
    std::str::from_utf8(token).ok().filter(|_| is_whole)?.parse().ok()
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

/// Whether a byte stands for itself within a token.
pub(super) fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}
