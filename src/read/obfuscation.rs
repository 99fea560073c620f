//! Addresses that a site hides from harvesters and shows to readers.

use crate::tree::Node;

/// The address behind `data-cfemail`: a key byte, then each byte of the address under it, in hexadecimal. In a browser the
/// site's script has put the address there already, and no such attribute is left.
pub(super) fn decoded(node: &Node) -> Option<String> {
    let hidden = node.attribute("data-cfemail")?.as_bytes();
    let bytes: Vec<u8> = hidden
        .chunks_exact(2)
        .map(|pair| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()))
        .collect::<Option<_>>()?;
    let (key, address) = bytes.split_first()?;
    let address = String::from_utf8(address.iter().map(|byte| byte ^ key).collect()).ok()?;
    (address.contains('@') && !address.contains(|c: char| c.is_whitespace() || c.is_control())).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Tree;

    fn decode(value: &str) -> Option<String> {
        let tree = Tree::from_html(&format!("<span data-cfemail=\"{value}\">[email protected]</span>"));
        tree.nodes().iter().find_map(decoded)
    }

    #[test]
    fn an_address_is_decoded_and_nothing_else_is() {
        let hidden: String =
            "abuse@mail.example".bytes().fold("2a".to_owned(), |s, b| s + &format!("{:02x}", b ^ 0x2a));
        assert_eq!(decode(&hidden).as_deref(), Some("abuse@mail.example"));
        for wrong in ["", "2", "2a", "zz11", "2a2a", "é1"] {
            assert_eq!(decode(wrong), None, "{wrong:?}");
        }
    }
}
