//! Shiyu's contracts: protobuf messages, gRPC services and the descriptor set. Generated from `proto/shiyu`.

#![allow(clippy::all, reason = "generated code")]

/// Every contract with its comments, a serialised `google.protobuf.FileDescriptorSet`: for tools that speak with all services.
pub const DESCRIPTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/descriptors.bin"));

/// What all services share.
pub mod common {
    /// These contracts with their comments, a serialised `google.protobuf.FileDescriptorSet`.
    pub const DESCRIPTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/common.bin"));

    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("shiyu.common.v1");
    }
}

/// Petition matters (信访事项).
pub mod petition {
    /// This contract and what all services share, with comments: a service reflects no more than it serves.
    pub const DESCRIPTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/petition.bin"));

    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("shiyu.petition.v1");
    }
}

/// Grids, patrols and the events of places (网格化管理).
pub mod grid {
    /// This contract and what all services share, with comments: a service reflects no more than it serves.
    pub const DESCRIPTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/grid.bin"));

    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("shiyu.grid.v1");
    }
}

/// Disputes in mediation (人民、行政、司法调解).
pub mod mediation {
    /// This contract and what all services share, with comments: a service reflects no more than it serves.
    pub const DESCRIPTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/mediation.bin"));

    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("shiyu.mediation.v1");
    }
}

/// Administrative enforcement (综合行政执法): power with its procedure.
pub mod enforcement {
    /// This contract and what all services share, with comments: a service reflects no more than it serves.
    pub const DESCRIPTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/enforcement.bin"));

    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("shiyu.enforcement.v1");
    }
}

/// Assessment of units (考评), and its figures.
pub mod assessment {
    /// This contract and what all services share, with comments: a service reflects no more than it serves.
    pub const DESCRIPTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/assessment.bin"));

    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("shiyu.assessment.v1");
    }
}
