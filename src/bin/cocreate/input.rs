//! A file of ballots, plain or packed.
use cocreate::{
    ballot::Kind,
    io::{Format, Gunzip, Limits, Poll, format},
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
    let from: Box<dyn Read> = if path == Path::new("-") {
        Box::new(stdin())
    } else {
        Box::new(File::open(path).map_err(|e| format!("{shown}: {e}"))?)
    };
    let mut from = BufReader::with_capacity(1 << 16, from);
    let limits = Limits::default();
    let packed = from.fill_buf().map_err(|e| format!("{shown}: {e}"))?.starts_with(&[0x1f, 0x8b]);
    let poll = if packed {
        format.read(&mut Gunzip::new(from, &limits), &limits)
    } else {
        format.read(&mut from, &limits)
    };
    poll.map_err(|e| format!("{shown}: {e}"))
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
