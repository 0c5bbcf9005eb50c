//! What a city runs: a program, or an image.

use std::fmt;
use std::path::PathBuf;

use shiyu_kit::testkit::database::skip;

use crate::lane::variable;

/// Names the image of the services.
pub const IMAGE: &str = "SHIYU_E2E_IMAGE";
/// Names the `shiyu` program, which is the service by whose name it is called.
pub const PROGRAM: &str = "SHIYU_E2E_PROGRAM";

/// One build of every service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Programs {
    /// A `shiyu` program on this machine.
    Local(PathBuf),
    /// An image, as `.ci/image build` makes it.
    Image(String),
}

impl Programs {
    /// What the environment names; otherwise the program that was built beside this one.
    ///
    /// # Errors
    /// Why there is none.
    pub fn found() -> Result<Self, String> {
        if let Some(image) = variable(IMAGE) {
            return Ok(Self::Image(image));
        }
        match variable(PROGRAM) {
            Some(program) => Self::local(program),
            None => Self::local(beside()?),
        }
    }

    /// The same; `None`, and a loud line, where there is none.
    ///
    /// # Panics
    /// When there is none and `SHIYU_TEST_NO_SKIP=1` forbids skipping.
    #[must_use]
    pub fn at_hand() -> Option<Self> {
        let missing = |reason: &String| {
            eprintln!("e2e: {reason}");
            skip("program of the services", PROGRAM);
        };
        Self::found().inspect_err(missing).ok()
    }

    /// This program.
    ///
    /// # Errors
    /// When it is not there.
    pub fn local(program: impl Into<PathBuf>) -> Result<Self, String> {
        let program = program.into();
        if program.is_file() {
            // Where it is called from is another folder.
            std::path::absolute(&program).map(Self::Local).map_err(|error| error.to_string())
        } else {
            Err(format!("{} is missing: cargo build --workspace --bin shiyu", program.display()))
        }
    }
}

/// Tests lie in `deps`, programs in the folder above it.
fn beside() -> Result<PathBuf, String> {
    let here = std::env::current_exe().map_err(|error| error.to_string())?;
    let folder = here.parent().and_then(|folder| folder.parent());
    Ok(folder.ok_or("no target folder")?.join("shiyu"))
}

impl fmt::Display for Programs {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Local(program) => write!(formatter, "{}", program.display()),
            Self::Image(image) => write!(formatter, "the image {image}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_not_there_says_how_it_is_made() {
        let missing = Programs::local("/nowhere/shiyu");
        assert!(missing.is_err_and(|reason| reason.contains("cargo build")));
    }
}
