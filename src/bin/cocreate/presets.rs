//! `cocreate presets` and `cocreate init`: known systems, and a plan file of one to start from.
use crate::Said;
use cocreate::{
    contest::{Rules, When},
    id::ContestId,
    preset::{self, NoteKind, Preset, presets},
};
use serde_json::{Value, json};
use std::{
    fmt::Write as _,
    io::Write as _,
    path::{Path, PathBuf},
};

#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    /// As a JSON array.
    #[arg(long)]
    json: bool,
    /// The page `docs/presets.md`.
    #[arg(long, conflicts_with = "json")]
    markdown: bool,
}
#[derive(clap::Args, Debug)]
pub(crate) struct InitArgs {
    /// Number or id of a preset: see `cocreate presets`.
    preset: String,
    /// The contest's id; left out, the preset's.
    #[arg(long, value_name = "ID")]
    contest: Option<String>,
    /// When the first phase begins: a time with its offset.
    #[arg(long, value_name = "TIME", default_value = "2027-01-01T12:00:00Z")]
    starts: String,
    /// The file to write, which must not exist; left out, the standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Said {
    let text = match args {
        Args { json: true, .. } => {
            format!("{:#}\n", presets().iter().map(described).collect::<Value>())
        }
        Args { markdown: true, .. } => page(),
        _ => presets().iter().fold(String::new(), |mut out, p| {
            let s = p.summary();
            let _ = writeln!(out, "{} {}: {}, {}; {}", p.number, p.id, p.system, s.mode, s.tally);
            out
        }),
    };
    Said { text, code: 0 }
}
fn described(p: &Preset) -> Value {
    let s = p.summary();
    let note = |n: &preset::Note| match n.kind {
        NoteKind::Fact(source) => json!({"at": n.at, "kind": "fact", "source": source, "text": n.text}),
        NoteKind::Assumed => json!({"at": n.at, "kind": "assumed", "text": n.text}),
        NoteKind::Outside => json!({"at": n.at, "kind": "outside", "text": n.text}),
    };
    json!({
        "number": p.number, "id": p.id, "system": p.system, "mode": s.mode, "ballots": s.ballots, "tally": s.tally,
        "reward": s.reward, "next": s.next, "examples": p.examples,
        "notes": p.notes.iter().map(note).collect::<Value>(),
    })
}
/// A table, and what is known and assumed of each.
fn page() -> String {
    let mut out = "# Presets\n\nMade by `cocreate presets --markdown`; a test compares. Each is a function of `cocreate::preset`, a plan in \
        `examples/plans/presets/`, and what `cocreate init` writes.\n\n\
        | | preset | system | mode | ballots | counts and selection | reward | next turn |\n|---|---|---|---|---|---|---|---|\n"
        .to_owned();
    for p in presets() {
        let s = p.summary();
        let _ = writeln!(
            out,
            "| {} | `{}` | {} | {} | {} | {} | {} | {} |",
            p.number, p.id, p.system, s.mode, s.ballots, s.tally, s.reward, s.next
        );
    }
    for p in presets() {
        let _ = writeln!(out, "\n## {} `{}`: {}\n", p.number, p.id, p.system);
        for n in p.notes {
            let at = if n.at.is_empty() { String::new() } else { format!("`{}`: ", n.at) };
            let _ = writeln!(out, "- {at}{} ({})", n.text, n.kind);
        }
        let _ = writeln!(out, "\nWorked examples: {}.", p.examples.join(", "));
    }
    out
}

pub(crate) fn init(args: &InitArgs) -> Result<Said, String> {
    let p = preset::find(&args.preset).map_err(|e| e.to_string())?;
    let contest: ContestId =
        args.contest.as_deref().unwrap_or(p.id).parse().map_err(|e| format!("--contest: {e}"))?;
    let starts = When::Offset(args.starts.clone());
    starts.resolve().map_err(|e| format!("--starts: {e}"))?;
    (p.plan)(&contest, &starts).validate(&Rules::built_in().into()).map_err(|e| e.to_string())?;
    let text = p.to_toml(&contest, &starts);
    let Some(path) = &args.out else { return Ok(Said { text, code: 0 }) };
    write_new(path, &text).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(Said { text: String::new(), code: 0 })
}
/// Never over a file that there is.
fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    std::fs::OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}
