//! A browser without a window, told what to do by the DevTools protocol over two pipes: its own
//! keys, its own layout, its own policy, and nothing of ours in the page.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// Longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// The browser that `IDEAL_BROWSER` names or PATH has.
pub fn found() -> Option<PathBuf> {
    let named = std::env::var_os("IDEAL_BROWSER").map(PathBuf::from);
    let usual = ["chromium", "chromium-browser", "google-chrome"].map(PathBuf::from);
    let runs = |path: &PathBuf| {
        Command::new(path).arg("--version").output().is_ok_and(|o| o.status.success())
    };
    named.into_iter().chain(usual).find(runs)
}

/// One page in a browser of its own.
pub struct Browser {
    child: Child,
    to: File,
    from: Receiver<Value>,
    next: u64,
    session: Option<String>,
    /// What the browser said unasked.
    events: Vec<Value>,
    _home: tempfile::TempDir,
}

impl Browser {
    /// Starts it; the page is empty and `width` pixels wide.
    pub fn start(program: &Path, width: u32) -> Self {
        let home = tempfile::tempdir().unwrap();
        let (asks, says) = (home.path().join("asks"), home.path().join("says"));
        assert!(Command::new("mkfifo").args([&asks, &says]).status().unwrap().success());
        // The shell opens the two pipes as 3 and 4, where the browser looks for them.
        let child = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<\"$ASKS\" 4>\"$SAYS\""])
            .arg(program)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-sync"])
            .args(["--disable-background-networking", "--remote-debugging-pipe"])
            .arg(format!("--user-data-dir={}", home.path().join("profile").display()))
            .arg("about:blank")
            .envs([("ASKS", &asks), ("SAYS", &says)])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let to = OpenOptions::new().write(true).open(&asks).unwrap();
        let from = listen(File::open(&says).unwrap());
        let mut browser =
            Browser { child, to, from, next: 0, session: None, events: Vec::new(), _home: home };
        let made = browser.ask("Target.createTarget", json!({ "url": "about:blank" }));
        let attach = json!({ "targetId": made["targetId"], "flatten": true });
        let session = browser.ask("Target.attachToTarget", attach);
        browser.session = session["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.ask(&format!("{domain}.enable"), json!({}));
        }
        browser.width(width);
        browser
    }

    /// Asks for something and gives the answer.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let mut message = json!({ "id": self.next, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.to.write_all(format!("{message}\0").as_bytes()).unwrap();
        loop {
            let heard =
                self.from.recv_timeout(PATIENCE).unwrap_or_else(|e| panic!("{method}: {e}"));
            if heard["id"] == self.next {
                assert!(heard["error"].is_null(), "{method}: {heard}");
                return heard["result"].clone();
            }
            self.events.push(heard);
        }
    }

    /// Opens a page from disk and waits until it is loaded.
    pub fn open(&mut self, file: &Path) {
        self.ask("Page.navigate", json!({ "url": format!("file://{}", file.display()) }));
        self.loaded();
    }

    /// Waits for the next page.
    pub fn loaded(&mut self) {
        loop {
            let is_load = |e: &Value| e["method"] == "Page.loadEventFired";
            if let Some(at) = self.events.iter().position(is_load) {
                self.events.remove(at);
                return;
            }
            let heard = self.from.recv_timeout(PATIENCE).expect("a page");
            self.events.push(heard);
        }
    }

    pub fn width(&mut self, width: u32) {
        let size =
            json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.ask("Emulation.setDeviceMetricsOverride", size);
    }

    /// The value of an expression.
    pub fn see(&mut self, expression: &str) -> Value {
        let asked = json!({ "expression": expression, "returnByValue": true });
        let said = self.ask("Runtime.evaluate", asked);
        assert!(said["exceptionDetails"].is_null(), "{expression}: {said}");
        said["result"]["value"].clone()
    }

    /// Waits until an expression holds.
    pub fn until(&mut self, expression: &str) {
        for _ in 0..100 {
            if self.see(expression) == true {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("never: {expression}");
    }

    /// Presses a key, as a keyboard does.
    pub fn press(&mut self, key: &str) {
        let (code, text) = match key {
            "Enter" => (13, Some("\r")),
            "Escape" => (27, None),
            "Tab" => (9, None),
            "ArrowDown" => (40, None),
            "ArrowUp" => (38, None),
            "ArrowRight" => (39, None),
            "." => (190, Some(".")),
            "/" => (191, Some("/")),
            one => (one.chars().next().unwrap_or(' ').to_ascii_uppercase() as u32, Some(one)),
        };
        let mut event = json!({ "type": "keyDown", "key": key, "windowsVirtualKeyCode": code });
        if let Some(text) = text {
            event["text"] = json!(text);
        }
        self.ask("Input.dispatchKeyEvent", event);
        let up = json!({ "type": "keyUp", "key": key, "windowsVirtualKeyCode": code });
        self.ask("Input.dispatchKeyEvent", up);
    }

    pub fn write(&mut self, text: &str) {
        for letter in text.chars() {
            self.press(&letter.to_string());
        }
    }

    /// Errors of the page and requests that leave it.
    pub fn complaints(&self) -> Vec<String> {
        let bad = |e: &&Value| match e["method"].as_str() {
            Some("Runtime.exceptionThrown" | "Log.entryAdded" | "Runtime.consoleAPICalled") => true,
            Some("Network.requestWillBeSent") => {
                let url = e["params"]["request"]["url"].as_str().unwrap_or_default();
                !url.starts_with("file:") && !url.starts_with("data:") && url != "about:blank"
            }
            _ => false,
        };
        self.events.iter().filter(bad).map(|e| e["params"].to_string()).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // One that is gone already is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What comes out of the pipe, message by message.
fn listen(mut pipe: File) -> Receiver<Value> {
    let (to, from) = channel();
    std::thread::spawn(move || {
        let (mut buffer, mut block) = (Vec::new(), vec![0; 1 << 16]);
        while let Ok(n) = pipe.read(&mut block) {
            if n == 0 {
                break;
            }
            buffer.extend_from_slice(&block[..n]);
            while let Some(end) = buffer.iter().position(|b| *b == 0) {
                let message: Vec<u8> = buffer.drain(..=end).collect();
                let Ok(value) = serde_json::from_slice(&message[..end]) else { continue };
                if to.send(value).is_err() {
                    return;
                }
            }
        }
    });
    from
}
