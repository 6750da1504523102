//! The guides of the folder `docs/`. They are compiled here, so that every Rust example in them is a test.
#![allow(
    clippy::doc_markdown,
    reason = "prose that is read as files too, where names of programs stand plain"
)]
pub mod adding_a_rule {
    #![doc = include_str!("../docs/adding-a-rule.md")]
}
pub mod design {
    #![doc = include_str!("../docs/design.md")]
}
pub mod exactness {
    #![doc = include_str!("../docs/exactness.md")]
}
pub mod conformance {
    #![doc = include_str!("../docs/conformance.md")]
}
pub mod fairness {
    #![doc = include_str!("../docs/fairness.md")]
}
pub mod formats {
    #![doc = include_str!("../docs/formats.md")]
}
pub mod glossary {
    #![doc = include_str!("../docs/glossary.md")]
}
pub mod performance {
    #![doc = include_str!("../docs/performance.md")]
}
pub mod reproducibility {
    #![doc = include_str!("../docs/reproducibility.md")]
}
pub mod ties {
    #![doc = include_str!("../docs/ties.md")]
}
pub mod readme {
    #![doc = include_str!("../README.md")]
}
pub mod architecture {
    #![doc = include_str!("../ARCHITECTURE.md")]
}
