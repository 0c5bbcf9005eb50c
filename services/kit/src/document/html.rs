//! A leaf as a page that stands alone: its style within, nothing fetched, nothing that runs.

use minijinja::HtmlEscape;

use super::leaf::Leaf;

const STYLE: &str = include_str!("page.css");

pub(super) fn page(leaf: &Leaf) -> String {
    let title = HtmlEscape(leaf.title());
    let markup = &leaf.markup;
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{markup}\n</body>\n</html>\n"
    )
}
