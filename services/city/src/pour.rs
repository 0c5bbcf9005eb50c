//! What a service streams, poured into a file or onto stdout, piece by piece as it arrives.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use tonic::{Status, Streaming};

use crate::failure::{Ending, Failure};
use crate::output::Printer;

/// Where to.
#[derive(Debug, Args)]
pub struct To {
    /// The file; without one, or with `-`, stdout. It is replaced only once everything has arrived.
    pub file: Option<PathBuf>,
}

/// The pieces of a stream, as bytes.
#[derive(Debug)]
pub struct Pieces<T> {
    stream: Streaming<T>,
    bytes: fn(T) -> Vec<u8>,
}

impl<T> Pieces<T> {
    /// The pieces of a stream, and what is written of each.
    #[must_use]
    pub const fn of(stream: Streaming<T>, bytes: fn(T) -> Vec<u8>) -> Self {
        Self { stream, bytes }
    }

    async fn next(&mut self) -> Result<Option<Vec<u8>>, Status> {
        Ok(self.stream.message().await?.map(self.bytes))
    }
}

impl To {
    /// Pours a stream there.
    ///
    /// # Errors
    /// [`Failure::Refused`]; [`Failure::File`] when the file cannot be written.
    pub async fn pour<T: Send>(&self, out: Printer, pieces: Pieces<T>) -> Result<Ending, Failure> {
        let Some(path) = self.file.as_deref().filter(|path| *path != Path::new("-")) else {
            write(pieces, &mut io::stdout(), Path::new("-")).await?;
            return Ok(Ending::Clean);
        };
        let mut draft = path.as_os_str().to_owned();
        draft.push(".part");
        let draft = PathBuf::from(draft);
        let bytes = match fill(pieces, &draft).await {
            Ok(bytes) => bytes,
            Err(failure) => {
                drop(std::fs::remove_file(&draft));
                return Err(failure);
            }
        };
        std::fs::rename(&draft, path).map_err(|error| Failure::file(path, error))?;
        out.show(&json!({ "file": path.display().to_string(), "bytes": bytes }), || {
            format!("{bytes} bytes in {}", path.display())
        });
        Ok(Ending::Clean)
    }
}

async fn fill<T: Send>(pieces: Pieces<T>, path: &Path) -> Result<usize, Failure> {
    let file = File::create(path).map_err(|error| Failure::file(path, error))?;
    write(pieces, &mut BufWriter::new(file), path).await
}

/// Writes every piece as it arrives; how many bytes they were.
async fn write<T: Send>(mut pieces: Pieces<T>, to: &mut (impl Write + Send), path: &Path) -> Result<usize, Failure> {
    let trouble = |error| Failure::file(path, error);
    let mut bytes = 0;
    while let Some(piece) = pieces.next().await? {
        to.write_all(&piece).map_err(trouble)?;
        bytes += piece.len();
    }
    to.flush().map_err(trouble)?;
    Ok(bytes)
}
