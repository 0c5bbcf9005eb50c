//! What every document must be: the same bytes for the same facts, searchable in Chinese, and deaf to what facts try to be.

use serde::Serialize;
use time::macros::{date, datetime};

use super::face::face;
use super::leaf::Leaf;
use super::line::{Measure, lines};
use super::sheet::{HEIGHT, sheets};
use super::{DocumentFault, Format, Order, Press, Printed, chinese_date, day, fen, moment, yuan};

const AGREEMENT: &str = r#"
<h1>人民调解协议书</h1>
<p class="number">{{ number }}</p>
<table>
<tr><th>申请人</th><td>{{ applicant }}</td></tr>
<tr><th>地　址</th><td>{{ address }}</td></tr>
</table>
<h2>一、争议事项</h2>
<p>{{ matter }}</p>
<h2>二、协议内容</h2>
<ol>{% for term in terms %}<li>{{ term }}</li>{% endfor %}</ol>
<p class="sign">申请人（签名、盖章或者按指印）：</p>
<p class="seal">越城区塔山街道人民调解委员会（印章）</p>
<p class="right">二〇二六年十一月二十九日</p>
<p class="note">本协议一式三份。</p>
"#;

#[derive(Debug, Clone, Serialize)]
struct Facts {
    number: &'static str,
    applicant: String,
    address: &'static str,
    matter: String,
    terms: Vec<&'static str>,
}

fn facts() -> Facts {
    Facts {
        number: "越调〔2026〕12号",
        applicant: "沈小满".to_owned(),
        address: "塔山街道和畅堂社区",
        matter: "双方因楼道堆放杂物、影响通行发生纠纷。".to_owned(),
        terms: vec!["被申请人于2026年12月10日前清理完毕。", "双方互不追究。"],
    }
}

async fn set(facts: impl Serialize, format: Format) -> Result<Printed, DocumentFault> {
    let press = Press::new(&[("agreement", AGREEMENT)])?;
    let at = datetime!(2026-11-29 10:00 +8);
    let order = Order {
        template: "agreement",
        facts,
        format,
        at,
    };
    press.print(order).await
}

/// How many pages a PDF has, and what a reader copies out of it, without blanks and ends of lines.
fn copied(pdf: &[u8]) -> (usize, String) {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).expect("its text");
    (pages.len(), text.split_whitespace().collect())
}

#[tokio::test]
async fn the_same_facts_are_the_same_bytes_in_every_process() {
    let html = set(facts(), Format::Html).await.expect("HTML");
    let pdf = set(facts(), Format::Pdf).await.expect("PDF");
    assert_eq!(set(facts(), Format::Html).await.expect("HTML again"), html);
    assert_eq!(set(facts(), Format::Pdf).await.expect("PDF again"), pdf);
    let hashes = [html.hash.to_string(), pdf.hash.to_string()];
    assert_eq!(
        hashes,
        [
            "f71604cb19a92ae0e20bc2063aa53ba987cac63611a427eba3cf347536c9b866",
            "c350faea70bf832e63259815c930d918b718e3501f5c148180fe658a721ce2ed",
        ]
    );
}

#[tokio::test]
async fn the_pdf_can_be_searched_in_chinese() {
    let pdf = set(facts(), Format::Pdf).await.expect("PDF");
    let (pages, text) = copied(&pdf.bytes);
    assert_eq!(pages, 1);
    let words = [
        "人民调解协议书",
        "越调〔2026〕12号",
        "沈小满",
        "影响通行发生纠纷",
        "2.双方互不追究。",
        "—1—",
    ];
    for word in words {
        assert!(text.contains(word), "{word} is not in {text}");
    }
}

#[tokio::test]
async fn a_hostile_fact_is_only_text() {
    let mut hostile = facts();
    hostile.applicant = "</td></tr></table><script>alert(1)</script>{{ number }}&amp;\u{202e}\u{0}<p class=\"seal\">".to_owned();
    let html = set(hostile.clone(), Format::Html).await.expect("HTML");
    let html = String::from_utf8(html.bytes).expect("UTF-8");
    assert!(!html.contains("<script"), "{html}");
    assert!(!html.contains('\u{202e}') && !html.contains('\u{0}'), "{html}");
    assert!(html.contains("&lt;script&gt;"), "{html}");
    let (_, text) = copied(&set(hostile, Format::Pdf).await.expect("PDF").bytes);
    assert!(text.contains("<script>alert(1)"), "{text}");
    assert!(text.contains("{{number}}&amp;<pclass="), "{text}");
}

#[tokio::test]
async fn a_name_that_no_face_has_can_still_be_copied() {
    let mut rare = facts();
    rare.applicant = "𠮷䶮堃喆镕".to_owned();
    let printed = set(rare, Format::Pdf).await.expect("PDF");
    assert!(
        printed.lacking.contains(&'𠮷') && !printed.lacking.contains(&'镕'),
        "{:?}",
        printed.lacking
    );
    assert!(set(facts(), Format::Pdf).await.expect("PDF").lacking.is_empty());
    let (_, text) = copied(&printed.bytes);
    assert!(text.contains("𠮷䶮堃喆镕"), "{text}");
}

#[tokio::test]
async fn what_the_template_asks_for_must_be_given() {
    #[derive(Serialize)]
    struct Less {
        number: &'static str,
    }
    let set = set(Less { number: "1" }, Format::Html).await;
    assert!(matches!(set, Err(DocumentFault::Template(_))), "{set:?}");
}

#[test]
fn a_template_with_what_cannot_be_set_is_refused() {
    for body in [
        "<h1>题</h1><img/>",
        "<p class=\"red\">字</p>",
        "<p>字<b>粗</b></p>",
        "字",
        "<table><td>格</td></table>",
    ] {
        let read = Leaf::read(body);
        assert!(matches!(read, Err(DocumentFault::Unset { .. })), "{body}: {read:?}");
    }
    let read = Leaf::read("<p>没有结束");
    assert!(matches!(read, Err(DocumentFault::Malformed(_))), "{read:?}");
}

#[test]
fn a_long_text_goes_on_over_sheets_and_loses_nothing() {
    let said = "调解员向双方说明了权利和义务，双方均表示自愿接受调解。".repeat(200);
    let body = format!("<h1>调解笔录</h1><p>{said}</p><table><tr><th>笔录</th><td>{said}</td></tr></table>");
    let face = face().expect("a face");
    let sheets = sheets(face, &Leaf::read(&body).expect("a leaf"));
    assert!(sheets.len() > 10, "{}", sheets.len());
    let mut set = String::new();
    for (below, strip) in sheets.iter().flatten() {
        assert!(below + strip.height <= HEIGHT + 0.01);
        set.extend(strip.runs.iter().map(|run| run.text.as_str()));
    }
    let set = set.replace("笔录", "").replace("调解", "");
    assert_eq!(set.chars().count(), said.replace("调解", "").chars().count() * 2);
}

#[test]
fn a_heading_goes_where_its_text_goes() {
    let body = format!("{}<h2>标题</h2><p>正文</p>", "<p>一行</p>".repeat(22));
    let sheets = sheets(face().expect("a face"), &Leaf::read(&body).expect("a leaf"));
    let last: Vec<_> = sheets[1].iter().flat_map(|(_, strip)| &strip.runs).map(|run| &run.text).collect();
    assert_eq!(last, ["标题", "正文"]);
}

#[test]
fn a_line_does_not_begin_with_a_stop() {
    let face = face().expect("a face");
    let measure = Measure { first: 4.0, rest: 4.0 };
    assert_eq!(lines(face, "甲乙丙丁，戊己（庚）", measure), ["甲乙丙", "丁，戊己", "（庚）"]);
    assert_eq!(lines(face, "一\n\n二三四五六", measure), ["一", "", "二三四五", "六"]);
    let word = lines(face, "aaaaaaaaaaaaaaaaaaaaaaaaaaa", measure);
    assert!(word.len() > 2 && word.concat().len() == 27, "{word:?}");
    assert_eq!(lines(face, "字字", Measure { first: 0.5, rest: 0.5 }), ["字", "字"]);
}

#[test]
fn dates_are_written_as_below_a_signature() {
    assert_eq!(chinese_date(date!(2026 - 11 - 29)), "二〇二六年十一月二十九日");
    assert_eq!(chinese_date(date!(2030 - 10 - 10)), "二〇三〇年十月十日");
    assert_eq!(chinese_date(date!(2027 - 01 - 20)), "二〇二七年一月二十日");
    assert_eq!(day(date!(2026 - 02 - 03)), "2026年2月3日");
    assert_eq!(moment(datetime!(2026-11-29 16:05 UTC)), "2026年11月30日0时05分");
}

#[test]
fn amounts_are_written_so_that_nobody_alters_them() {
    let written = [
        (0, "人民币零元整"),
        (5, "人民币伍分"),
        (10, "人民币壹角整"),
        (105, "人民币壹元零伍分"),
        (120_050, "人民币壹仟贰佰元伍角整"),
        (123_456, "人民币壹仟贰佰叁拾肆元伍角陆分"),
        (1_000_100, "人民币壹万零壹元整"),
        (101_000_000, "人民币壹佰零壹万元整"),
        (10_000_000_001, "人民币壹亿元零壹分"),
        (10_005_003_000_000, "人民币壹仟亿零伍仟零叁万元整"),
    ];
    for (amount, words) in written {
        assert_eq!(fen(amount), words, "{amount}");
    }
    assert_eq!(yuan(123_450), "1234.50元");
}
