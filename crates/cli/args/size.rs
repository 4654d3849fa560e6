//! Sizes as they are typed.

/// A number of bytes, such as `4G`: K, M, G and T are powers of 1024.
pub fn bytes(text: &str) -> Result<u64, String> {
    const LEAST: u64 = 16 << 20;
    let upper = text.trim().to_uppercase();
    let number = upper.trim_end_matches('B').trim_end_matches('I');
    let units = [('K', 10), ('M', 20), ('G', 30), ('T', 40)];
    let with_unit =
        units.into_iter().find_map(|(unit, shift)| Some((number.strip_suffix(unit)?, shift)));
    let (digits, shift) = with_unit.unwrap_or((number, 0));
    let size = digits.trim().parse::<u64>().ok().and_then(|n| n.checked_mul(1 << shift));
    size.filter(|n| *n >= LEAST)
        .ok_or_else(|| "a size is written 4G or 900M, and is 16M at least".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_written_as_people_write_them() {
        for text in ["4G", "4g", " 4 GiB ", "4096M", "4194304K", "4294967296", "4GB"] {
            assert_eq!(bytes(text), Ok(4 << 30), "{text}");
        }
        for text in ["", "G", "-4G", "4.5G", "15M", "99999999T", "4 apples"] {
            assert!(bytes(text).is_err(), "{text}");
        }
    }
}
