//! A text as it is compared: in one writing, so that a name is found again however it is spaced and a number however it is spelt.

use shiyu_kit::party::{FindingKind, personal_in};

/// Digits of which ten, or nine, follow each other, from the first and with what it says.
const ROWS: [(char, u32, u32); 9] = [
    ('０', 10, 0),
    ('①', 9, 1),
    ('⑴', 9, 1),
    ('⒈', 9, 1),
    ('㈠', 9, 1),
    ('㊀', 9, 1),
    ('❶', 9, 1),
    ('₀', 10, 0),
    ('⁴', 6, 4),
];

/// Signs in the writing of names that is not ours, each before the one that is.
const VARIANTS: &str = "\
    陳陈張张趙赵吳吴孫孙馬马羅罗鄭郑謝谢許许韓韩馮冯鄧邓蕭萧葉叶蘇苏呂吕盧卢蔣蒋賈贾韋韦鄒邹陸陆閻阎顧顾龔龚萬万錢钱嚴严賴赖\
    譚谭鍾钟龍龙賀贺樂乐華华國国軍军強强偉伟勝胜紅红蘭兰麗丽鳳凤貴贵寶宝東东興兴財财發发慶庆榮荣輝辉飛飞雲云艷艳曉晓愛爱學学\
    義义禮礼賢贤聖圣師师夢梦滿满婭娅穎颖瑩莹誠诚訴诉詉诉譽誉記记話话號号園园廣广長长開开來来時时會会業业樓楼區区縣县鎮镇鄉乡\
    橋桥門门電电單单";

/// Half-width, small, in one writing, its digits as `0` to `9`, and nothing in it that is no letter and no digit.
pub(super) fn plain(text: &str) -> Vec<char> {
    let signs = text.chars().map(spelt).filter(|sign| sign.is_alphanumeric());
    signs.flat_map(char::to_lowercase).collect()
}

/// Whether these words stand in a text that is plain; too short ones are not looked for.
pub(super) fn stands(text: &[char], words: &str, shortest: usize) -> bool {
    let words = plain(words);
    words.len() >= shortest.max(1) && text.windows(words.len()).any(|part| part == words.as_slice())
}

/// The telephones and identity numbers in a text, plain: as it stands there, and with the digits that are spelt in words.
pub(super) fn numbers(text: &str) -> Vec<Vec<char>> {
    let stands: Vec<char> = text.chars().map(parted).collect();
    let spelt: Vec<char> = text.chars().map(|sign| parted(spelt(sign))).collect();
    let mut all = numbers_in(&stands);
    all.extend(numbers_in(&spelt));
    all.sort_unstable();
    all.dedup();
    all
}

fn numbers_in(signs: &[char]) -> Vec<Vec<char>> {
    let told: String = signs.iter().collect();
    let found = personal_in(&told).into_iter().filter(|finding| match finding.kind {
        FindingKind::IdentityNumber | FindingKind::MobileNumber => true,
        FindingKind::CreditCode => false,
    });
    let number = |range: std::ops::Range<usize>| -> Vec<char> {
        let signs = signs.get(range).unwrap_or_default().iter();
        let signs = signs.map(|sign| spelt(*sign)).filter(|sign| sign.is_alphanumeric());
        signs.map(|sign| sign.to_ascii_lowercase()).collect()
    };
    found.map(|finding| number(finding.range)).collect()
}

/// What is no letter and no digit only parts what stands before it from what stands behind.
fn parted(sign: char) -> char {
    if sign.is_alphanumeric() { sign } else { ' ' }
}

/// A sign in half width, and a digit as it is reckoned with.
fn spelt(sign: char) -> char {
    let digit = match sign {
        '〇' | '零' | '○' | '◯' | '⓪' | '⁰' => Some(0),
        '一' | '壹' | '弌' | '幺' | '¹' => Some(1),
        '二' | '贰' | '貳' | '弍' | '²' => Some(2),
        '三' | '叁' | '參' | '弎' | '³' => Some(3),
        '四' | '肆' => Some(4),
        '五' | '伍' => Some(5),
        '六' | '陆' | '陸' => Some(6),
        '七' | '柒' => Some(7),
        '八' | '捌' => Some(8),
        '九' | '玖' => Some(9),
        '\u{1d7ce}'..='\u{1d7ff}' => Some((u32::from(sign) - 0x1d7ce) % 10),
        _ => ROWS.iter().find_map(|(first, many, says)| {
            let behind = u32::from(sign).checked_sub(u32::from(*first))?;
            (behind < *many).then_some(says + behind)
        }),
    };
    match (digit.and_then(|digit| char::from_digit(digit, 10)), sign) {
        (Some(digit), _) => digit,
        (None, '\u{ff01}'..='\u{ff5e}') => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        (None, _) => ours(sign),
    }
}

/// A sign as it is written here.
fn ours(sign: char) -> char {
    let mut signs = VARIANTS.chars();
    while let (Some(other), Some(own)) = (signs.next(), signs.next()) {
        if other == sign {
            return own;
        }
    }
    sign
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn however_it_is_spaced_a_name_is_found() {
        for text in [
            "经王投诉举报",
            "经王.投.诉举报",
            "经王、投\u{200b}诉举报",
            "经 王（投）诉 举报",
            "经王投訴舉報",
        ] {
            assert!(stands(&plain(text), "王投诉", 2), "{text}");
        }
        assert!(!stands(&plain("经王某投诉"), "王投诉", 2));
        assert!(!stands(&plain("王"), "王", 2), "one sign is no name");
    }

    #[test]
    fn however_it_is_spelt_a_number_is_found() {
        let number: Vec<char> = "13857500000".chars().collect();
        for text in [
            "电话13857500000反映",
            "电话138.5750.0000反映",
            "电话一三八五七五〇〇〇〇〇反映",
            "电话１３８５７５０００００反映",
            "电话壹叁捌伍柒伍零零零零零反映",
            "联系人王一13857500000",
        ] {
            assert_eq!(numbers(text), std::slice::from_ref(&number), "{text}");
            assert!(stands(&plain(text), "13857500000", 5), "{text}");
        }
        assert!(numbers("2026年3月2日，面积12.5平方米，《行政处罚法》第三十三条").is_empty());
    }
}
