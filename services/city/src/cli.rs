//! What can be written on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::output::Printer;
use crate::{
    awards, backlogs, borders, calendar, cases, clock, components, county, covert, dead_letters, demo, disputes, events, grids, import,
    indicators, journal, mediators, periods, petitions, powers, programmes, registers, risks, suggestions, supervision, surveys, token,
    trial, units, up, watch,
};

/// Case management of a city and its counties: the operator's tool.
#[derive(Debug, Parser)]
#[command(name = "shiyu", version = shiyu_kit::build::ours(), about, propagate_version = true)]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Flags of every command.
#[derive(Debug, Args)]
pub struct Global {
    /// Address of a county's service, as in `http://127.0.0.1:7602`. Without it the city file tells.
    #[arg(long, global = true, env = "SHIYU_ADDRESS")]
    pub address: Option<String>,
    /// Six-digit code of the county.
    #[arg(long, global = true, env = "SHIYU_COUNTY", default_value = "330602")]
    pub county: String,
    /// Which of the county's services the operator's commands ask: verify, watch, dead-letters, units, calendar, clock.
    #[arg(long, global = true, env = "SHIYU_SERVICE", value_enum, default_value_t = Service::Petition)]
    pub service: Service,
    /// Token to show. Without one, and with a city file, the command issues itself a development token.
    #[arg(long, global = true, env = "SHIYU_TOKEN", hide_env_values = true)]
    pub token: Option<String>,
    /// File the token is in; `--token` goes before it.
    #[arg(long, global = true, env = "SHIYU_TOKEN_FILE")]
    pub token_file: Option<PathBuf>,
    /// Unit a development token is for; without it the office of what is asked, as in the county's petition office (`-XFJ`).
    #[arg(long, global = true, env = "SHIYU_AS_UNIT")]
    pub as_unit: Option<String>,
    /// Role of a development token; may be given several times.
    #[arg(long, global = true, env = "SHIYU_AS_ROLE", value_delimiter = ',')]
    pub as_role: Vec<String>,
    /// Folder of the running city, where its city file lies.
    #[arg(long, global = true, env = "SHIYU_DATA", default_value = "data")]
    pub data: PathBuf,
    /// Certificate (PEM) of the authority that an https address is trusted by.
    #[arg(long, global = true, env = "SHIYU_CA")]
    pub ca: Option<PathBuf>,
    /// Print JSON for programs.
    #[arg(long, global = true)]
    pub json: bool,
}

impl Global {
    /// How results are printed.
    #[must_use]
    pub fn printer(&self) -> Printer {
        if self.json { Printer::Json } else { Printer::Plain }
    }
}

/// A service of a county.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Service {
    /// Petition matters (信访).
    Petition,
    /// Places and their events (网格).
    Grid,
    /// Disputes in mediation (调解).
    Mediation,
    /// Enforcement cases (综合行政执法).
    Enforcement,
    /// Figures and rankings of units (考评).
    Assessment,
}

impl Service {
    /// The collection its cases are named in.
    #[must_use]
    pub fn collection(self) -> &'static str {
        match self {
            Self::Petition => "petitions",
            Self::Grid => "events",
            Self::Mediation => "disputes",
            Self::Enforcement => "cases",
            Self::Assessment => "periods",
        }
    }

    /// Its name, as in the city file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Petition => "petition",
            Self::Grid => "grid",
            Self::Mediation => "mediation",
            Self::Enforcement => "enforcement",
            Self::Assessment => "assessment",
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a city desk and two counties in this process, on SQLite and a private nats-server.
    Up(up::UpOptions),
    /// List petitions.
    List(petitions::ListOptions),
    /// Count petitions.
    Count(petitions::CountOptions),
    /// Tell a year in figures: fields and units, what was forwarded, assigned and supervised, what was suggested and adopted.
    Report(petitions::ReportOptions),
    /// Write the list of petitions to a CSV file; no identities.
    Export(petitions::ExportOptions),
    /// Show a petition with its parties (masked), its clocks and its timeline.
    Show(petitions::ShowOptions),
    /// Show an identity in the clear; the reason goes on record.
    Reveal(petitions::RevealOptions),
    /// Tell who may see a petition.
    WhoCanSee(petitions::PetitionOptions),
    /// List petitions that may be the same matter as this one.
    Candidates(petitions::PetitionOptions),
    /// Ask at the public door, as its petitioner does, where a matter stands.
    Status(petitions::StatusOptions),
    /// Write to the petitioner of a matter, who reads it at the public door.
    Write(petitions::WriteOptions),
    /// What matters have in common, put to the unit that can change it.
    #[command(subcommand)]
    Suggestions(suggestions::Order),
    /// Petition matters that may be another county's.
    #[command(subcommand)]
    Borders(borders::Order),
    /// Events of the grids.
    #[command(subcommand)]
    Events(events::Order),
    /// Disputes in mediation.
    #[command(subcommand)]
    Disputes(disputes::Order),
    /// Who mediates: the register of committees and mediators.
    #[command(subcommand)]
    Mediators(mediators::Order),
    /// The grid map.
    #[command(subcommand)]
    Grids(grids::Order),
    /// Components that stand in the grids: covers, lamps, trees, and who answers for them.
    #[command(subcommand)]
    Components(components::Order),
    /// Enforcement cases.
    #[command(subcommand)]
    Cases(cases::Order),
    /// Who may penalise what: lists of power items.
    #[command(subcommand)]
    Powers(powers::Order),
    /// Officers of enforcement, and their certificates.
    #[command(subcommand)]
    Officers(registers::officers::Order),
    /// Regulated objects.
    #[command(subcommand)]
    Objects(registers::objects::Order),
    /// Discretion benchmarks and evidence checklists.
    #[command(subcommand)]
    Standards(registers::standards::Order),
    /// Visits to regulated objects.
    #[command(subcommand)]
    Inspections(registers::inspections::Order),
    /// Random draws of objects and officers.
    #[command(subcommand)]
    Draws(registers::draws::Order),
    /// Supervision of units that are late.
    #[command(subcommand)]
    Supervision(supervision::Order),
    /// Programmes, their objectives and tasks, and the catalogue of basic tasks.
    #[command(subcommand)]
    Programmes(programmes::Order),
    /// Safety awards by years in a row, and vetoes.
    #[command(subcommand)]
    Awards(awards::Order),
    /// Decisions that have to pass the stability risk assessment.
    #[command(subcommand)]
    Risks(risks::Order),
    /// Indicators: what is measured, by which formula.
    #[command(subcommand)]
    Indicators(indicators::Order),
    /// Periods of assessment: figures into rankings of units.
    #[command(subcommand)]
    Periods(periods::Order),
    /// Surveys of satisfaction among a sample drawn by lot.
    #[command(subcommand)]
    Surveys(surveys::Order),
    /// Covert visits to places drawn by lot.
    #[command(subcommand)]
    Covert(covert::Order),
    /// Campaigns about old cases.
    #[command(subcommand)]
    Backlogs(backlogs::Order),
    /// Tell which grid a point lies in, and what is around it.
    Locate(grids::LocateOptions),
    /// Check the audit chain of petitions, of events with `--service grid`, of disputes with `--service mediation`, or of cases with
    /// `--service enforcement`; exit code 1 when something is wrong.
    Verify(journal::VerifyOptions),
    /// What is told of petitions, or of the cases of another `--service`, from a token on.
    Watch(watch::WatchOptions),
    /// Facts that could not be taken in.
    #[command(subcommand)]
    DeadLetters(dead_letters::Order),
    /// Print a development token.
    Token(token::TokenOptions),
    /// Organisation units.
    #[command(subcommand)]
    Units(units::Order),
    /// The statutory calendar.
    #[command(subcommand)]
    Calendar(calendar::Order),
    /// Try a county from its public door to its bus: report an event, and wait for its fact.
    Try(trial::TryOptions),
    /// The counties of a cluster: what one more needs, written beside its manifests.
    #[command(subcommand)]
    County(county::Order),
    /// The clock of a development city.
    #[command(subcommand)]
    Clock(clock::Order),
    /// Register every row of a CSV file as a petition, or as the mapping says a dispute, a clue of enforcement, an officer, an object, a
    /// standard, a visit or a draw; running it again registers nothing twice.
    Import(import::ImportOptions),
    /// Play stories of every path and remedy in a development city.
    Demo(demo::DemoOptions),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }

    #[test]
    fn flags_stand_before_or_after_the_command() {
        let cli = Cli::try_parse_from(["shiyu", "list", "--stage", "handling", "--json", "--county", "330681"]).unwrap();
        assert!(cli.global.json);
        assert_eq!(cli.global.county, "330681");
        assert!(Cli::try_parse_from(["shiyu", "list", "--stage", "nowhere"]).is_err());
    }

    #[test]
    fn a_first_port_leaves_room_for_every_county() {
        let up = |port: &str| Cli::try_parse_from(["shiyu", "up", "--base-port", port]).is_ok();
        let highest = up::HIGHEST_BASE_PORT;
        assert!(up("0") && up("7600") && up(&highest.to_string()));
        assert!(!up(&(highest + 1).to_string()) && !up("65530") && !up("65536"));
    }
}
