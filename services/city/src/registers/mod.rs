//! `shiyu officers`, `objects`, `standards`, `inspections` and `draws`: the registers of enforcement, listed, and taken in from files.

pub mod draws;
pub mod inspections;
pub mod objects;
pub mod officers;
pub mod standards;

use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::import::{self, ImportOptions};
use crate::output::Printer;

/// Takes in a file whose rows are what the command says: one of these tables of the mapping file.
///
/// # Errors
/// [`Failure::Usage`] when its rows are something else; as [`import::run`].
pub async fn take_in(desk: &Desk, out: Printer, (options, rows): (&ImportOptions, &[&str])) -> Result<Ending, Failure> {
    let plan = import::read(&options.mapping)?;
    if !rows.contains(&plan.rows()) {
        return Err(Failure::Usage(format!(
            "{}: the rows are {}, not {}",
            options.mapping.display(),
            plan.rows(),
            rows.join(" or ")
        )));
    }
    import::run(desk, out, (options, plan.as_ref())).await
}
