//! From registration to classification (arts. 18 to 23, 31).

mod classification;
mod forwarding;
mod registration;
