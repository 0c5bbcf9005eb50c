//! From registration to classification.

use crate::domain::course::{Acceptance, Classified, CompletenessNotice, Designation, Forwarding, Objection, Supplement};
use crate::domain::{Accused, Classification, DeliveryMethod, Party, PartyRole, Registered, ReliefPath, What};
use crate::wire::tests::given::{PARTY, START, code, county, number, planted, submission};

pub(super) fn intake() -> Vec<What> {
    let forwarding = |report_days| Forwarding {
        from: code("330602-XFJ"),
        to: code("330602001"),
        at: START,
        report_days,
    };
    let party = Party {
        id: PARTY,
        role: PartyRole::Petitioner,
    };
    vec![
        What::Registered(Box::new(Registered {
            county: county(),
            unit: code("330602-XFJ"),
            number: number(),
            query_index: planted("index"),
            submission: submission(),
            parties: vec![party],
            accused: Accused {
                units: [code("330602-ZJJ")].into(),
                subjects: [planted("accused")].into(),
            },
            follows: None,
            received_at: START,
            at: START,
        })),
        What::Forwarded(forwarding(None)),
        What::Forwarded(forwarding(Some(30))),
        What::Objected(Objection {
            by: code("330602001"),
            reasons: planted("reasons"),
            competent: Some(code("330602-ZJJ")),
            at: START,
            agreed: None,
        }),
        What::ObjectionDecided { agreed: true, at: START },
        What::Disputed { at: START },
        What::Designated(Designation {
            unit: code("330602001"),
            by: Some(county()),
            reasons: planted("reasons"),
            at: START,
        }),
        What::Transferred {
            from: code("330602001"),
            to: code("330602-ZJJ"),
            at: START,
        },
        What::NoticeGiven(CompletenessNotice {
            missing: vec![planted("missing")],
            method: DeliveryMethod::Mail,
            at: START,
        }),
        What::Supplemented(Supplement {
            party: PARTY,
            text: planted("text"),
            at: START,
        }),
        What::PartyJoined(party),
        What::Accepted {
            acceptance: Acceptance {
                unit: code("330602001"),
                at: START,
                notice: Some(DeliveryMethod::Direct),
            },
            by: planted("officer"),
        },
        classified(None),
        classified(Some("330602-ZJJ")),
    ]
}

fn classified(duty_organ: Option<&str>) -> What {
    What::Classified {
        classified: Classified {
            classification: Classification::AppealForRelief(ReliefPath::ProtectiveDuty),
            at: START,
        },
        accused: Accused {
            subjects: [planted("accused")].into(),
            ..Accused::default()
        },
        duty_organ: duty_organ.map(code),
        by: planted("officer"),
    }
}
