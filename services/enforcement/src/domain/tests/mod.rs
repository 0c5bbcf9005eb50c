//! The law, sentence by sentence.

mod border;
mod crime;
mod decision;
mod defence;
mod evidence;
mod filing;
pub(crate) mod given;
mod measures;
mod money;
mod norms;
mod orders;
mod overlay;
mod payment;
mod publication;
mod random;
mod reckoning;
mod spot;
mod stages;
