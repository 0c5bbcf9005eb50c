//! Documents of a case through their own door.

use futures::StreamExt as _;
use shiyu_kit::file::Hash;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::document_service_server::DocumentService as _;
use shiyu_proto::enforcement::v1::render_document_response::Part;
use time::Duration;
use tonic::Status;

use crate::office::{Offices, let_in};
use crate::scene::{LI, STRANGER, SUSPECT_NAME, Scene, Who, by, id, order, reason, uuid};

shiyu_kit::both_databases! {
    a_decision_says_what_the_law_asks_and_is_the_same_bytes_again;
    what_the_case_has_not_come_to_is_not_set;
    what_is_published_names_nobody;
    the_court_is_told_what_was_contested;
}

type Set = (pb::DocumentHead, Vec<u8>);

pub(crate) fn wanted(name: &str, kind: pb::DocumentKind, format: pb::DocumentFormat) -> pb::RenderDocumentRequest {
    pb::RenderDocumentRequest {
        name: name.to_owned(),
        request_id: id(),
        kind: kind.into(),
        format: format.into(),
        exchanges: Vec::new(),
    }
}

pub(crate) async fn set(offices: &Offices, who: Who, request: pb::RenderDocumentRequest) -> Result<Set, Status> {
    let mut pieces = offices.papers.render_document(let_in(who, request)).await?.into_inner();
    let (mut head, mut bytes) = (None, Vec::new());
    while let Some(piece) = pieces.next().await {
        match piece?.part.unwrap() {
            Part::Head(first) => head = Some(first),
            Part::Data(more) => bytes.extend(more),
        }
    }
    Ok((head.unwrap(), bytes))
}

async fn a_decision_says_what_the_law_asks_and_is_the_same_bytes_again(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let offices = Offices::beside(&scene).await;
    let (name, _) = scene.served(1_000).await;
    let asked = || wanted(&name, pb::DocumentKind::Decision, pb::DocumentFormat::Html);
    let (head, page) = set(&offices, LI, asked()).await.unwrap();
    assert_eq!(head.sha256, Hash::of(&page).to_string());
    assert_eq!(head.media_type, "text/html; charset=utf-8");
    assert_eq!(usize::try_from(head.size_bytes).unwrap(), page.len());
    assert!(head.number.starts_with("越综执罚〔"), "{}", head.number);
    let text = String::from_utf8(page.clone()).unwrap();
    for said in [
        SUSPECT_NAME,
        "现场笔录",
        "《城乡规划法》第六十四条",
        "罚款1000元（人民币壹仟元整）",
        "十五日内",
        "百分之三",
        "行政复议",
        "六个月内",
    ] {
        assert!(text.contains(said), "{said} is not in the decision");
    }
    assert_eq!(set(&offices, LI, asked()).await.unwrap(), (head.clone(), page), "the same bytes");
    let (pdf, _) = set(&offices, LI, wanted(&name, pb::DocumentKind::Decision, pb::DocumentFormat::Pdf))
        .await
        .unwrap();
    let filed = scene.ledger.get(uuid(&name)).await.unwrap().unwrap();
    let documents = &filed.case.course.documents;
    let hashes: Vec<&str> = documents.iter().map(|document| document.hash.as_str()).collect();
    assert_eq!(
        hashes,
        [head.sha256.as_str(), pdf.sha256.as_str()],
        "each of them is on record once"
    );
    assert_eq!((documents[0].kind.as_str(), documents[0].by.as_str()), ("decision", LI.0));
    for (kind, fact) in scene.told().await {
        let told = String::from_utf8_lossy(&fact.unwrap_or_default()).into_owned();
        assert!(!told.contains(SUSPECT_NAME) && !told.contains("壹仟"), "{kind}");
    }
}

async fn what_the_case_has_not_come_to_is_not_set(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let offices = Offices::beside(&scene).await;
    let (name, _) = scene.filed().await;
    let asked = |kind| wanted(&name, kind, pb::DocumentFormat::Html);
    assert_eq!(
        reason(set(&offices, LI, asked(pb::DocumentKind::Decision)).await),
        "DOCUMENT_NOT_YET"
    );
    assert_eq!(
        reason(set(&offices, STRANGER, asked(pb::DocumentKind::FilingApproval)).await),
        "CASE_UNKNOWN"
    );
    let nothing = set(&offices, LI, asked(pb::DocumentKind::Unspecified)).await.unwrap_err();
    assert_eq!(nothing.code(), tonic::Code::InvalidArgument);
    let mut talked = asked(pb::DocumentKind::FilingApproval);
    talked.exchanges.push(pb::InquiryExchange {
        question: "何时搭建？".to_owned(),
        answer: "上月。".to_owned(),
    });
    assert_eq!(
        set(&offices, LI, talked.clone()).await.unwrap_err().code(),
        tonic::Code::InvalidArgument
    );
    talked.kind = pb::DocumentKind::InquiryRecord.into();
    let (_, page) = set(&offices, LI, talked).await.unwrap();
    assert!(String::from_utf8(page).unwrap().contains("答：上月。"));
}

async fn what_is_published_names_nobody(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let offices = Offices::beside(&scene).await;
    let (name, _) = scene.served(1_000).await;
    let (text, _) = offices.published(&name).await;
    assert!(text.contains("沈某") && text.contains("罚款1000元"));
    assert!(!text.contains(SUSPECT_NAME) && !text.contains("身份号码"));
    assert!(
        scene
            .ledger
            .get(uuid(&name))
            .await
            .unwrap()
            .unwrap()
            .case
            .course
            .documents
            .is_empty()
    );
}

async fn the_court_is_told_what_was_contested(home: TestDatabase) {
    let scene = Scene::on(home).await;
    let offices = Offices::beside(&scene).await;
    let (name, suspect) = scene.served(1_000).await;
    let mut cases = scene.cases();
    let lodged = order!(
        name,
        LodgeRemedyRequest {
            kind: pb::RemedyKind::Reconsideration.into(),
            organ: "越城区人民政府".to_owned(),
            reference: "复议1".to_owned(),
            lodge_time: Some(scene.now()),
        }
    );
    let remedy = lodged.request_id.clone();
    cases.lodge_remedy(by(LI, lodged)).await.unwrap();
    let upheld = order!(
        name,
        RecordRemedyRulingRequest {
            remedy: remedy,
            ruling: pb::RemedyRuling::Upheld.into(),
            reference: "复议决定1".to_owned(),
            rule_time: Some(scene.now()),
        }
    );
    cases.record_remedy_ruling(by(LI, upheld)).await.unwrap();
    scene.lives(Duration::days(220)).await;
    scene.demanded(&name, suspect).await;
    let applied = wanted(&name, pb::DocumentKind::CourtApplication, pb::DocumentFormat::Html);
    let (_, page) = set(&offices, LI, applied).await.unwrap();
    let text = String::from_utf8(page).unwrap();
    assert!(text.contains("不服该决定") && text.contains("维持（复议决定1）"), "{text}");
    assert!(!text.contains("不申请行政复议"), "{text}");
}
