//! A case of the scene as it goes on: to the court, or to a hearing.

use shiyu_proto::enforcement::v1 as pb;
use time::Duration;
use uuid::Uuid;

use crate::scene::{CLERK, HEAD, HOST, LI, Scene, by, order};

impl Scene {
    /// The demand is served.
    #[expect(clippy::ptr_arg, reason = "an order takes a copy of its name")]
    pub(crate) async fn demanded(&self, name: &String, suspect: Uuid) {
        let demanded = order!(
            name,
            ServeDemandRequest {
                delivery: Some(self.delivery(suspect))
            }
        );
        self.cases().serve_demand(by(LI, demanded)).await.unwrap();
    }

    /// The court is asked.
    #[expect(clippy::ptr_arg, reason = "an order takes a copy of its name")]
    pub(crate) async fn applied(&self, name: &String) -> pb::Case {
        let applied = order!(
            name,
            ApplyToCourtRequest {
                court: "越城区法院".to_owned(),
                reference: "申请1".to_owned()
            }
        );
        self.cases().apply_to_court(by(HEAD, applied)).await.unwrap().into_inner()
    }

    /// The court takes it up, and allows it.
    #[expect(clippy::ptr_arg, reason = "an order takes a copy of its name")]
    pub(crate) async fn allowed(&self, name: &String) {
        let mut cases = self.cases();
        let accepted = order!(
            name,
            RecordCourtAcceptanceRequest {
                accept_time: Some(self.now())
            }
        );
        cases.record_court_acceptance(by(LI, accepted)).await.unwrap();
        let ruled = order!(
            name,
            RecordCourtRulingRequest {
                ruling: pb::CourtRuling::Allowed.into(),
                reference: "裁定1".to_owned()
            }
        );
        cases.record_court_ruling(by(LI, ruled)).await.unwrap();
    }

    /// The suspect asks for a hearing, and is told when it is held.
    #[expect(clippy::ptr_arg, reason = "an order takes a copy of its name")]
    pub(crate) async fn scheduled(&self, name: &String, suspect: Uuid) {
        let mut cases = self.cases();
        let asked = order!(
            name,
            RequestHearingRequest {
                party: suspect.to_string()
            }
        );
        cases.request_hearing(by(CLERK, asked)).await.unwrap();
        let scheduled = order!(
            name,
            ScheduleHearingRequest {
                host: HOST.0.to_owned(),
                place: "听证室".to_owned(),
                public: true,
                notify_time: Some(self.now()),
                schedule_time: Some(self.after(Duration::days(25))),
            }
        );
        cases.schedule_hearing(by(LI, scheduled)).await.unwrap();
    }

    /// Its day comes, and it is held.
    #[expect(clippy::ptr_arg, reason = "an order takes a copy of its name")]
    pub(crate) async fn heard(&self, name: &String) {
        self.lives(Duration::days(26)).await;
        let held = order!(
            name,
            HoldHearingRequest {
                attended: true,
                agents: 1,
                record: "a".repeat(64),
                opinion: "听证意见".to_owned()
            }
        );
        self.cases().hold_hearing(by(HOST, held)).await.unwrap();
    }
}
