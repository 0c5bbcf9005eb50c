//! The State Council's day-off notices, span by span as published. A year without a row here is
//! unknown until a newer calendar brings its notice.

use std::collections::BTreeMap;

use time::Date;
use time::macros::date;

use super::table::{DayKind, SpecialDay};

/// The version of the table below; a calendar that replaces it has a greater one.
pub(super) const VERSION: i64 = 1;

/// One yearly notice: its document number, days off (first to last) and make-up workdays (调休上班).
struct Notice {
    year: i32,
    document: &'static str,
    off: &'static [(&'static str, Date, Date)],
    work: &'static [(&'static str, Date)],
}

impl Notice {
    fn days(&self) -> impl Iterator<Item = SpecialDay> {
        let off = self.off.iter().flat_map(|&(name, first, last)| {
            std::iter::successors(Some(first), |day| day.next_day())
                .take_while(move |day| *day <= last)
                .map(move |day| SpecialDay::new(day, DayKind::Off, name))
        });
        let work = self.work.iter().map(|&(name, day)| SpecialDay::new(day, DayKind::Work, name));
        off.chain(work)
    }
}

/// Every day the notices name.
pub(super) fn days() -> Vec<SpecialDay> {
    NOTICES.iter().flat_map(Notice::days).collect()
}

/// Year → document number.
pub(super) fn documents() -> BTreeMap<i32, String> {
    NOTICES.iter().map(|notice| (notice.year, notice.document.to_owned())).collect()
}

const NOTICES: &[Notice] = &[
    Notice {
        year: 2020,
        document: "国办发明电〔2019〕16号、国办发明电〔2020〕1号",
        off: &[
            ("元旦", date!(2020 - 01 - 01), date!(2020 - 01 - 01)),
            ("春节", date!(2020 - 01 - 24), date!(2020 - 02 - 02)),
            ("清明节", date!(2020 - 04 - 04), date!(2020 - 04 - 06)),
            ("劳动节", date!(2020 - 05 - 01), date!(2020 - 05 - 05)),
            ("端午节", date!(2020 - 06 - 25), date!(2020 - 06 - 27)),
            ("国庆节、中秋节", date!(2020 - 10 - 01), date!(2020 - 10 - 08)),
        ],
        work: &[
            ("春节", date!(2020 - 01 - 19)),
            ("春节", date!(2020 - 02 - 03)),
            ("劳动节", date!(2020 - 04 - 26)),
            ("劳动节", date!(2020 - 05 - 09)),
            ("端午节", date!(2020 - 06 - 28)),
            ("国庆节、中秋节", date!(2020 - 09 - 27)),
            ("国庆节、中秋节", date!(2020 - 10 - 10)),
        ],
    },
    Notice {
        year: 2021,
        document: "国办发明电〔2020〕27号",
        off: &[
            ("元旦", date!(2021 - 01 - 01), date!(2021 - 01 - 03)),
            ("春节", date!(2021 - 02 - 11), date!(2021 - 02 - 17)),
            ("清明节", date!(2021 - 04 - 03), date!(2021 - 04 - 05)),
            ("劳动节", date!(2021 - 05 - 01), date!(2021 - 05 - 05)),
            ("端午节", date!(2021 - 06 - 12), date!(2021 - 06 - 14)),
            ("中秋节", date!(2021 - 09 - 19), date!(2021 - 09 - 21)),
            ("国庆节", date!(2021 - 10 - 01), date!(2021 - 10 - 07)),
        ],
        work: &[
            ("春节", date!(2021 - 02 - 07)),
            ("春节", date!(2021 - 02 - 20)),
            ("劳动节", date!(2021 - 04 - 25)),
            ("劳动节", date!(2021 - 05 - 08)),
            ("中秋节", date!(2021 - 09 - 18)),
            ("国庆节", date!(2021 - 09 - 26)),
            ("国庆节", date!(2021 - 10 - 09)),
        ],
    },
    Notice {
        year: 2022,
        document: "国办发明电〔2021〕11号",
        off: &[
            ("元旦", date!(2022 - 01 - 01), date!(2022 - 01 - 03)),
            ("春节", date!(2022 - 01 - 31), date!(2022 - 02 - 06)),
            ("清明节", date!(2022 - 04 - 03), date!(2022 - 04 - 05)),
            ("劳动节", date!(2022 - 04 - 30), date!(2022 - 05 - 04)),
            ("端午节", date!(2022 - 06 - 03), date!(2022 - 06 - 05)),
            ("中秋节", date!(2022 - 09 - 10), date!(2022 - 09 - 12)),
            ("国庆节", date!(2022 - 10 - 01), date!(2022 - 10 - 07)),
        ],
        work: &[
            ("春节", date!(2022 - 01 - 29)),
            ("春节", date!(2022 - 01 - 30)),
            ("清明节", date!(2022 - 04 - 02)),
            ("劳动节", date!(2022 - 04 - 24)),
            ("劳动节", date!(2022 - 05 - 07)),
            ("国庆节", date!(2022 - 10 - 08)),
            ("国庆节", date!(2022 - 10 - 09)),
        ],
    },
    Notice {
        year: 2023,
        document: "国办发明电〔2022〕16号",
        off: &[
            ("元旦", date!(2022 - 12 - 31), date!(2023 - 01 - 02)),
            ("春节", date!(2023 - 01 - 21), date!(2023 - 01 - 27)),
            ("清明节", date!(2023 - 04 - 05), date!(2023 - 04 - 05)),
            ("劳动节", date!(2023 - 04 - 29), date!(2023 - 05 - 03)),
            ("端午节", date!(2023 - 06 - 22), date!(2023 - 06 - 24)),
            ("中秋节、国庆节", date!(2023 - 09 - 29), date!(2023 - 10 - 06)),
        ],
        work: &[
            ("春节", date!(2023 - 01 - 28)),
            ("春节", date!(2023 - 01 - 29)),
            ("劳动节", date!(2023 - 04 - 23)),
            ("劳动节", date!(2023 - 05 - 06)),
            ("端午节", date!(2023 - 06 - 25)),
            ("中秋节、国庆节", date!(2023 - 10 - 07)),
            ("中秋节、国庆节", date!(2023 - 10 - 08)),
        ],
    },
    Notice {
        year: 2024,
        document: "国办发明电〔2023〕7号",
        off: &[
            ("元旦", date!(2024 - 01 - 01), date!(2024 - 01 - 01)),
            ("春节", date!(2024 - 02 - 10), date!(2024 - 02 - 17)),
            ("清明节", date!(2024 - 04 - 04), date!(2024 - 04 - 06)),
            ("劳动节", date!(2024 - 05 - 01), date!(2024 - 05 - 05)),
            ("端午节", date!(2024 - 06 - 10), date!(2024 - 06 - 10)),
            ("中秋节", date!(2024 - 09 - 15), date!(2024 - 09 - 17)),
            ("国庆节", date!(2024 - 10 - 01), date!(2024 - 10 - 07)),
        ],
        work: &[
            ("春节", date!(2024 - 02 - 04)),
            ("春节", date!(2024 - 02 - 18)),
            ("清明节", date!(2024 - 04 - 07)),
            ("劳动节", date!(2024 - 04 - 28)),
            ("劳动节", date!(2024 - 05 - 11)),
            ("中秋节", date!(2024 - 09 - 14)),
            ("国庆节", date!(2024 - 09 - 29)),
            ("国庆节", date!(2024 - 10 - 12)),
        ],
    },
    Notice {
        year: 2025,
        document: "国办发明电〔2024〕12号",
        off: &[
            ("元旦", date!(2025 - 01 - 01), date!(2025 - 01 - 01)),
            ("春节", date!(2025 - 01 - 28), date!(2025 - 02 - 04)),
            ("清明节", date!(2025 - 04 - 04), date!(2025 - 04 - 06)),
            ("劳动节", date!(2025 - 05 - 01), date!(2025 - 05 - 05)),
            ("端午节", date!(2025 - 05 - 31), date!(2025 - 06 - 02)),
            ("国庆节、中秋节", date!(2025 - 10 - 01), date!(2025 - 10 - 08)),
        ],
        work: &[
            ("春节", date!(2025 - 01 - 26)),
            ("春节", date!(2025 - 02 - 08)),
            ("劳动节", date!(2025 - 04 - 27)),
            ("国庆节、中秋节", date!(2025 - 09 - 28)),
            ("国庆节、中秋节", date!(2025 - 10 - 11)),
        ],
    },
    Notice {
        year: 2026,
        document: "国办发明电〔2025〕7号",
        off: &[
            ("元旦", date!(2026 - 01 - 01), date!(2026 - 01 - 03)),
            ("春节", date!(2026 - 02 - 15), date!(2026 - 02 - 23)),
            ("清明节", date!(2026 - 04 - 04), date!(2026 - 04 - 06)),
            ("劳动节", date!(2026 - 05 - 01), date!(2026 - 05 - 05)),
            ("端午节", date!(2026 - 06 - 19), date!(2026 - 06 - 21)),
            ("中秋节", date!(2026 - 09 - 25), date!(2026 - 09 - 27)),
            ("国庆节", date!(2026 - 10 - 01), date!(2026 - 10 - 07)),
        ],
        work: &[
            ("元旦", date!(2026 - 01 - 04)),
            ("春节", date!(2026 - 02 - 14)),
            ("春节", date!(2026 - 02 - 28)),
            ("劳动节", date!(2026 - 05 - 09)),
            ("国庆节", date!(2026 - 09 - 20)),
            ("国庆节", date!(2026 - 10 - 10)),
        ],
    },
];
