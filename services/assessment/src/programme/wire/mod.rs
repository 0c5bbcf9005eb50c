//! Protobuf ↔ the words of programmes, and nothing else.

mod request;
mod resource;

use shiyu_kit::vocabulary;
use shiyu_proto::assessment::v1 as pb;

use super::domain::Stage;

pub use request::{edition, give_back, import, named, plan, programmes, put_objective, put_programme, put_task, step, submit, tasks};
pub use resource::{catalogue, objective, programme, standing, told};

const PROGRAMMES: &str = "programmes";
const OBJECTIVES: &str = "objectives";
const TASKS: &str = "tasks";

vocabulary! { Stage is pb::TaskStage: Planned Issued InProgress Submitted Accepted Returned Archived }
