//! The contract's enums as words: `TASK_STAGE_IN_PROGRESS` is `in-progress`.

use shiyu_proto::assessment::v1::TaskStage;

use crate::words::words;

words! {
    /// `in-progress`.
    stage TaskStage "TASK_STAGE_",
}
