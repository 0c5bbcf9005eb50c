//! The numbers of a text that is published (G-20): of none that could be somebody's a digit is left.

use shiyu_kit::party::{Finding, personal_in};

/// What stands in the place of what is hidden.
const HIDDEN: &str = "***";

/// From how many digits on a number may be somebody's: a landline, an account, a card.
const LONG: usize = 7;

/// After these words stands an account, however it is written.
const ACCOUNTS: [&str; 9] = ["微信", "QQ", "支付宝", "账号", "帐号", "账户", "卡号", "邮箱", "车牌"];

/// Signs between such a word and the account.
const BETWEEN: &str = "：: 为是（(";

/// The shortest account that is looked for after its word.
const ACCOUNT: usize = 4;

/// What licence plates begin with.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// Units of what is counted: a long number before one is an amount.
const UNITS: &str = "元万亿平㎡";

/// A text without the numbers, accounts, addresses of e-mail and licence plates in it.
pub(super) fn hidden(text: &str) -> String {
    let mut signs: Vec<char> = text.chars().collect();
    for Finding { range, .. } in personal_in(text) {
        signs.get_mut(range).unwrap_or_default().fill('*');
    }
    let mut told = String::with_capacity(text.len());
    let mut rest = signs.as_slice();
    while let Some((sign, after)) = rest.split_first() {
        let plate = plate(rest);
        let run = run(rest);
        if let Some(behind) = plate.and_then(|plate| rest.get(plate..)) {
            told.push_str(HIDDEN);
            rest = behind;
        } else if let Some((word, behind)) = run.and_then(|run| rest.split_at_checked(run)) {
            if is_somebodys(word, behind, &told) {
                told.push_str(HIDDEN);
            } else {
                told.extend(word);
            }
            rest = behind;
        } else {
            told.push(*sign);
            rest = after;
        }
    }
    told
}

/// How many signs of a number or account stand here; a day by itself.
fn run(rest: &[char]) -> Option<usize> {
    let mut length = 0;
    for (at, sign) in rest.iter().enumerate() {
        let digit = |sign: Option<&char>| sign.is_some_and(|sign| half_width(*sign).is_ascii_digit());
        let joins =
            half_width(*sign) == ' ' && length == at && digit(at.checked_sub(1).and_then(|at| rest.get(at))) && digit(rest.get(at + 1));
        if joins && rest.get(..at).is_some_and(is_day) {
            break;
        }
        if !joins && !is_of_a_word(*sign) {
            break;
        }
        length = at + 1;
    }
    (length > 0).then_some(length)
}

fn is_somebodys(word: &[char], behind: &[char], before: &str) -> bool {
    let digits = word.iter().filter(|sign| half_width(**sign).is_ascii_digit()).count();
    let amount = behind.first().is_some_and(|sign| UNITS.contains(*sign));
    let long = digits >= LONG && !amount && !is_day(word);
    let mail = word.iter().any(|sign| half_width(*sign) == '@');
    let named = before.trim_end_matches(|sign: char| BETWEEN.contains(sign));
    // As in 微信号, and in 账号 itself.
    let plainly = named.trim_end_matches('号');
    let account = ACCOUNTS.iter().any(|word| named.ends_with(word) || plainly.ends_with(word));
    let account = account && word.len() >= ACCOUNT;
    long || mail || account
}

/// As in `2026-03-02` and `2026.3.2`.
fn is_day(word: &[char]) -> bool {
    let text: String = word.iter().map(|sign| half_width(*sign)).collect();
    let parts: Vec<&str> = text.trim_end_matches(['.', '-']).split(['-', '.']).collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let digits = parts.iter().all(|part| part.chars().all(|sign| sign.is_ascii_digit()));
    digits && year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len())
}

/// How many signs of a licence plate stand here, as in `浙D12345` and `浙D·AB1234`.
fn plate(rest: &[char]) -> Option<usize> {
    let (province, rest) = rest.split_first()?;
    let (city, rest) = rest.split_first()?;
    if !PROVINCES.contains(*province) || !half_width(*city).is_ascii_alphabetic() {
        return None;
    }
    let gap = rest.iter().take_while(|sign| "·•・. -".contains(half_width(**sign))).count();
    let number = rest.get(gap..)?.iter();
    let number: Vec<char> = number
        .map(|sign| half_width(*sign))
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let fits = gap <= 1 && (5..=6).contains(&number.len()) && number.iter().any(char::is_ascii_digit);
    fits.then_some(2 + gap + number.len())
}

fn is_of_a_word(sign: char) -> bool {
    let sign = half_width(sign);
    sign.is_ascii_alphanumeric() || matches!(sign, '@' | '_' | '.' | '+' | '-' | '*')
}

/// The half-width twin of a full-width sign.
fn half_width(sign: char) -> char {
    match sign {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        _ => sign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_digit_of_what_is_somebodys_is_left() {
        for text in [
            "身份证11010519491231002X。",
            "电话13812345678",
            "座机0575-88881234",
            "银行卡6222 0200 1234 5678 901",
            "卡号：６２２２０２００１２３４５６７８",
            "邮箱 shen7@example.com",
            "微信号：shen_2020",
            "支付宝账号 shen2020",
            "车牌浙D12345",
            "驾驶浙D·AB1234",
        ] {
            let told = hidden(text);
            assert!(!told.chars().any(|sign| half_width(sign).is_ascii_digit()), "{text}: {told}");
            assert!(!told.contains("shen"), "{text}: {told}");
        }
    }

    #[test]
    fn days_amounts_and_short_numbers_are_told() {
        for text in [
            "2026-03-02 10:30在3幢502室屋顶搭建12.5平方米，罚款2000.00元",
            "违法所得12345678元",
            "2026年3月2日，越综执〔2026〕12号",
            "依据第64条",
        ] {
            assert_eq!(hidden(text), text);
        }
    }
}
