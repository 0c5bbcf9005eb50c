//! What is ordered.

use std::sync::LazyLock;

use shiyu_kit::party::{Sealed, Vault};
use shiyu_kit::testkit;
use time::macros::date;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::given::{COUNTY, POWER, START, SUSPECT, TOWN, both, code};
use crate::domain::command::{Decide, FileCase, Gathered, HoldHearing, Receive, ScheduleHearing, Serve, ServeNotice};
use crate::domain::course::Act;
use crate::domain::terms::{
    Capacity, ClueSource, DeliveryMethod, EvidenceKind, Exemption, Fen, Lightening, NoPenalty, Party, PartyRole, PenaltyItem, PenaltyKind,
    Proposal, SubjectKind,
};
use crate::domain::{Clue, Command, Number};

pub(crate) const NOTICE: Uuid = Uuid::from_u128(0x401);
pub(crate) const PHOTO: Uuid = Uuid::from_u128(0xe1);
pub(crate) const LEAD: Uuid = Uuid::from_u128(0xe2);

pub(crate) fn clue() -> Clue {
    Clue {
        source: ClueSource::Inspection,
        source_reference: None,
        referred: None,
        title: "搭建构筑物".to_owned(),
        description: "巡查发现屋顶新搭构筑物".to_owned(),
        place: code(TOWN),
        found_at: START - Duration::hours(1),
        discovery: None,
        leads: Vec::new(),
    }
}

pub(crate) fn receive_of(clue: Clue, parties: Vec<Party>) -> Receive {
    Receive {
        county: code(COUNTY),
        number: Number {
            text: "越综执〔2026〕1号".to_owned(),
            year: 2026,
            serial: 1,
        },
        unit: None,
        clue,
        parties,
        sealed: Vec::new(),
    }
}

pub(crate) fn the_suspect() -> Party {
    Party {
        id: SUSPECT,
        role: PartyRole::Suspect,
    }
}

pub(crate) fn receive() -> Command {
    Command::Receive(Box::new(receive_of(clue(), vec![the_suspect()])))
}

pub(crate) fn verify() -> Command {
    Command::VerifyClue {
        officers: both(),
        found: true,
        note: "确有其事".to_owned(),
    }
}

pub(crate) fn act() -> Act {
    Act {
        description: "在屋顶搭建构筑物".to_owned(),
        from: date!(2026 - 02 - 01),
        to: date!(2026 - 02 - 20),
        harm: false,
    }
}

pub(crate) fn filing() -> FileCase {
    FileCase {
        power: POWER.to_owned(),
        act: act(),
        subject: SubjectKind::Citizen,
        capacity: Capacity::Full,
        officers: both(),
        others: Vec::new(),
        other_act: None,
    }
}

pub(crate) fn file() -> Command {
    Command::File(Box::new(filing()))
}

pub(crate) fn gathered(id: Uuid, officers: Vec<String>) -> Gathered {
    Gathered {
        id,
        kind: EvidenceKind::InspectionRecord,
        title: "现场笔录".to_owned(),
        lawful_source: "现场检查".to_owned(),
        hash: format!("{:064x}", id.as_u128()),
        media_type: "image/jpeg".to_owned(),
        bytes: 9,
        recording: None,
        monitoring: false,
        officers,
    }
}

pub(crate) fn evidence() -> Command {
    Command::AddEvidence(Box::new(gathered(PHOTO, both())))
}

pub(crate) fn conclude() -> Command {
    Command::Conclude {
        facts: "查明事实".to_owned(),
        bases: Vec::new(),
        officers: both(),
    }
}

pub(crate) fn penalty(items: Vec<PenaltyItem>, band: Option<&str>) -> Proposal {
    Proposal::Penalty {
        items,
        band: band.map(str::to_owned),
        deviation: None,
        lightening: Vec::new(),
    }
}

pub(crate) fn item(kind: PenaltyKind, yuan: u64) -> PenaltyItem {
    PenaltyItem {
        kind,
        amount: Fen::yuan(yuan),
    }
}

pub(crate) fn fine(yuan: u64) -> Proposal {
    let band = if yuan < 5_000 { "light" } else { "heavy" };
    penalty(vec![item(PenaltyKind::Fine, yuan)], Some(band))
}

pub(crate) fn lighter(yuan: u64, why: Lightening) -> Proposal {
    Proposal::Penalty {
        items: vec![item(PenaltyKind::Fine, yuan)],
        band: Some("light".to_owned()),
        deviation: Some("减轻处罚".to_owned()),
        lightening: vec![why],
    }
}

pub(crate) fn spared(ground: Exemption) -> Proposal {
    Proposal::NoPenalty(NoPenalty {
        ground,
        education: "批评教育".to_owned(),
    })
}

pub(crate) fn propose(proposal: Proposal) -> Command {
    Command::Propose {
        proposal,
        officers: both(),
    }
}

pub(crate) fn serve(at: OffsetDateTime) -> Serve {
    Serve {
        method: DeliveryMethod::Direct,
        party: SUSPECT,
        at,
        proof: "送达回证1".to_owned(),
        confirmation: None,
        online_channel: None,
        remedies_told: true,
    }
}

pub(crate) fn notice(hearing: bool, at: OffsetDateTime) -> Command {
    Command::ServeNotice(Box::new(ServeNotice {
        id: NOTICE,
        facts: "拟处罚告知".to_owned(),
        hearing,
        serve: serve(at),
    }))
}

pub(crate) fn submit() -> Command {
    Command::Submit {
        grounds: Vec::new(),
        complex: false,
    }
}

pub(crate) fn decide(outcome: Proposal) -> Command {
    Command::Decide(Box::new(Decide {
        outcome,
        facts: "查明".to_owned(),
        basis: vec!["城乡规划法 art. 64".to_owned()],
        unchanged: None,
        late: None,
    }))
}

pub(crate) fn pay(yuan: u64, reference: &str, at: OffsetDateTime) -> Command {
    Command::Pay {
        amount: Fen::yuan(yuan),
        reference: reference.to_owned(),
        paid_at: at,
        on_the_spot: None,
    }
}

pub(crate) fn schedule(notified_at: OffsetDateTime, scheduled_at: OffsetDateTime) -> Command {
    Command::ScheduleHearing(ScheduleHearing {
        host: "host".to_owned(),
        place: "听证室".to_owned(),
        closed_for: None,
        notified_at,
        scheduled_at,
    })
}

pub(crate) fn hold() -> Command {
    Command::HoldHearing(HoldHearing {
        attended: true,
        agents: 1,
        record: "a".repeat(64),
        opinion: "听证意见".to_owned(),
    })
}

pub(crate) fn close() -> Command {
    Command::Close {
        summary: "结案".to_owned(),
    }
}

pub(crate) fn report_crime() -> Command {
    Command::ReportCrime {
        reason: "涉嫌犯罪".to_owned(),
        officers: both(),
    }
}

/// An identity sealed in a vault of the tests' own.
pub(crate) fn sealed(party: Uuid) -> Sealed {
    static VAULT: LazyLock<Vault> = LazyLock::new(|| testkit::party::vault("enforcement"));
    VAULT.seal(party, Uuid::from_u128(1), &testkit::party::person("张三", 7), START)
}
