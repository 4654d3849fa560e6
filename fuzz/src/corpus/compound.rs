//! Workbooks as Excel saved them until 2003, byte by byte: nothing of ours, and nobody else's
//! library, writes them any more.

/// A compound file of 512-byte sectors: a table of sectors, a directory with one stream, and the
/// stream.
#[must_use]
pub fn file(stream: &[u8]) -> Vec<u8> {
    let mut stream = stream.to_vec();
    // Shorter streams are kept elsewhere.
    stream.resize(stream.len().next_multiple_of(512).max(4096), 0);
    let sectors = stream.len() / 512;
    let mut next = vec![0xffff_ffff_u32; 128];
    next[0] = 0xffff_fffd;
    next[1] = 0xffff_fffe;
    for i in 0..sectors {
        next[2 + i] = if i + 1 == sectors { 0xffff_fffe } else { long(3 + i) };
    }
    let mut out = vec![0u8; 512];
    out[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    for (at, byte) in [(26, 3), (30, 9), (32, 6), (44, 1), (48, 1)] {
        out[at] = byte;
    }
    out[60..64].copy_from_slice(&0xffff_fffe_u32.to_le_bytes());
    out[68..72].copy_from_slice(&0xffff_fffe_u32.to_le_bytes());
    out[76..512].fill(0xff);
    out[76..80].copy_from_slice(&0u32.to_le_bytes());
    out.extend(next.iter().flat_map(|n| n.to_le_bytes()));
    let mut directory = entry("Root Entry", 0xffff_fffe, 0);
    directory.extend(entry("Workbook", 2, long(stream.len())));
    directory.resize(512, 0);
    out.extend(directory);
    out.extend(stream);
    out
}

fn long(n: usize) -> u32 {
    u32::try_from(n).unwrap()
}

fn short(n: usize) -> [u8; 2] {
    u16::try_from(n).unwrap().to_le_bytes()
}

fn entry(name: &str, start: u32, length: u32) -> Vec<u8> {
    let mut e = vec![0u8; 128];
    for (i, unit) in name.encode_utf16().enumerate() {
        e[2 * i..2 * i + 2].copy_from_slice(&unit.to_le_bytes());
    }
    e[64..66].copy_from_slice(&short(2 * name.len() + 2));
    e[116..120].copy_from_slice(&start.to_le_bytes());
    e[120..124].copy_from_slice(&length.to_le_bytes());
    e
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &short(data.len()), data].concat()
}

/// The stream of a workbook with one sheet: texts among the shared ones or in their cells, numbers
/// as they are, every other one in Excel's short form.
#[must_use]
pub fn sheet(name: &str, rows: &[Vec<String>]) -> Vec<u8> {
    let mut texts: Vec<&String> =
        rows.iter().flatten().filter(|c| c.parse::<f64>().is_err() && c.len() % 2 == 0).collect();
    texts.sort();
    texts.dedup();
    let mut records = Vec::new();
    for (r, row) in rows.iter().enumerate() {
        for (c, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let at = [&short(r)[..], &short(c), &[0, 0]].concat();
            records.extend(match cell.parse::<f64>() {
                Ok(n) if n.fract() == 0.0 && n.abs() < 1e6 => {
                    #[allow(clippy::cast_possible_truncation)]
                    let small = ((n as i32) << 2) | 2;
                    record(0x027e, &[&at[..], &small.to_le_bytes()].concat())
                }
                Ok(n) => record(0x0203, &[&at[..], &n.to_le_bytes()].concat()),
                Err(_) => match texts.iter().position(|t| *t == cell) {
                    Some(i) => record(0x00fd, &[&at[..], &long(i).to_le_bytes()].concat()),
                    None => record(0x0204, &[&at[..], &text(cell)].concat()),
                },
            });
        }
    }
    let begin = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let shared = [&long(texts.len()).to_le_bytes()[..], &long(texts.len()).to_le_bytes()].concat();
    let shared = record(0x00fc, &texts.iter().fold(shared, |s, t| [s, text(t)].concat()));
    let mut bound = vec![0, 0, 0, 0, 0, 0, u8::try_from(name.len()).unwrap(), 0];
    bound.extend(name.bytes());
    let globals = begin.len() + bound.len() + 4 + shared.len() + 4;
    bound[..4].copy_from_slice(&long(globals).to_le_bytes());
    let sheet = record(0x0809, &[0, 6, 0x10, 0, 0, 0, 0, 0]);
    [
        begin,
        record(0x0085, &bound),
        shared,
        record(0x000a, &[]),
        sheet,
        records,
        record(0x000a, &[]),
    ]
    .concat()
}

/// A text as BIFF8 has it: its length, whether its letters are wide, its letters.
fn text(t: &str) -> Vec<u8> {
    let wide: Vec<u8> = t.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&short(wide.len() / 2)[..], &[1], &wide].concat()
}
