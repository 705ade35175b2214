//! Who listens on a port, where the system tells: Linux lists sockets and their owners below `/proc`.

use std::fs;
use std::path::Path;

/// The name and number of the program that listens on a port.
pub(super) fn of(port: u16) -> Option<String> {
    let socket = ["/proc/net/tcp", "/proc/net/tcp6"].iter().find_map(|table| {
        let table = fs::read_to_string(table).ok()?;
        table.lines().find_map(|line| listening(line, port).map(str::to_owned))
    })?;
    let link = format!("socket:[{socket}]");
    let processes = fs::read_dir("/proc").ok()?.flatten();
    processes.map(|process| process.path()).find(|process| holds(process, &link)).and_then(|process| {
        let name = fs::read_to_string(process.join("comm")).ok()?;
        let name: String = name.trim().chars().filter(|letter| !letter.is_control()).collect();
        Some(format!("`{name}` (process {})", process.file_name()?.to_string_lossy()))
    })
}

/// The number of the socket in a line of the table, where it listens on the port.
fn listening(line: &str, port: u16) -> Option<&str> {
    const LISTENS: &str = "0A";
    let mut fields = line.split_ascii_whitespace();
    let (_, local) = fields.nth(1)?.rsplit_once(':')?;
    let state = fields.nth(1)?;
    let is_it = state == LISTENS && u16::from_str_radix(local, 16) == Ok(port);
    fields.nth(5).filter(|_| is_it)
}

fn holds(process: &Path, link: &str) -> bool {
    let files = fs::read_dir(process.join("fd")).into_iter().flatten().flatten();
    files.filter_map(|file| fs::read_link(file.path()).ok()).any(|target| target.as_os_str() == link)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_the_socket_of_a_listener() {
        let line = "   0: 0100007F:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4242 1 0";
        assert_eq!(listening(line, 8000), Some("4242"));
        assert_eq!(listening(line, 8001), None);
        assert_eq!(listening(&line.replace(" 0A ", " 01 "), 8000), None);
    }
}
