//! The standards on both databases.

use shiyu_kit::testkit::database::TestDatabase;
use shiyu_proto::enforcement::v1 as pb;
use shiyu_proto::enforcement::v1::standard_service_server::StandardService;
use tonic::{Request, Response, Status};

use super::POLICY;
use super::domain::DocumentKind;
use crate::power::tests::item;
use crate::rpc::lookup::Tables as _;
use crate::scene::{BUREAU, COUNTY, Scene, asked, head, id, parent, principal, reason, set, verbs};

shiyu_kit::both_databases! {
    a_benchmark_holds_from_its_day_and_its_versions_stay;
    a_checklist_and_a_wording_are_kept_the_same_way;
    everything_wrong_with_a_standard_is_told;
}

fn band(code: &str, least: i64, most: i64) -> pb::BenchmarkBand {
    pb::BenchmarkBand {
        code: code.to_owned(),
        title: "较轻".to_owned(),
        circumstances: "面积不满十平方米，主动拆除".to_owned(),
        penalties: vec![pb::PenaltyRange {
            kind: pb::PenaltyKind::Fine.into(),
            min_fen: Some(least),
            max_fen: Some(most),
            ..pb::PenaltyRange::default()
        }],
    }
}

fn benchmark(valid_from: String, bands: Vec<pb::BenchmarkBand>) -> pb::PutBenchmarkRequest {
    pb::PutBenchmarkRequest {
        parent: parent(),
        benchmark: Some(pb::Benchmark {
            power: "A1".to_owned(),
            valid_from,
            document: "浙综执规〔2026〕1号".to_owned(),
            bands,
            ..pb::Benchmark::default()
        }),
        request_id: id(),
    }
}

impl Scene {
    async fn measure(&self, request: pb::PutBenchmarkRequest) -> Result<Response<pb::Benchmark>, Status> {
        self.standards.put_benchmark(asked(&head(COUNTY), request)).await
    }
}

async fn a_benchmark_holds_from_its_day_and_its_versions_stay(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let unknown = benchmark(scene.day(0), vec![band("light", 100_000, 300_000)]);
    assert_eq!(reason(&scene.measure(unknown).await.unwrap_err()), "POWER_UNKNOWN");
    scene.in_force(vec![item("A1")]).await;
    let first = benchmark(
        scene.day(0),
        vec![band("light", 100_000, 300_000), band("heavy", 300_001, 1_000_000)],
    );
    assert_eq!(scene.measure(first).await.unwrap().into_inner().version, 1);
    let outside = benchmark(scene.day(3), vec![band("light", 1, 300_000)]);
    assert_eq!(reason(&scene.measure(outside).await.unwrap_err()), "BAND_OUTSIDE_LAW");
    let late = benchmark(scene.day(0), vec![band("light", 100_000, 200_000)]);
    assert_eq!(reason(&scene.measure(late).await.unwrap_err()), "STANDARD_NOT_AHEAD");
    let next = benchmark(scene.day(3), vec![band("light", 100_000, 200_000)]);
    assert_eq!(scene.measure(next).await.unwrap().into_inner().version, 2);
    let bands = |after| {
        scene
            .registers
            .benchmark("A1", scene.date(after))
            .map(|found| (found.version, found.bands.len()))
    };
    assert_eq!([bands(-1), bands(2), bands(3)], [None, Some((1, 2)), Some((2, 1))]);
    let get = async |date: String, version| {
        let request = pb::GetBenchmarkRequest {
            name: format!("{}/benchmarks/A1", parent()),
            date,
            version,
        };
        scene.standards.get_benchmark(Request::new(request)).await
    };
    assert_eq!(get(String::new(), 2).await.unwrap().into_inner().bands.len(), 1);
    assert_eq!(reason(&get(scene.day(-1), 0).await.unwrap_err()), "STANDARD_UNKNOWN");
    assert_eq!(reason(&get(String::new(), 3).await.unwrap_err()), "STANDARD_UNKNOWN");
    let told: Vec<pb::StandardChanged> = scene.facts("standard.changed").await;
    let told: Vec<_> = told.iter().map(|fact| (fact.kind(), fact.subject.as_str(), fact.version)).collect();
    assert_eq!(
        told,
        [(pb::StandardKind::Benchmark, "A1", 1), (pb::StandardKind::Benchmark, "A1", 2)]
    );
    let request = pb::ListBenchmarksRequest {
        parent: parent(),
        ..pb::ListBenchmarksRequest::default()
    };
    let listed = scene.standards.list_benchmarks(Request::new(request)).await.unwrap().into_inner();
    assert_eq!(listed.benchmarks.iter().map(|row| row.version).collect::<Vec<_>>(), [1]);
}

async fn a_checklist_and_a_wording_are_kept_the_same_way(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    scene.in_force(vec![item("A1"), item("A2")]).await;
    for power in ["A2", "A1"] {
        let requirement = pb::EvidenceRequirement {
            code: "site".to_owned(),
            kind: pb::EvidenceKind::InspectionRecord.into(),
            proves: "证明违法建筑的位置和面积".to_owned(),
            required: true,
        };
        let request = pb::PutEvidenceChecklistRequest {
            parent: parent(),
            checklist: Some(pb::EvidenceChecklist {
                power: power.to_owned(),
                valid_from: scene.day(0),
                document: "浙综执规〔2026〕2号".to_owned(),
                requirements: vec![requirement],
                ..pb::EvidenceChecklist::default()
            }),
            request_id: id(),
        };
        scene.standards.put_evidence_checklist(asked(&head(COUNTY), request)).await.unwrap();
    }
    let mut request = pb::ListEvidenceChecklistsRequest {
        parent: parent(),
        page_size: 1,
        ..pb::ListEvidenceChecklistsRequest::default()
    };
    let by = head(BUREAU);
    let page = scene
        .standards
        .list_evidence_checklists(asked(&by, request.clone()))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(page.checklists[0].power, "A1");
    request.page_token = page.next_page_token;
    let page = scene
        .standards
        .list_evidence_checklists(asked(&by, request))
        .await
        .unwrap()
        .into_inner();
    assert_eq!((page.checklists[0].power.as_str(), page.next_page_token.as_str()), ("A2", ""));

    assert_eq!(scene.registers.standards.get().wording(DocumentKind::Decision, scene.date(0)).0, 0);
    let request = pb::PutDocumentWordingRequest {
        parent: parent(),
        wording: Some(pb::DocumentWording {
            kind: pb::DocumentKind::Decision.into(),
            valid_from: scene.day(0),
            document: "越综执〔2026〕3号".to_owned(),
            closing: vec!["本决定书一式三份。".to_owned()],
            contact: "越城区胜利东路1号，0575-88000000".to_owned(),
            online_reconsideration: "浙里复议".to_owned(),
            ..pb::DocumentWording::default()
        }),
        request_id: id(),
    };
    scene.standards.put_document_wording(asked(&head(COUNTY), request)).await.unwrap();
    let (version, wording) = scene.registers.standards.get().wording(DocumentKind::Decision, scene.date(0));
    assert_eq!((version, wording.online_reconsideration.as_str()), (1, "浙里复议"));
}

async fn everything_wrong_with_a_standard_is_told(home: TestDatabase) {
    let scene = Scene::open(&home).await;
    let mut request = benchmark(
        "soon".to_owned(),
        vec![band("Light", 3, 2), band("heavy", 1, 2), band("heavy", 1, 2)],
    );
    request.request_id = String::new();
    let refused = scene.measure(request).await.unwrap_err();
    let told = shiyu_kit::fault::violations(&refused);
    let told: Vec<_> = told.iter().map(|(field, reason)| (field.as_str(), reason.as_str())).collect();
    for expected in [
        ("request_id", "REQUEST_ID_MISSING"),
        ("benchmark.valid_from", "DATE_INVALID"),
        ("benchmark.bands[0].code", "SLUG_INVALID"),
        ("benchmark.bands[0].penalties[0]", "RANGE_REVERSED"),
    ] {
        assert!(told.contains(&expected), "{expected:?}: {told:?}");
    }
    let twice = benchmark(scene.day(0), vec![band("heavy", 1, 2), band("heavy", 1, 2)]);
    let refused = scene.measure(twice).await.unwrap_err();
    let told = shiyu_kit::fault::violations(&refused);
    assert_eq!((told[0].0.as_str(), told[0].1.as_str()), ("benchmark.bands[1].code", "DUPLICATE"));
    assert_eq!(scene.told().await, []);
}

#[test]
fn each_role_has_its_verbs() {
    let of = |role: &str| verbs(POLICY, "StandardService", Some(&principal("somebody", Some(BUREAU), role)));
    let open: &[&str] = &["GetBenchmark", "ListBenchmarks"];
    let read: &[&str] = &[
        "GetEvidenceChecklist",
        "ListEvidenceChecklists",
        "GetDocumentWording",
        "ListDocumentWordings",
    ];
    let keep: &[&str] = &["PutBenchmark", "PutEvidenceChecklist", "PutDocumentWording"];
    for role in ["agency_head", "legal_reviewer"] {
        assert_eq!(of(role), set(&[open, read, keep]), "{role}");
    }
    for role in ["enforcement_officer", "auditor"] {
        assert_eq!(of(role), set(&[open, read]), "{role}");
    }
    for role in ["citizen", "unit_handler", ""] {
        assert_eq!(of(role), set(&[open]), "{role}");
    }
    assert_eq!(verbs(POLICY, "StandardService", None), set(&[open]));
}
