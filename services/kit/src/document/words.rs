//! Dates and amounts as an office writes them.

use time::{Date, OffsetDateTime};

use crate::calendar::CHINA;

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const CAPITALS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const PLACES: [&str; 4] = ["", "拾", "佰", "仟"];
const GROUPS: [&str; 5] = ["", "万", "亿", "万亿", "亿亿"];

/// A date in Chinese digits, as below a signature: 二〇二六年十一月二十九日.
#[must_use]
pub fn chinese_date(date: Date) -> String {
    let year: String = date
        .year()
        .to_string()
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .map(|digit| picked(&DIGITS, u64::from(digit)))
        .collect();
    format!("{year}年{}月{}日", below_hundred(u8::from(date.month())), below_hundred(date.day()))
}

fn below_hundred(number: u8) -> String {
    let (tens, ones) = (number / 10, number % 10);
    let tens = match tens {
        0 => String::new(),
        1 => "十".to_owned(),
        tens => format!("{}十", picked(&DIGITS, u64::from(tens))),
    };
    let ones = if ones == 0 {
        String::new()
    } else {
        picked(&DIGITS, u64::from(ones)).to_string()
    };
    format!("{tens}{ones}")
}

/// A date in a sentence: 2026年11月29日.
#[must_use]
pub fn day(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), u8::from(date.month()), date.day())
}

/// A time in China, to the minute: 2026年11月29日14时05分.
#[must_use]
pub fn moment(at: OffsetDateTime) -> String {
    let at = at.to_offset(CHINA);
    format!("{}{}时{:02}分", day(at.date()), at.hour(), at.minute())
}

/// An amount of fen in yuan: 1234.50元.
#[must_use]
pub fn yuan(fen: u64) -> String {
    format!("{}.{:02}元", fen / 100, fen % 100)
}

/// An amount of fen in capital figures, as it cannot be altered: 人民币壹仟贰佰叁拾肆元伍角整.
#[must_use]
pub fn fen(fen: u64) -> String {
    let (whole, jiao, rest) = (fen / 100, fen / 10 % 10, fen % 10);
    let mut text = "人民币".to_owned();
    if whole > 0 || fen == 0 {
        text.push_str(&figures(whole));
        text.push('元');
    }
    if jiao > 0 {
        text.push(picked(&CAPITALS, jiao));
        text.push('角');
    } else if rest > 0 && whole > 0 {
        text.push('零');
    }
    if rest > 0 {
        text.push(picked(&CAPITALS, rest));
        text.push('分');
    } else {
        text.push('整');
    }
    text
}

/// A number in capital figures, by groups of four; a gap of zeros within is one 零.
fn figures(number: u64) -> String {
    if number == 0 {
        return "零".to_owned();
    }
    let mut text = String::new();
    let mut is_gap = false;
    for nth in (0..20_u32).rev() {
        let digit = number / 10_u64.pow(nth.min(19)) % 10;
        let (group, place) = (nth / 4, nth % 4);
        if digit == 0 {
            is_gap = !text.is_empty();
        } else {
            if is_gap {
                text.push('零');
                is_gap = false;
            }
            text.push(picked(&CAPITALS, digit));
            text.push_str(picked_text(&PLACES, place));
        }
        let in_group = number / 10_u64.pow(4 * group) % 10_000;
        if place == 0 && in_group > 0 {
            text.push_str(picked_text(&GROUPS, group));
        }
    }
    text
}

fn picked(signs: &[char; 10], digit: u64) -> char {
    usize::try_from(digit)
        .ok()
        .and_then(|digit| signs.get(digit))
        .copied()
        .unwrap_or_default()
}

fn picked_text<'t>(texts: &[&'t str], nth: u32) -> &'t str {
    usize::try_from(nth)
        .ok()
        .and_then(|nth| texts.get(nth))
        .copied()
        .unwrap_or_default()
}
