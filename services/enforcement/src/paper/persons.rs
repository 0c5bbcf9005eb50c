//! What a text that is published says of people whom the case does not name (G-20): where somebody lives, when they were born, and what those
//! around them are called. It is found by the words before it; rather too much is hidden than too little.

/// What stands in the place of what is hidden.
const HIDDEN: &str = "***";

/// After these words stands where somebody lives.
const LIVES: [&str; 11] = [
    "家住",
    "现住",
    "居住于",
    "居住在",
    "住址",
    "住所",
    "住在",
    "住于",
    "户籍地",
    "户籍所在地",
    "家庭地址",
];

/// After these words stands when somebody was born.
const BORN: [&str; 5] = ["出生日期", "出生年月", "出生于", "生于", "生日"];

/// After these words stands somebody's name.
const AROUND: [&str; 30] = [
    "妻子",
    "丈夫",
    "配偶",
    "爱人",
    "儿子",
    "女儿",
    "父亲",
    "母亲",
    "哥哥",
    "弟弟",
    "姐姐",
    "妹妹",
    "儿媳",
    "女婿",
    "亲戚",
    "邻居",
    "证人",
    "房东",
    "租客",
    "同事",
    "其妻",
    "其夫",
    "其子",
    "其女",
    "其父",
    "其母",
    "举报人",
    "投诉人",
    "信访人",
    "反映人",
];

/// Surnames, but for those that are words of their own before a verb or a place.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪\
                        范金石廖贾夏韦付傅邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤俞章鲍";

/// Signs with which no given name goes on: the sentence does.
const ON: &str = "在的说称证反和与及等到是也已有从向被把对为当陈述表示同均曾系因于经将看见、，。；：（）";

/// Signs between such a word and what it announces.
const BETWEEN: &str = "：:为是在于叫名 （(";

/// Where it ends that somebody lives somewhere.
const ENDS: &str = "，,。；;、）)";

/// The longest address that is looked for, and the longest day.
const LONGEST: (usize, usize) = (60, 14);

/// A text without them.
pub(super) fn hidden(text: &str) -> String {
    let mut told = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        if let Some((word, found)) = announced(rest) {
            told.push_str(word);
            told.push_str(&found.between);
            told.push_str(&found.instead);
            rest = found.behind;
        } else if let Some(behind) = born_before(rest) {
            told.push_str(HIDDEN);
            rest = behind;
        } else {
            told.push(sign);
            rest = rest.get(sign.len_utf8()..).unwrap_or_default();
        }
    }
    told
}

/// What follows a word that announces it.
struct Found<'a> {
    between: String,
    instead: String,
    behind: &'a str,
}

fn announced(text: &str) -> Option<(&'static str, Found<'_>)> {
    let told = |words: &[&'static str], find: fn(&str) -> Option<(usize, String)>| {
        words.iter().copied().find_map(|word| {
            let after = text.strip_prefix(word)?;
            let start = after.trim_start_matches(|sign: char| BETWEEN.contains(sign));
            let between = after.get(..after.len() - start.len())?.to_owned();
            let (taken, instead) = find(start)?;
            let behind = start.get(taken..)?;
            Some((word, Found { between, instead, behind }))
        })
    };
    told(&LIVES, home).or_else(|| told(&BORN, day)).or_else(|| told(&AROUND, name))
}

/// Up to the end of the clause.
fn home(text: &str) -> Option<(usize, String)> {
    let home: String = text.chars().take(LONGEST.0).take_while(|sign| !ENDS.contains(*sign)).collect();
    (home.chars().count() > 1).then(|| (home.len(), HIDDEN.to_owned()))
}

fn day(text: &str) -> Option<(usize, String)> {
    let day: String = text.chars().take(LONGEST.1).take_while(|sign| is_of_a_day(*sign)).collect();
    (!day.is_empty()).then(|| (day.len(), HIDDEN.to_owned()))
}

/// A surname, and one or two signs of a given name.
fn name(text: &str) -> Option<(usize, String)> {
    let mut signs = text.chars();
    let surname = signs.next().filter(|sign| SURNAMES.contains(*sign))?;
    let goes_on = |sign: &char| matches!(*sign, '\u{4e00}'..='\u{9fff}') && !ON.contains(*sign);
    let given: String = signs.take(2).take_while(goes_on).collect();
    (!given.is_empty()).then(|| (surname.len_utf8() + given.len(), format!("{surname}某")))
}

/// What stands behind a day, if a text begins with the day on which somebody was born.
fn born_before(text: &str) -> Option<&str> {
    let (taken, _) = day(text)?;
    let behind = text.get(taken..)?;
    (taken > 3 && behind.trim_start().starts_with("出生")).then_some(behind)
}

fn is_of_a_day(sign: char) -> bool {
    sign.is_ascii_digit() || "年月日.-/〇零一二三四五六七八九十０１２３４５６７８９".contains(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_somebody_lives_and_when_they_were_born_is_not_published() {
        for (told, published) in [
            ("当事人家住府山街道胜利西路12号3幢502室，在楼顶搭建", "当事人家住***，在楼顶搭建"),
            ("1970年1月2日出生，汉族", "***出生，汉族"),
            ("出生于一九七〇年一月二日", "出生于***"),
            ("户籍地：绍兴市越城区。", "户籍地：***。"),
        ] {
            assert_eq!(hidden(told), published);
        }
    }

    #[test]
    fn who_is_around_somebody_is_not_named() {
        assert_eq!(hidden("其妻王小红在场，邻居李四证实"), "其妻王某在场，邻居李某证实");
        assert_eq!(hidden("丈夫：沈大伟、儿子沈一鸣"), "丈夫：沈某、儿子沈某");
    }

    #[test]
    fn what_was_done_and_where_is_told() {
        for text in [
            "2026年3月2日在3幢502室屋顶搭建12.5平方米",
            "邻居反映施工噪音，证人证言一份",
            "占用消防通道，影响住户",
        ] {
            assert_eq!(hidden(text), text);
        }
    }
}
