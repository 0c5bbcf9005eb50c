//! `shiyu locate`: which grid a point lies in.

use clap::Args;
use shiyu_proto::common::v1::Point;
use shiyu_proto::grid::v1::locate_request::Where;
use shiyu_proto::grid::v1::{LocateRequest, LocateResponse};

use crate::desk::Desk;
use crate::document;
use crate::events::words;
use crate::failure::{Ending, Failure};
use crate::output::Printer;

/// Which point.
#[derive(Debug, Args)]
pub struct LocateOptions {
    /// Longitude in degrees (WGS 84).
    #[arg(allow_negative_numbers = true)]
    pub longitude: f64,
    /// Latitude in degrees.
    #[arg(allow_negative_numbers = true)]
    pub latitude: f64,
    /// By the map of this day, as in 2026-01-31; without it today's.
    #[arg(long)]
    pub date: Option<String>,
}

/// `shiyu locate`.
///
/// # Errors
/// [`Failure::Refused`]: `OUTSIDE_MAP`, `MAP_MISSING`.
pub async fn locate(desk: &Desk, out: Printer, options: &LocateOptions) -> Result<Ending, Failure> {
    let request = LocateRequest {
        parent: desk.parent(),
        date: options.date.clone().unwrap_or_default(),
        neighbour_metres: 0,
        r#where: Some(Where::Point(Point {
            longitude: options.longitude,
            latitude: options.latitude,
        })),
    };
    let answer = desk.maps().locate(request).await?.into_inner();
    out.show(&document::grid(&answer, "LocateResponse"), || lines(&answer));
    Ok(Ending::Clean)
}

fn lines(of: &LocateResponse) -> String {
    let border = if of.border { "at the border" } else { "inside" };
    let lines = [
        format!("grid          {} (map {})", of.grid, of.map),
        format!("village       {}", of.village),
        format!("town          {}", of.town),
        format!(
            "space         {}, area {}",
            words::space(of.space_type()),
            words::area(of.area_class())
        ),
        format!("professional  {}", of.professional.join(" ")),
        format!("border        {border} {}", of.border_with.join(" ")),
        format!("neighbours    {}", of.neighbours.join(" ")),
    ];
    lines.map(|line| line.trim_end().to_owned()).join("\n")
}
