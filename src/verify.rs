//! `clausewatch verify`: whether what the library exported still says what it said. Part of the command line.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, Write};
use std::path::Path;
use std::process::ExitCode;

use clausewatch::archive::{Bundle, HEADER, audit, sha256};
use zip::ZipArchive;

use super::Failure;

/// A file larger than this, unpacked, is none of ours: pages are bounded.
const LARGEST: u64 = 1 << 28;

/// Verifies a bundle or an archive, never holding more than one policy. Exit code 1 where something does not hold.
pub(super) fn verify(path: &Path, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let failed = |source| Failure::File { path: path.to_owned(), source };
    if path == Path::new("-") {
        return archive(path, std::io::stdin().lock(), out);
    }
    let mut file = BufReader::new(File::open(path).map_err(failed)?);
    let zipped = file.fill_buf().map_err(failed)?.starts_with(b"PK");
    if zipped { bundle(path, file, out) } else { archive(path, file, out) }
}

fn bundle(path: &Path, file: impl Read + Seek, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let mut zip = ZipArchive::new(file).map_err(|source| Failure::Zip { path: path.to_owned(), source })?;
    let names: Vec<String> = zip
        .file_names()
        .map(|name| Ok(name?.into_owned()))
        .collect::<Result<_, _>>()
        .map_err(|source| Failure::Zip { path: path.to_owned(), source })?;
    let mut read = |name: &str| -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let mut file = zip.by_name(name).map_err(|e| e.to_string())?.take(LARGEST + 1);
        file.read_to_end(&mut bytes).map_err(|e| e.to_string())?;
        if bytes.len() as u64 > LARGEST { Err("it is larger than any file of ours".into()) } else { Ok(bytes) }
    };
    let (sound, faults) = audit::verify(&names, &mut read);
    for policy in &sound {
        writeln!(out, "holds: {}, {} versions, the last one's hash {}", policy.address, policy.versions, policy.head)?;
    }
    for fault in &faults {
        writeln!(out, "BROKEN: {fault}")?;
    }
    if faults.is_empty() {
        let sums = read(audit::SUMS).map(|sums| sha256(&sums)).unwrap_or_default();
        writeln!(
            out,
            "{} files and {} policies hold; the SHA-256 of {} is {sums}",
            names.len(),
            sound.len(),
            audit::SUMS
        )?;
    } else {
        writeln!(out, "the bundle does not hold: {} faults", faults.len())?;
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(!faults.is_empty())))
}

fn archive(path: &Path, input: impl BufRead, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let failed = |source| Failure::File { path: path.to_owned(), source };
    let mut lines = input.lines();
    if lines.next().transpose().map_err(failed)?.as_deref() != Some(HEADER) {
        return Err(Failure::NoArchive { path: path.to_owned() });
    }
    let (mut sound, mut broken, mut policy) = (0, 0, String::new());
    let mut check = |policy: &str, out: &mut dyn Write| -> Result<(), Failure> {
        match Bundle::from_lines(policy) {
            Ok(bundle) => {
                sound += 1;
                writeln!(out, "holds: {}, {} versions", bundle.entry.address, bundle.versions.len())?;
            }
            Err(error) => {
                broken += 1;
                writeln!(out, "BROKEN: {error}")?;
            }
        }
        Ok(())
    };
    for line in lines {
        let line = line.map_err(failed)?;
        if line.starts_with(r#"{"entry":"#) && !policy.is_empty() {
            check(&policy, out)?;
            policy.clear();
        }
        policy += &line;
        policy.push('\n');
    }
    if !policy.trim().is_empty() {
        check(&policy, out)?;
    }
    writeln!(out, "{sound} policies hold, {broken} do not")?;
    out.flush()?;
    Ok(ExitCode::from(u8::from(broken > 0)))
}
