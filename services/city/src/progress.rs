//! The progress bar, on stderr: hidden where nobody looks (no terminal, or `--json`).

use indicatif::{ProgressBar, ProgressStyle};

use crate::output::Printer;

const STYLE: &str = "{msg:>24} [{wide_bar}] {pos}/{len} {elapsed}";

/// A bar of so many steps.
#[must_use]
pub fn bar(steps: u64, out: Printer) -> ProgressBar {
    if out == Printer::Json {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(steps);
    if let Ok(style) = ProgressStyle::with_template(STYLE) {
        bar.set_style(style.progress_chars("=> "));
    }
    bar
}
