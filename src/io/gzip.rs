//! Compressed files.
use super::{Fault, Limits};
use flate2::read::MultiGzDecoder;
use std::io::{self, Read};

/// A gzip stream, inflated as it is read and no further than the limits allow.
///
/// # Errors
/// Reading fails with [`Fault::Inflates`] inside when a stream grows out of proportion, which the readers of
/// this module pass on.
#[derive(Debug)]
pub struct Gunzip<R> {
    from: MultiGzDecoder<Counted<R>>,
    given: u64,
    limits: Limits,
}
#[derive(Debug)]
struct Counted<R> {
    from: R,
    taken: u64,
}
impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(buf)?;
        self.taken += n as u64;
        Ok(n)
    }
}
impl<R: Read> Gunzip<R> {
    /// Reads from `from`, which should be buffered.
    pub fn new(from: R, limits: &Limits) -> Self {
        Self { from: MultiGzDecoder::new(Counted { from, taken: 0 }), given: 0, limits: *limits }
    }
}
impl<R: Read> Read for Gunzip<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(buf)?;
        self.given += n as u64;
        let packed = self.from.get_ref().taken;
        let Limits { inflated_floor, inflated_per_byte, .. } = self.limits;
        let most = inflated_floor.saturating_add(inflated_per_byte.saturating_mul(packed));
        if self.given > most {
            return Err(io::Error::other(Fault::Inflates { packed, most }));
        }
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::{Blt, Format};
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut z = GzEncoder::new(vec![], Compression::best());
        z.write_all(bytes).unwrap();
        z.finish().unwrap()
    }
    #[test]
    fn a_file_reads_the_same_packed_and_a_cut_one_is_told() {
        let text = b"2 1\n3 1 2 0\n0\n\"A\"\n\"B\"\n\"T\"\n";
        let z = packed(text);
        let poll = Blt.read(&mut Gunzip::new(&z[..], &Limits::default()), &Limits::default()).unwrap();
        assert_eq!(poll.entries, ["A", "B"]);
        let e = Blt
            .read(&mut Gunzip::new(&z[..z.len() - 12], &Limits::default()), &Limits::default())
            .unwrap_err();
        assert!(matches!(e.fault, Fault::Cut { .. }), "{e}");
    }
    #[test]
    fn a_bomb_is_refused() {
        let z = packed(&vec![b'\n'; 64 << 20]);
        let e = Blt.read(&mut Gunzip::new(&z[..], &Limits::default()), &Limits::default()).unwrap_err();
        assert!(matches!(e.fault, Fault::Inflates { .. }), "{e}");
    }
}
