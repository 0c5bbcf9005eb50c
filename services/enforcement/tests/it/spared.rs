//! What was put right, and is not punished.

use shiyu_proto::enforcement::v1 as pb;
use time::Duration;

use crate::scene::{LI, Scene, both, by, order};

impl Scene {
    /// A filed case in which what was wrong was put right, with what it was proposed to decide: that nobody is punished, upon this ground.
    #[expect(clippy::ptr_arg, reason = "an order takes a copy of its name")]
    pub(crate) async fn to_be_spared(&self, name: &String, ground: pb::Exemption) -> pb::DecideCaseRequest {
        let mut cases = self.cases();
        let ordered = order!(
            name,
            OrderCorrectionRequest {
                demand: "自行拆除".to_owned(),
                until_date: (self.today() + Duration::days(5)).to_string(),
                officers: both()
            }
        );
        let correction = ordered.request_id.clone();
        cases.order_correction(by(LI, ordered)).await.unwrap();
        let checked = order!(
            name,
            CheckCorrectionRequest {
                correction: correction,
                corrected: true,
                note: "已拆".to_owned(),
                officers: both()
            }
        );
        cases.check_correction(by(LI, checked)).await.unwrap();
        self.gathered(LI, name).await.unwrap();
        let found = order!(
            name,
            ConcludeInvestigationRequest {
                facts: "查明".to_owned(),
                officers: both()
            }
        );
        cases.conclude_investigation(by(LI, found)).await.unwrap();
        let spared = pb::Proposal {
            exemption: ground.into(),
            education: "批评教育".to_owned(),
            ..pb::Proposal::default()
        };
        let proposed = order!(
            name,
            ProposeOutcomeRequest {
                proposal: Some(spared.clone()),
                officers: both()
            }
        );
        cases.propose_outcome(by(LI, proposed)).await.unwrap();
        order!(
            name,
            DecideCaseRequest {
                outcome: Some(spared),
                facts: "已改正".to_owned(),
                basis: vec!["行政处罚法 art. 33".to_owned()]
            }
        )
    }
}
