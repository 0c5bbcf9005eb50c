//! The city's bus: a private nats-server, or one of the operator's own that knows our accounts.

use shiyu_kit::broker::{Account, Accounts, Broker, BrokerConfig, Found, Keeper, Search, invitation};
use shiyu_kit::config::NatsConfig;

use super::folder::Folder;
use super::places::PLACES;
use super::trouble;
use crate::failure::Failure;
use crate::output::Printer;

/// The account that gathers every county's facts.
pub const CITY: &str = "330600";

/// A bus that answers.
pub struct Bus {
    url: String,
    accounts: Accounts,
    broker: Option<Keeper>,
}

impl Bus {
    /// Finds or obtains a server, starts it, and says which.
    ///
    /// # Errors
    /// [`Failure::Usage`] with what to install when there is none to be had.
    pub async fn start(folder: &Folder, out: Printer) -> Result<Self, Failure> {
        let found = Search::from_environment(&folder.tools())
            .find()
            .await
            .map_err(|error| trouble(&error))?;
        out.note(&format!("nats-server: {found}"));
        let counties: Vec<&str> = PLACES.iter().map(|place| place.county).filter(|county| *county != CITY).collect();
        std::fs::create_dir_all(folder.broker()).map_err(|error| Failure::file(&folder.broker(), error))?;
        let accounts = Accounts::kept_in(&folder.broker(), Some(CITY), &counties).map_err(|error| trouble(&error))?;
        match found {
            Found::Address(url) => {
                let file = folder.broker().join("accounts.conf");
                invitation(&file, &accounts).map_err(|error| trouble(&error))?;
                out.note(&format!(
                    "It has to know our accounts: let its configuration include {}",
                    file.display()
                ));
                Ok(Self {
                    url,
                    accounts,
                    broker: None,
                })
            }
            Found::Program { path, .. } => {
                let config = BrokerConfig {
                    folder: folder.broker(),
                    accounts: accounts.clone(),
                    port: 0,
                };
                let broker = Broker::start(&path, config).await.map_err(|error| trouble(&error))?;
                Ok(Self {
                    url: broker.url(),
                    accounts,
                    broker: Some(Keeper::over(broker)),
                })
            }
        }
    }

    /// Where it listens.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// How a county comes in.
    #[must_use]
    pub fn door(&self, county: &str) -> NatsConfig {
        let identity = self.accounts.named(county).map(Account::identity);
        NatsConfig {
            identity,
            ..NatsConfig::at(&self.url)
        }
    }

    /// Stops a server of ours; the streams stay.
    pub async fn stop(self, out: Printer) {
        let Some(broker) = self.broker else { return };
        if let Err(error) = broker.stop().await {
            out.note(&error.to_string());
        }
    }
}
