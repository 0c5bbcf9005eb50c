//! One program in the image, and a link for each service: called `shiyu-petition`, this is the petition service.

use std::ffi::OsStr;
use std::path::Path;
use std::process::ExitCode;

use futures::FutureExt as _;

/// The service whose name the program was called by, if it was one's.
#[must_use]
pub fn named(program: &OsStr) -> Option<&str> {
    Path::new(program).file_name()?.to_str()?.strip_prefix("shiyu-")
}

/// Is that service, until it is asked to end.
pub async fn run(service: &str) -> ExitCode {
    match service {
        "petition" => shiyu_petition::process::run().boxed_local().await,
        "mediation" => shiyu_mediation::process::run().boxed_local().await,
        "enforcement" => shiyu_enforcement::process::run().boxed_local().await,
        "grid" => shiyu_grid::process::run().boxed_local().await,
        "assessment" => shiyu_assessment::process::run().boxed_local().await,
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
