//! What is worked out from what was measured: a straight line through the sizes that fit, drawn on to those that do not.

/// A straight line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// What there is without a county.
    pub fixed: f64,
    /// What each county adds.
    pub each: f64,
}

impl Line {
    /// The line of least squares; through the origin where there is one point only.
    #[expect(clippy::cast_precision_loss, reason = "a handful of points")]
    pub fn through(points: &[(f64, f64)]) -> Self {
        let many = points.len() as f64;
        let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / many.max(1.0);
        let (x, y) = (mean(|point| point.0), mean(|point| point.1));
        let spread: f64 = points.iter().map(|point| (point.0 - x).powi(2)).sum();
        if spread == 0.0 {
            return Self {
                fixed: 0.0,
                each: if x == 0.0 { 0.0 } else { y / x },
            };
        }
        let each = points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum::<f64>() / spread;
        Self { fixed: y - each * x, each }
    }

    /// Its height at so many counties.
    pub fn at(self, counties: f64) -> f64 {
        self.fixed + self.each * counties
    }
}
