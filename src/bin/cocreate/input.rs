//! A file of ballots, plain or packed.
use cocreate::{
    ballot::Kind,
    io::{Csv, Format, Gunzip, Limits, Poll, RankLimits, format},
};
use std::{
    fs::File,
    io::{BufRead, BufReader, Read, stdin},
    path::Path,
};

/// Reads a poll; `-` is the standard input.
pub(crate) fn read(path: &Path, named: Option<&str>) -> Result<Poll, String> {
    let shown = path.display();
    let format = format_of(path, named)?;
    let limits = Limits::default();
    let poll = format.read(&mut *open(path)?, &limits);
    poll.map_err(|e| format!("{shown}: {e}"))
}

/// As [`read`], where a law says what of a ranked ballot counts.
pub(crate) fn read_ranked(path: &Path, named: Option<&str>, law: &RankLimits) -> Result<Poll, String> {
    if format_of(path, named)?.id() == Csv.id() {
        let poll = Csv.read_ranked(&mut *open(path)?, &Limits::default(), law);
        return poll.map_err(|e| format!("{}: {e}", path.display()));
    }
    let plain = RankLimits { overvote_ends: law.overvote_ends, ..RankLimits::default() };
    if *law != plain {
        return Err(
            "only CSV files of ranks say which ranks are left out; other formats close them up".into()
        );
    }
    read(path, named)
}

/// A file or the standard input, unpacked where it is packed.
pub(crate) fn open(path: &Path) -> Result<Box<dyn Read>, String> {
    let shown = path.display();
    let from: Box<dyn Read> = if path == Path::new("-") {
        Box::new(stdin())
    } else {
        Box::new(File::open(path).map_err(|e| format!("{shown}: {e}"))?)
    };
    let mut from = BufReader::with_capacity(1 << 16, from);
    let packed = from.fill_buf().map_err(|e| format!("{shown}: {e}"))?.starts_with(&[0x1f, 0x8b]);
    Ok(if packed { Box::new(Gunzip::new(from, &Limits::default())) } else { Box::new(from) })
}
/// The whole of a text file.
pub(crate) fn text(path: &Path) -> Result<String, String> {
    let mut text = String::new();
    open(path)?.read_to_string(&mut text).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(text)
}

fn format_of(path: &Path, named: Option<&str>) -> Result<&'static dyn Format, String> {
    let known = || {
        let all =
            cocreate::io::FORMATS.iter().map(|f| format!("{} (.{})", f.id(), f.extensions().join(", .")));
        all.collect::<Vec<_>>().join(", ")
    };
    if let Some(name) = named {
        return format(name).ok_or_else(|| format!("there is no format `{name}`; there are {}", known()));
    }
    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
    let plain = name.strip_suffix(".gz").unwrap_or(name);
    let found = plain.rsplit_once('.').and_then(|(_, extension)| format(extension));
    found.ok_or_else(|| {
        format!("{}: the extension tells no format; name one with --format: {}", path.display(), known())
    })
}

/// A kind by its name.
pub(crate) fn kind(name: &str) -> Result<Kind, String> {
    let all = || Kind::ALL.map(Kind::id).join(", ");
    Kind::ALL
        .into_iter()
        .find(|k| k.id() == name)
        .ok_or_else(|| format!("there are no ballots of kind `{name}`; there are {}", all()))
}
