//! On which line of a file a row begins. The CSV reader counts only up to where the row before ended: with line breaks of two
//! signs, and after empty lines, it is behind.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// A file read along with its rows.
#[derive(Debug)]
pub struct Lines {
    file: BufReader<File>,
    /// How many bytes were read.
    at: u64,
    /// How many lines ended in them.
    ended: u64,
    /// The last of them was a carriage return, which ends a line with or without the line feed behind it.
    returned: bool,
}

impl Lines {
    pub fn open(path: &Path) -> io::Result<Self> {
        Ok(Self {
            file: BufReader::new(File::open(path)?),
            at: 0,
            ended: 0,
            returned: false,
        })
    }

    /// The line, from 1, of the first row at or behind a byte. Bytes are asked for in their order.
    pub fn of(&mut self, byte: u64) -> io::Result<u64> {
        while let Some(&next) = self.file.fill_buf()?.first() {
            if self.at >= byte && !matches!(next, b'\r' | b'\n') {
                break;
            }
            // A line feed behind a carriage return ends the same line.
            if next == b'\r' || (next == b'\n' && !self.returned) {
                self.ended += 1;
            }
            self.returned = next == b'\r';
            self.at += 1;
            self.file.consume(1);
        }
        Ok(self.ended + 1)
    }
}
