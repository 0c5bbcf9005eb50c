//! Keyset paging in the manner of AIP-158: a page goes on after the sort keys of the last row seen, so
//! that a list costs the same however far one reads. Tokens are opaque and bound to their query.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use thiserror::Error;
use tonic::{Code, Status};

use crate::fault::{Violations, with_reason};

/// Rows in a page when the caller does not say.
pub const DEFAULT_SIZE: usize = 20;
/// Rows in a page at most; a larger wish is cut down to this.
pub const MAX_SIZE: usize = 200;

const VERSION: u8 = 1;
const SCOPE_BYTES: usize = 8;
/// Longer than any token given out; keeps a forged one from costing anything.
const TOKEN_LENGTH: usize = 2048;

/// What a token is bound to: the collection, the filter and the order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope([u8; SCOPE_BYTES]);

impl Scope {
    /// The scope of a query, from everything that decides which rows it finds and in which order.
    #[must_use]
    pub fn of(parts: &[&str]) -> Self {
        let mut digest = Sha256::new();
        for part in parts {
            digest.update(part.len().to_be_bytes());
            digest.update(part);
        }
        let mut scope = [0; SCOPE_BYTES];
        for (to, from) in scope.iter_mut().zip(digest.finalize()) {
            *to = from;
        }
        Self(scope)
    }
}

/// Where a list goes on and how far; `K` is the sort keys of a row, ending with a unique one.
#[derive(Clone, Debug)]
pub struct Paging<K> {
    scope: Scope,
    size: usize,
    after: Option<K>,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows, in order.
    pub items: Vec<T>,
    /// Where the next page goes on; empty at the end of the list.
    pub next_page_token: String,
}

/// The sort keys of a row cannot be written into a token: a bug.
#[derive(Debug, Error)]
#[error("the sort keys of a row cannot be written into a page token")]
pub struct UnwritableKeys(#[from] serde_json::Error);

impl From<UnwritableKeys> for Status {
    fn from(trouble: UnwritableKeys) -> Self {
        tracing::error!(error = %trouble.0, "sort keys cannot be written into a page token");
        with_reason(Code::Internal, "internal error", "INTERNAL")
    }
}

impl<K: Serialize + DeserializeOwned> Paging<K> {
    /// Reads `page_size` and `page_token` of a request. Violations: `PAGE_SIZE_NEGATIVE`, `PAGE_TOKEN_INVALID` and,
    /// for a token of another query, `PAGE_TOKEN_MISMATCH`.
    pub fn read(page_size: i32, page_token: &str, scope: Scope, violations: &mut Violations) -> Self {
        let size = usize::try_from(page_size).unwrap_or_else(|_| {
            violations.add("page_size", "PAGE_SIZE_NEGATIVE", "a page size is not negative");
            DEFAULT_SIZE
        });
        let after = match decode(page_token, scope) {
            Ok(after) => after,
            Err(TokenError::Invalid) => {
                let text = "not a page token of this service";
                violations.add("page_token", "PAGE_TOKEN_INVALID", text);
                None
            }
            Err(TokenError::Mismatch) => {
                let text = "the page token belongs to another filter or order";
                violations.add("page_token", "PAGE_TOKEN_MISMATCH", text);
                None
            }
        };
        let size = if size == 0 { DEFAULT_SIZE } else { size.min(MAX_SIZE) };
        Self { scope, size, after }
    }

    /// The sort keys of the last row seen; the page begins after them.
    #[must_use]
    pub fn after(&self) -> Option<&K> {
        self.after.as_ref()
    }

    /// How many rows to fetch: one more than the page holds, to know whether another page follows.
    #[must_use]
    pub fn limit(&self) -> u64 {
        u64::try_from(self.size).unwrap_or(u64::MAX).saturating_add(1)
    }

    /// Makes a page of the rows fetched, of which there may be `limit` at most.
    ///
    /// # Errors
    /// When the keys of the last row cannot be written.
    pub fn page<T>(&self, mut rows: Vec<T>, key: impl Fn(&T) -> K) -> Result<Page<T>, UnwritableKeys> {
        let more = rows.len() > self.size;
        rows.truncate(self.size);
        let next_page_token = match rows.last() {
            Some(last) if more => encode(&key(last), self.scope)?,
            _ => String::new(),
        };
        Ok(Page {
            items: rows,
            next_page_token,
        })
    }
}

impl<T> Page<T> {
    /// The same page with every row in another shape.
    pub fn map<U>(self, shape: impl FnMut(T) -> U) -> Page<U> {
        let items = self.items.into_iter().map(shape).collect();
        Page {
            items,
            next_page_token: self.next_page_token,
        }
    }
}

/// Why a token is none.
pub(crate) enum TokenError {
    /// It was never given out.
    Invalid,
    /// It belongs to another query.
    Mismatch,
}

/// The token of a key, bound to a scope.
pub(crate) fn encode<K: Serialize>(key: &K, scope: Scope) -> Result<String, UnwritableKeys> {
    let mut token = vec![VERSION];
    token.extend(scope.0);
    serde_json::to_writer(&mut token, key)?;
    Ok(URL_SAFE_NO_PAD.encode(token))
}

/// The key of a token; none of an empty one.
pub(crate) fn decode<K: DeserializeOwned>(token: &str, scope: Scope) -> Result<Option<K>, TokenError> {
    if token.is_empty() {
        return Ok(None);
    }
    if token.len() > TOKEN_LENGTH {
        return Err(TokenError::Invalid);
    }
    let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| TokenError::Invalid)?;
    let Some((&VERSION, rest)) = bytes.split_first() else {
        return Err(TokenError::Invalid);
    };
    let (of, key) = rest.split_at_checked(SCOPE_BYTES).ok_or(TokenError::Invalid)?;
    if of != scope.0 {
        return Err(TokenError::Mismatch);
    }
    serde_json::from_slice(key).map(Some).map_err(|_| TokenError::Invalid)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Key = (i64, String);

    fn open() -> Scope {
        Scope::of(&["petitions", "stage=open", "opened_at"])
    }

    fn read(size: i32, token: &str, scope: Scope) -> Result<Paging<Key>, Vec<&'static str>> {
        let mut violations = Violations::new();
        let paging = Paging::read(size, token, scope, &mut violations);
        let reasons: Vec<_> = violations.iter().map(|violation| violation.reason).collect();
        if reasons.is_empty() { Ok(paging) } else { Err(reasons) }
    }

    /// The rows 0..many as a database would answer the paging.
    fn fetch(paging: &Paging<Key>, many: i64) -> Page<i64> {
        let from = paging.after().map_or(0, |(row, _)| row + 1);
        let rows = (from..many).take(usize::try_from(paging.limit()).unwrap()).collect();
        paging.page(rows, |row| (*row, format!("id-{row}"))).unwrap()
    }

    #[test]
    fn pages_show_every_row_once_and_then_end() {
        for many in [0, 1, 4, 5, 6, 10, 11] {
            let mut seen = Vec::new();
            let mut token = String::new();
            loop {
                let page = fetch(&read(5, &token, open()).unwrap(), many);
                assert!(page.items.len() <= 5);
                seen.extend(page.items);
                token = page.next_page_token;
                if token.is_empty() {
                    break;
                }
            }
            assert_eq!(seen, (0..many).collect::<Vec<_>>());
        }
    }

    #[test]
    fn sizes_default_and_are_cut_down() {
        assert_eq!(read(0, "", open()).unwrap().limit(), 21);
        assert_eq!(read(7, "", open()).unwrap().limit(), 8);
        assert_eq!(read(1_000_000, "", open()).unwrap().limit(), 201);
        assert_eq!(read(-1, "", open()).unwrap_err(), ["PAGE_SIZE_NEGATIVE"]);
    }

    #[test]
    fn a_token_of_another_query_is_refused() {
        let token = fetch(&read(5, "", open()).unwrap(), 9).next_page_token;
        let other = Scope::of(&["petitions", "stage=openopened", "_at"]);
        assert_eq!(read(5, &token, other).unwrap_err(), ["PAGE_TOKEN_MISMATCH"]);
    }

    #[test]
    fn whatever_is_not_a_token_is_refused() {
        let token = fetch(&read(5, "", open()).unwrap(), 9).next_page_token;
        let cut = &token[..token.len() - 4];
        let later = URL_SAFE_NO_PAD.encode([2, 0, 0]);
        for forged in ["!", "AA", cut, later.as_str(), &"A".repeat(4000)] {
            assert_eq!(read(5, forged, open()).unwrap_err(), ["PAGE_TOKEN_INVALID"]);
        }
    }
}
