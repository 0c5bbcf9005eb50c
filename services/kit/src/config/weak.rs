//! What production takes for no secret: passwords that are missing, short, or the first that anybody would try.

use super::error::Problem;
use super::{Common, NatsIdentity, Reader};

/// The shortest password, in characters. Whoever draws one draws more.
const SHORTEST: usize = 12;

/// Fewer different characters than these are no drawn password.
const DIFFERENT: usize = 5;

/// What stands in examples, and is tried first.
const KNOWN: [&str; 9] = [
    "password", "changeme", "postgres", "secret", "shiyu", "admin", "123456", "qwerty", "default",
];

/// Notes every password of the configuration that production does not take.
pub(super) fn note(reader: &mut Reader, common: &Common) {
    if let Some((user, password)) = of_database(common.database.url.reveal())
        && is_weak(&password, &user)
    {
        let given = reader.is_set("database.url");
        refuse(reader, if given { "database.url" } else { "database.url_file" });
    }
    if let Some(NatsIdentity::Password { user, password }) = &common.nats.identity
        && is_weak(password.reveal(), user)
    {
        refuse(reader, "nats.password_file");
    }
}

fn refuse(reader: &mut Reader, key: &str) {
    let text = format!("production takes no password that is missing, shorter than {SHORTEST} characters, or easily guessed");
    reader.reject(key, Problem::Conflict(text));
}

/// User and password of a PostgreSQL address; `None` for a file, for a certificate in place of a password, and for what is no address.
fn of_database(url: &str) -> Option<(String, String)> {
    let rest = url.strip_prefix("postgres://").or_else(|| url.strip_prefix("postgresql://"))?;
    let by_certificate = rest.split_once('?').is_some_and(|(_, options)| options.contains("sslcert="));
    let authority = rest.split(['/', '?']).next().unwrap_or(rest);
    let account = authority.rsplit_once('@').map_or("", |(account, _)| account);
    let (user, password) = account.split_once(':').unwrap_or((account, ""));
    let account = (user.to_owned(), password.to_owned());
    Some(account).filter(|(_, password)| !(by_certificate && password.is_empty()))
}

fn is_weak(password: &str, user: &str) -> bool {
    let mut different: Vec<char> = password.chars().collect();
    let length = different.len();
    different.sort_unstable();
    different.dedup();
    let lower = password.to_lowercase();
    length < SHORTEST || different.len() < DIFFERENT || password == user || KNOWN.iter().any(|known| lower.starts_with(known))
}
