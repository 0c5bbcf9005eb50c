//! Requests tell all that is wrong with them at once; facts tell nobody's words.

mod events;
mod facts;
mod given;
mod lists;
mod orders;
mod published;
mod registration;
mod resources;
mod spoiled;
mod status;
mod vocabulary;
mod words;
