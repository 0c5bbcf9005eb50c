//! `shiyu surveys tokens`: what is told once, into a file that is there before it is asked for.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use shiyu_proto::assessment::v1 as pb;

use super::order::SURVEYS;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::output::Printer;

/// Of which survey, and where to.
#[derive(Debug, Args)]
pub struct TokenOptions {
    /// Its name or its id.
    pub survey: String,
    /// The CSV file to write, which must not be there yet.
    pub file: PathBuf,
}

/// `shiyu surveys tokens`. What arrived stays in the file, whatever happens afterwards: nobody is told a second time.
pub async fn write(desk: &Desk, out: Printer, options: &TokenOptions) -> Result<Ending, Failure> {
    let path = options.file.as_path();
    let file = create(path).map_err(|error| Failure::file(path, error))?;
    let request = pb::IssueSurveyTokensRequest {
        name: desk.name(SURVEYS, &options.survey),
    };
    let issued = desk.surveys().issue_survey_tokens(request).await;
    let mut issued = match issued {
        Ok(issued) => issued.into_inner(),
        Err(refused) => {
            drop(std::fs::remove_file(path));
            return Err(refused.into());
        }
    };
    let mut lines = BufWriter::new(file);
    let trouble = |error| Failure::file(path, error);
    writeln!(lines, "case,service,unit,token").map_err(trouble)?;
    let mut tokens = 0;
    while let Some(one) = issued.message().await? {
        writeln!(lines, "{}", line(&one)).map_err(trouble)?;
        tokens += 1;
    }
    lines.flush().map_err(trouble)?;
    out.show(&json!({ "file": path.display().to_string(), "tokens": tokens }), || {
        format!("{tokens} tokens in {}", path.display())
    });
    Ok(Ending::Clean)
}

/// For nobody but whoever asked.
fn create(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Ids and codes: nothing in them needs quotes.
fn line(one: &pb::SurveyToken) -> String {
    [&one.case, &one.service, &one.unit, &one.token].map(String::as_str).join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_written_for_nobody_else_and_over_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tokens.csv");
        let file = create(&path).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
        drop(file);
        assert!(create(&path).is_err());
    }

    #[test]
    fn a_line_names_the_case_and_what_answers_for_it() {
        let one = pb::SurveyToken {
            case: "c".into(),
            service: "petition".into(),
            unit: "330602001".into(),
            token: "t".into(),
        };
        assert_eq!(line(&one), "c,petition,330602001,t");
    }
}
