//! Messages that tell entries by their place, with names instead.
use super::EntryIx;

/// The message with every `#3` replaced by the name of the entry at that place, where there is one.
pub fn with_names<'a>(message: &str, name: impl Fn(EntryIx) -> Option<&'a str>) -> String {
    let mut out = String::new();
    let mut rest = message;
    while let Some(at) = rest.find('#') {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let digits = after[1..].bytes().take_while(u8::is_ascii_digit).count();
        match after[1..=digits].parse().ok().and_then(|i: u32| name(EntryIx::new(i))) {
            Some(name) => out.extend(["`", name, "`"]),
            None => out.push_str(&after[..=digits]),
        }
        rest = &after[1 + digits..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn places_become_names_where_there_are_any() {
        let name = |e: EntryIx| ["ann", "bob"].get(e.ix()).copied();
        assert_eq!(with_names("#1 and #7 of #", name), "`bob` and #7 of #");
    }
}
