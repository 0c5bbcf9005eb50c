//! One county's services over one connection, with the token of whoever sits at the desk.

mod assessment;
mod enforcement;
mod grid;
mod mediation;
mod petition;

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use shiyu_proto::common::v1::development_service_client::DevelopmentServiceClient;
use shiyu_proto::common::v1::event_stream_service_client::EventStreamServiceClient;
use shiyu_proto::common::v1::operations_service_client::OperationsServiceClient;
use shiyu_proto::common::v1::unit_service_client::UnitServiceClient;
use tonic::metadata::{Ascii, MetadataValue};
use tonic::service::Interceptor;
use tonic::service::interceptor::InterceptedService;
use tonic::transport::{Certificate, Channel, ClientTlsConfig, Endpoint};
use tonic::{Request, Status};

use crate::city_file::CityFile;
use crate::cli::{Global, Service};
use crate::failure::Failure;

/// A call without an answer for so long counts as lost.
const ANSWER: Duration = Duration::from_secs(30);
const CONNECT: Duration = Duration::from_secs(5);
/// A page of 200 petitions with long texts is larger than tonic's 4 MiB.
const LARGEST_ANSWER: usize = 64 * 1024 * 1024;

/// A connection that shows a token with every call.
pub type Wire = InterceptedService<Channel, Bearer>;

/// The token that is shown with every call; none by default.
#[derive(Debug, Clone, Default)]
pub struct Bearer(Option<MetadataValue<Ascii>>);

impl Bearer {
    /// Shows this token.
    ///
    /// # Errors
    /// [`Failure::Usage`] when the text cannot be a token.
    pub fn new(token: &str) -> Result<Self, Failure> {
        let value = format!("Bearer {}", token.trim()).parse::<MetadataValue<Ascii>>();
        let mut value = value.map_err(|_| Failure::Usage("the token has characters that no token has".to_owned()))?;
        value.set_sensitive(true);
        Ok(Self(Some(value)))
    }
}

impl Interceptor for Bearer {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        if let Some(value) = &self.0 {
            request.metadata_mut().insert("authorization", value.clone());
        }
        Ok(request)
    }
}

/// Which county, and where.
#[derive(Debug, Clone)]
pub struct Whereabouts {
    /// Six-digit code.
    pub county: String,
    /// Address of its services.
    pub address: String,
    /// Certificate (PEM) of the authority an https address is trusted by.
    pub ca: Option<PathBuf>,
}

/// One county's services.
#[derive(Debug, Clone)]
pub struct Desk {
    channel: Channel,
    bearer: Bearer,
    county: String,
}

impl Desk {
    /// Connects.
    ///
    /// # Errors
    /// [`Failure::Usage`] for an address that is none, [`Failure::Unreachable`] when nobody answers there.
    pub async fn connect(to: &Whereabouts, bearer: Bearer) -> Result<Self, Failure> {
        let channel = endpoint(to)?.connect().await.map_err(|source| Failure::Unreachable {
            address: to.address.clone(),
            source,
        })?;
        Ok(Self {
            channel,
            bearer,
            county: to.county.clone(),
        })
    }

    /// The same desk with somebody else at it.
    #[must_use]
    pub fn held_by(&self, bearer: Bearer) -> Self {
        Self { bearer, ..self.clone() }
    }

    /// Six-digit code of the county.
    #[must_use]
    pub fn county(&self) -> &str {
        &self.county
    }

    /// `counties/330602`.
    #[must_use]
    pub fn parent(&self) -> String {
        format!("counties/{}", self.county)
    }

    /// The full name of what was given as a name or as a bare id: `counties/330602/petitions/{id}`.
    #[must_use]
    pub fn name(&self, collection: &str, name_or_id: &str) -> String {
        if name_or_id.contains('/') {
            name_or_id.to_owned()
        } else {
            format!("{}/{collection}/{name_or_id}", self.parent())
        }
    }

    /// What an operator may do.
    #[must_use]
    pub fn operations(&self) -> OperationsServiceClient<Wire> {
        OperationsServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// What is told of the cases they may see.
    #[must_use]
    pub fn event_streams(&self) -> EventStreamServiceClient<Wire> {
        EventStreamServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone()).max_decoding_message_size(LARGEST_ANSWER)
    }

    /// Organisation units.
    #[must_use]
    pub fn units(&self) -> UnitServiceClient<Wire> {
        UnitServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// The movable clock of a development city.
    #[must_use]
    pub fn development(&self) -> DevelopmentServiceClient<Wire> {
        DevelopmentServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }
}

fn endpoint(to: &Whereabouts) -> Result<Endpoint, Failure> {
    let no_address = || Failure::Usage(format!("`{}` is no address: write http://host:port", to.address));
    let endpoint = Endpoint::from_shared(to.address.clone())
        .map_err(|_| no_address())?
        .user_agent(concat!("shiyu/", env!("CARGO_PKG_VERSION")))
        .map_err(|_| no_address())?
        .connect_timeout(CONNECT)
        .timeout(ANSWER);
    if endpoint.uri().scheme_str() != Some("https") {
        return Ok(endpoint);
    }
    let ca = to.ca.as_deref();
    let ca = ca.ok_or_else(|| Failure::Usage("an https address needs --ca, the certificate it is trusted by".to_owned()))?;
    let pem = fs::read(ca).map_err(|error| Failure::file(ca, error))?;
    let tls = ClientTlsConfig::new().ca_certificate(Certificate::from_pem(pem));
    endpoint
        .tls_config(tls)
        .map_err(|_| Failure::Usage(format!("{} is no certificate", ca.display())))
}

/// Which county is meant, and where it is: by flag, else by the city file.
impl Global {
    /// The city that runs in the data folder, if one does.
    ///
    /// # Errors
    /// [`Failure::File`] when the city file cannot be read.
    pub fn city(&self) -> Result<Option<CityFile>, Failure> {
        CityFile::find(&self.data)
    }

    /// Where the county is.
    ///
    /// # Errors
    /// [`Failure::Usage`] when there is no city in the data folder, or it has no such county.
    pub fn whereabouts(&self, city: Option<&CityFile>) -> Result<Whereabouts, Failure> {
        self.whereabouts_of(self.service, city)
    }

    /// Where this service of the county is.
    ///
    /// # Errors
    /// As [`Global::whereabouts`].
    pub fn whereabouts_of(&self, service: Service, city: Option<&CityFile>) -> Result<Whereabouts, Failure> {
        let address = match (&self.address, city) {
            (Some(address), _) => address.clone(),
            (None, None) => return Err(self.no_city()),
            (None, Some(city)) => {
                let found = city.address(&self.county, service.as_str()).map(str::to_owned);
                found.ok_or_else(|| self.not_here(service, city))?
            }
        };
        Ok(Whereabouts {
            county: self.county.clone(),
            address,
            ca: self.ca.clone(),
        })
    }

    fn not_here(&self, service: Service, city: &CityFile) -> Failure {
        let there: Vec<&str> = city.deployments.iter().map(|one| one.county.as_str()).collect();
        let (service, county) = (service.as_str(), &self.county);
        Failure::Usage(format!("{service} of county {county} does not run here: {}", there.join(", ")))
    }

    /// Nobody started a city where one was looked for.
    #[must_use]
    pub fn no_city(&self) -> Failure {
        Failure::Usage(format!(
            "there is no city in {}: `shiyu up` starts one there, --data names another folder, --address a county's services",
            self.data.display()
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(address: &str) -> Whereabouts {
        Whereabouts {
            county: "330602".into(),
            address: address.into(),
            ca: None,
        }
    }

    #[tokio::test]
    async fn silence_is_not_reachable_and_nonsense_is_usage() {
        let silent = Desk::connect(&to("http://127.0.0.1:1"), Bearer::default()).await;
        assert_eq!(silent.unwrap_err().number(), 3);
        for address in ["not an address", "https://127.0.0.1:1"] {
            let nonsense = Desk::connect(&to(address), Bearer::default()).await;
            assert!(matches!(nonsense, Err(Failure::Usage(_))), "{address}");
        }
    }

    #[test]
    fn a_folder_without_a_city_is_said_to_have_none() {
        use clap::Parser;
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().to_str().unwrap();
        let global = |more: &[&str]| {
            let words = [&["shiyu", "--data", data], more, &["list"]].concat();
            crate::cli::Cli::try_parse_from(words).unwrap().global
        };
        let nowhere = global(&[]).whereabouts(None).unwrap_err();
        assert!(matches!(&nowhere, Failure::Usage(text) if text.contains(data)), "{nowhere:?}");
        let address = "http://127.0.0.1:7602";
        assert_eq!(global(&["--address", address]).whereabouts(None).unwrap().address, address);
    }

    #[test]
    fn a_token_is_never_shown_in_a_debug_text() {
        let bearer = Bearer::new("secret").unwrap();
        assert!(!format!("{bearer:?}").contains("secret"));
        assert!(Bearer::new("line\nbreak").is_err());
    }
}
