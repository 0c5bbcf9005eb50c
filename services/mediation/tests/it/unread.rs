//! Who stands in a dispute is taken out of the vault for a document that names them, and for no other: where nobody else can be opened any
//! more it is set all the same.

use sea_orm::entity::prelude::*;
use shiyu_kit::both_databases;
use shiyu_kit::party::row;
use shiyu_kit::testkit::database::TestDatabase;
use shiyu_kit::testkit::door::{let_in, served};
use shiyu_mediation::document::DocumentDesk;
use shiyu_proto::mediation::v1::document_service_client::DocumentServiceClient;
use shiyu_proto::mediation::v1::document_service_server::DocumentServiceServer;
use shiyu_proto::mediation::v1::{self as pb, RenderedDocumentKind as K};
use time::Duration;
use tonic::transport::{Channel, Server};
use tonic::{Code, Status};

use crate::scene::{CLERK, Case, MEDIATOR, Scene, by, id, order, somebody, uuid};

both_databases! {
    nobody_but_the_parties_is_read_for_a_document;
    whoever_came_to_a_session_is_read_for_its_record;
}

const AGENT_NAME: &str = "卢文舟";

struct Papers {
    scene: Scene,
    case: Case,
    agent: String,
    doors: DocumentServiceClient<Channel>,
}

impl Papers {
    /// Of a dispute in mediation, in which an agent speaks for the applicant.
    async fn on(home: TestDatabase) -> Self {
        let scene = Scene::on(home).await;
        let case = scene.mediating().await;
        let agent = pb::DisputeParty {
            speaks_for: case.parties[0].clone(),
            ..somebody(AGENT_NAME, "13857500003", pb::DisputePartyRole::Agent)
        };
        let joins = order!(
            case.name,
            AddPartyRequest {
                party: Some(agent.clone())
            }
        );
        scene.doors().add_party(by(CLERK, joins)).await.unwrap();
        let desk = DocumentDesk::new(scene.ears.desk.clone(), scene.ears.registers.clone()).unwrap();
        let services = Server::builder().add_service(DocumentServiceServer::with_interceptor(desk, let_in));
        let doors = DocumentServiceClient::new(served(services).await);
        Self {
            scene,
            case,
            agent: agent.id,
            doors,
        }
    }

    /// The parties came to a session, and these with them.
    async fn talked(&self, invited: Vec<String>) {
        let plan = self.scene.session(&self.case.name, 2);
        let session = plan.request_id.clone();
        self.scene.doors().plan_session(by(MEDIATOR, plan)).await.unwrap();
        self.scene.clock.advance(Duration::hours(3)).unwrap();
        let record = order!(
            self.case.name,
            RecordSessionRequest {
                session: session,
                attended: self.case.parties.clone(),
                invited: invited,
                statements: "各说了各的".to_owned(),
                outcome: "再谈".to_owned()
            }
        );
        self.scene.doors().record_session(by(MEDIATOR, record)).await.unwrap();
    }

    /// No key opens them any more: whoever tries has no answer.
    async fn locked(&self, party: &str) {
        let rows = row::Entity::update_many()
            .col_expr(row::Column::EnvelopeKey, Expr::value("gone"))
            .filter(row::Column::Id.eq(uuid(party)));
        let done = rows.exec(&self.scene.ledger.database().writer).await.unwrap();
        assert_eq!(done.rows_affected, 1);
    }

    /// A document as a page.
    async fn page(&self, kind: K) -> Result<String, Status> {
        let asked = pb::RenderDocumentRequest {
            name: self.case.name.clone(),
            kind: kind.into(),
            format: pb::RenderedFormat::Html.into(),
            request_id: id(),
            agreement: 0,
        };
        let mut parts = self.doors.clone().render_document(by(CLERK, asked)).await?.into_inner();
        let mut page = Vec::new();
        while let Some(part) = parts.message().await? {
            page.extend(part.chunk);
        }
        Ok(String::from_utf8(page).unwrap())
    }
}

async fn nobody_but_the_parties_is_read_for_a_document(home: TestDatabase) {
    let papers = Papers::on(home).await;
    papers.talked(Vec::new()).await;
    papers.locked(&papers.agent).await;
    for kind in [K::Application, K::ConsentForm, K::Record] {
        let page = papers.page(kind).await.unwrap();
        assert!(page.contains("沈小满") && page.contains("裘大海"), "{kind:?}");
    }
    papers.locked(&papers.case.parties[1]).await;
    assert_eq!(papers.page(K::Application).await.unwrap_err().code(), Code::Internal);
}

async fn whoever_came_to_a_session_is_read_for_its_record(home: TestDatabase) {
    let papers = Papers::on(home).await;
    papers.talked(vec![papers.agent.clone()]).await;
    assert!(papers.page(K::Record).await.unwrap().contains(AGENT_NAME));
    papers.locked(&papers.agent).await;
    assert_eq!(papers.page(K::Record).await.unwrap_err().code(), Code::Internal);
    assert!(papers.page(K::Application).await.is_ok());
}
