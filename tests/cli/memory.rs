//! Hostile files under a limit of the address space: refused or counted, never killed.
use super::written;
use flate2::{Compression, write::GzEncoder};
use std::{io::Write, process::Command};

/// Exit code under so many kilobytes.
fn under(kilobytes: u32, rule: &str, file: &str) -> (Option<i32>, String) {
    let run = format!("ulimit -v {kilobytes}; exec \"$0\" count --rule {rule} \"$1\"");
    let out = Command::new("sh").args(["-c", &run, env!("CARGO_BIN_EXE_cocreate"), file]).output().unwrap();
    (out.status.code(), String::from_utf8(out.stderr).unwrap())
}
/// The program itself and 32 MiB of table that any file may have; then what the limits allow by the byte.
#[cfg(target_os = "linux")]
#[test]
fn small_files_that_promise_much_take_little() {
    let long = |n: usize| (1..=n).map(|i| format!("e{i}")).collect::<Vec<_>>().join(",");
    let mut bomb = GzEncoder::new(vec![], Compression::best());
    let line = vec![b'1'; 1 << 20];
    for _ in 0..256 {
        bomb.write_all(&line).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    let cases: Vec<(&str, &str, Vec<u8>)> = vec![
        ("vast.blt", "irv", b"4000000000 4000000000\n1 1 0\n0\n".to_vec()),
        ("wide.blt", "irv", format!("32766 1\n{}0\n", "1 1 0\n".repeat(2000)).into_bytes()),
        ("vast.soc", "irv", b"# NUMBER ALTERNATIVES: 4000000000\n# NUMBER VOTERS: 9\n9: 1\n".to_vec()),
        ("wide.csv", "mean-score", format!("{}\n{}", long(32_766), "1\n".repeat(3)).into_bytes()),
        ("sparse.csv", "irv", {
            let rows: Vec<String> = (0..30_000).map(|i| format!("1,e{i}")).collect();
            format!("count,rank1\n{}\n", rows.join("\n")).into_bytes()
        }),
        ("bomb.blt.gz", "irv", bomb),
    ];
    for (name, rule, bytes) in cases {
        let file = written(&format!("memory-{name}"), &bytes);
        let (code, said) = under(400_000, rule, file.to_str().unwrap());
        assert_eq!(code, Some(2), "{name}: {said}");
        assert!(said.contains("line "), "{name}: {said}");
    }
}
