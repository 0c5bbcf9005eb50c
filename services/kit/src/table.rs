//! A table as a file a clerk opens: CSV (RFC 4180) in UTF-8, sent in chunks while its pages are still being read.
//! Whoever reads slowly makes the pages be read slowly: no more than one page and one chunk is in memory.

use std::borrow::Cow;
use std::fmt::Display;
use std::pin::Pin;

use csv::{Terminator, Writer, WriterBuilder};
use futures::stream::{self, Stream, StreamExt as _, TryStreamExt as _};
use tonic::{Code, Status};

use crate::fault::with_reason;

/// A row of cells.
pub type Row = Vec<String>;

/// Bytes in a chunk; a chunk is longer by at most one row.
pub const CHUNK: usize = 64 * 1024;

/// Without it spreadsheet programs take UTF-8 for the local encoding.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The table as chunks of a file: the header, then the rows of every page in order. Every row has a cell for each of the header.
///
/// A cell a spreadsheet program would take for a formula begins with an apostrophe in the file, because what citizens wrote must not
/// run on a clerk's machine.
///
/// Pages are pulled one at a time, when those before have been sent:
///
/// ```
/// # use shiyu_kit::table;
/// # use tonic::Status;
/// # async fn fetch(_: u64) -> Result<Vec<table::Row>, Status> { Ok(Vec::new()) }
/// let pages = futures::stream::try_unfold(0, |page| async move {
///     let rows = fetch(page).await?;
///     Ok::<_, Status>((!rows.is_empty()).then_some((rows, page + 1)))
/// });
/// let file = table::stream(&["编号", "标题"], pages);
/// ```
///
/// # Errors
/// The source's; the file is incomplete then, and the stream at its end. `INTERNAL` for a row that does not fit the header.
pub fn stream<P>(header: &[&str], pages: P) -> impl Stream<Item = Result<Vec<u8>, Status>> + Send + use<P>
where
    P: Stream<Item = Result<Vec<Row>, Status>> + Send,
{
    let header: Row = header.iter().map(|name| (*name).to_owned()).collect();
    let writing = Writing {
        pages: Box::pin(stream::once(async { Ok(vec![header]) }).chain(pages)),
        rows: Vec::new().into_iter(),
        file: writer(BYTE_ORDER_MARK.to_vec()),
    };
    stream::try_unfold(Some(writing), |writing| async move {
        match writing {
            Some(writing) => writing.chunk().await,
            None => Ok(None),
        }
    })
}

/// A file half written.
struct Writing<P> {
    pages: Pin<Box<P>>,
    rows: std::vec::IntoIter<Row>,
    file: Writer<Vec<u8>>,
}

impl<P: Stream<Item = Result<Vec<Row>, Status>>> Writing<P> {
    /// The next chunk and, unless it is the last one, what follows it.
    async fn chunk(mut self) -> Result<Option<(Vec<u8>, Option<Self>)>, Status> {
        loop {
            for row in self.rows.by_ref() {
                for cell in row {
                    self.file.write_field(harmless(&cell).as_bytes()).map_err(unwritable)?;
                }
                self.file.write_record(None::<&[u8]>).map_err(unwritable)?;
                self.file.flush().map_err(unwritable)?;
                if self.file.get_ref().len() >= CHUNK {
                    let full = std::mem::replace(&mut self.file, writer(Vec::new()));
                    return Ok(Some((bytes(full)?, Some(self))));
                }
            }
            match self.pages.try_next().await? {
                Some(page) => self.rows = page.into_iter(),
                None => break,
            }
        }
        let last = bytes(self.file)?;
        Ok((!last.is_empty()).then_some((last, None)))
    }
}

fn writer(begun: Vec<u8>) -> Writer<Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(begun)
}

fn bytes(file: Writer<Vec<u8>>) -> Result<Vec<u8>, Status> {
    file.into_inner().map_err(unwritable)
}

/// What a cell looks like in the file: never like a formula, whose signs are taken in full width too.
fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        return Cow::Owned(format!("'{cell}"));
    }
    Cow::Borrowed(cell)
}

/// Nothing but a row of another length than the header can be meant.
fn unwritable(error: impl Display) -> Status {
    tracing::error!(error = %error, "a table cannot be written");
    with_reason(Code::Internal, "internal error", "INTERNAL")
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures::FutureExt as _;
    use proptest::prelude::*;

    use super::*;
    use crate::fault::{rate_limited, reason};

    fn row(cells: &[&str]) -> Row {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    fn pages(pages: Vec<Vec<Row>>) -> impl Stream<Item = Result<Vec<Row>, Status>> + Send {
        stream::iter(pages.into_iter().map(Ok))
    }

    async fn written(header: &[&str], pages: impl Stream<Item = Result<Vec<Row>, Status>> + Send) -> String {
        let chunks: Vec<Vec<u8>> = stream(header, pages).try_collect().await.unwrap();
        String::from_utf8(chunks.concat()).unwrap()
    }

    #[tokio::test]
    async fn a_file_has_a_mark_a_header_and_its_rows_in_order() {
        let rows = vec![
            vec![row(&["越信访〔2026〕1号", "路灯不亮，\"很黑\""])],
            vec![],
            vec![row(&["越信访〔2026〕2号", "a,b\nc"])],
        ];
        assert_eq!(
            written(&["编号", "标题"], pages(rows)).await,
            "\u{feff}编号,标题\r\n越信访〔2026〕1号,\"路灯不亮，\"\"很黑\"\"\"\r\n越信访〔2026〕2号,\"a,b\nc\"\r\n"
        );
    }

    #[tokio::test]
    async fn a_table_without_rows_is_its_header() {
        assert_eq!(written(&["编号"], pages(Vec::new())).await, "\u{feff}编号\r\n");
    }

    #[tokio::test]
    async fn no_cell_is_a_formula() {
        let cells = ["=1+1", "+86", "-5", "@x", "\tx", "\rx", "＝1", "a=1", ""];
        let file = written(&["x"], pages(vec![cells.iter().map(|cell| row(&[cell])).collect()])).await;
        let mut reader = csv::Reader::from_reader(file.as_bytes());
        let read: Vec<String> = reader.records().map(|record| record.unwrap()[0].to_owned()).collect();
        assert_eq!(read, ["'=1+1", "'+86", "'-5", "'@x", "'\tx", "'\rx", "'＝1", "a=1", ""]);
    }

    #[tokio::test]
    async fn a_page_is_pulled_when_those_before_are_sent() {
        let pulled = AtomicUsize::new(0);
        let pages = stream::iter(0..100).map(|_| {
            pulled.fetch_add(1, Ordering::Relaxed);
            Ok(vec![row(&["街"]); CHUNK])
        });
        let mut file = Box::pin(stream(&["x"], pages));
        assert_eq!(pulled.load(Ordering::Relaxed), 0);
        for _ in 0..3 {
            let chunk = file.try_next().await.unwrap().unwrap();
            assert!((CHUNK..CHUNK + 16).contains(&chunk.len()), "{} bytes", chunk.len());
            assert_eq!(pulled.load(Ordering::Relaxed), 1);
        }
    }

    #[tokio::test]
    async fn what_stops_the_source_stops_the_file() {
        let source = stream::iter([Ok(vec![row(&["a"])]), Err(rate_limited(std::time::Duration::ZERO)), Ok(vec![])]);
        let mut file = Box::pin(stream(&["x"], source));
        assert_eq!(reason(&file.try_next().await.unwrap_err()).as_deref(), Some("RATE_LIMITED"));
        assert!(file.next().await.is_none());
    }

    #[tokio::test]
    async fn a_row_that_does_not_fit_the_header_is_our_fault() {
        let mut file = Box::pin(stream(&["x", "y"], pages(vec![vec![row(&["a"])]])));
        assert_eq!(reason(&file.try_next().await.unwrap_err()).as_deref(), Some("INTERNAL"));
    }

    proptest! {
        #[test]
        fn whatever_stands_in_a_cell_is_read_back(rows in prop::collection::vec(prop::collection::vec("\\PC*|[\",\r\n =]{0,9}", 3), 0..20)) {
            let file = written(&["a", "b", "c"], pages(vec![rows.clone()])).now_or_never().unwrap();
            let mut reader = csv::Reader::from_reader(file.as_bytes());
            let read: Vec<Row> = reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
            let expected: Vec<Row> = rows.iter().map(|row| row.iter().map(|cell| harmless(cell).into_owned()).collect()).collect();
            prop_assert_eq!(read, expected);
        }
    }
}
