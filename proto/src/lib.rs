//! Shiyu's contracts: protobuf messages, gRPC services and the descriptor set. Generated from `proto/shiyu`.

#![allow(clippy::all, reason = "generated code")]

/// Every contract with its comments, a serialised `google.protobuf.FileDescriptorSet`: for reflection.
pub const DESCRIPTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/descriptors.bin"));

/// What all services share.
pub mod common {
    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("shiyu.common.v1");
    }
}

/// Petition matters (信访事项).
pub mod petition {
    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("shiyu.petition.v1");
    }
}

/// Grids, patrols and the events of places (网格化管理).
pub mod grid {
    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("shiyu.grid.v1");
    }
}

/// Disputes in mediation (人民、行政、司法调解).
pub mod mediation {
    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("shiyu.mediation.v1");
    }
}

/// Administrative enforcement (综合行政执法): power with its procedure.
pub mod enforcement {
    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("shiyu.enforcement.v1");
    }
}

/// Assessment of units (考评), and its figures.
pub mod assessment {
    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("shiyu.assessment.v1");
    }
}
