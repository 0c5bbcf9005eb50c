//! What an operator may write, and what is said about what may not be written.

mod layers;
mod places;
mod secrets;

use super::*;

const ENOUGH: &str = r#"
[county]
code = "330602"
[database]
url = "sqlite::memory:"
[auth]
jwks_file = "src/config/keys.json"
issuer = "https://id.example"
"#;

fn variables(of: &[(&str, &str)]) -> Vec<(String, String)> {
    of.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn read(file: &str, environment: &[(&str, &str)]) -> Result<Common, Vec<ConfigError>> {
    let mut reader = Reader::new(COMMON_DEFAULTS)
        .text_file("shiyu.toml", file)
        .environment(variables(environment));
    let common = Common::read(&mut reader);
    reader.finish().map(|()| common).map_err(|errors| errors.0)
}

fn error(key: &str, source_of_value: Source, problem: Problem) -> ConfigError {
    ConfigError {
        key: key.to_owned(),
        source_of_value,
        problem,
    }
}

fn line(line: usize) -> Source {
    Source::File {
        name: "shiyu.toml".to_owned(),
        line,
    }
}

fn variable(name: &str) -> Source {
    Source::Environment(name.to_owned())
}

fn unknown(nearest: &str) -> Problem {
    Problem::Unknown {
        nearest: Some(nearest.to_owned()),
    }
}
