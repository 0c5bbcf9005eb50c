//! One program in the image, and a link for each service: called `shiyu-petition`, this is the petition service.

use std::ffi::OsStr;
use std::path::Path;
use std::process::ExitCode;

/// The service whose name the program was called by, if it was one's.
#[must_use]
pub fn named(program: &OsStr) -> Option<&str> {
    Path::new(program).file_name()?.to_str()?.strip_prefix("shiyu-")
}

/// Is that service, until it is asked to end.
pub async fn run(service: &str) -> ExitCode {
    match service {
        "petition" => Box::pin(shiyu_petition::process::run()).await,
        "mediation" => Box::pin(shiyu_mediation::process::run()).await,
        "enforcement" => Box::pin(shiyu_enforcement::process::run()).await,
        "grid" => Box::pin(shiyu_grid::process::run()).await,
        "assessment" => Box::pin(shiyu_assessment::process::run()).await,
        _ => {
            eprintln!("this program is no service {service}: petition, mediation, enforcement, grid, assessment");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_the_service_it_is_called_by() {
        let of = |program: &str| named(OsStr::new(program)).map(str::to_owned);
        assert_eq!(of("/usr/local/bin/shiyu-petition"), Some("petition".to_owned()));
        assert_eq!(of("shiyu-grid"), Some("grid".to_owned()));
        assert_eq!(of("/usr/local/bin/shiyu"), None);
        assert_eq!(of("target/shiyu-1/shiyu"), None);
    }
}
