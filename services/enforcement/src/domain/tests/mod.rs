//! The law, sentence by sentence.

mod act;
mod border;
mod county;
mod crime;
mod decision;
mod defence;
mod evidence;
mod filing;
mod fitting;
pub(crate) mod given;
mod hearing;
mod kept;
mod lawful;
mod measures;
mod money;
mod norms;
mod orders;
mod overlay;
mod payment;
mod proposal;
mod publication;
mod random;
mod reckoning;
mod spot;
mod stages;
mod steps;
mod surcharge;
