//! The bytes of the chain, against digests that another program computed from the page of `audit::Chain` alone.
use super::{event, genesis, lines, withdraw};
use cocreate::{
    audit::{Chain, LogLine, WrongNumber, verify},
    contest::{Act, Actor, Digest, Event},
    id::ContestId,
};

/// The events, their JSON and the heads after them; from a Python script that joins bytes and calls `hashlib.sha256`.
fn pinned() -> [(Event, &'static str, &'static str); 3] {
    let mut second = withdraw(1, "e1");
    second.key = Some("k-1".to_owned());
    [
        (
            event(0, Actor::Host, Act::Seat {}),
            r#"{"format":1,"seq":0,"at":1790000000000,"by":"host","act":{"do":"seat"}}"#,
            "da02aca2a9931b66a43b311987f0ea774c510f94dde7a6fd0a21de63c4db86e8",
        ),
        (
            second,
            r#"{"format":1,"seq":1,"at":1790000000001,"by":{"person":"p1"},"act":{"do":"withdraw","entry":"e1"},"key":"k-1"}"#,
            "b5b0f432327c89d93725d4d39cc0a74309c9b45dff10c4fe0c4ee8dd41723d13",
        ),
        (
            event(2, Actor::Clock, Act::Settle {}),
            r#"{"format":1,"seq":2,"at":1790000000002,"by":"clock","act":{"do":"settle"}}"#,
            "e0eebe9ddf0c718cab62bab99930ace731f9f044239b9098916b1b5254994239",
        ),
    ]
}

#[test]
fn heads_are_those_that_the_page_gives() {
    let mut chain = genesis();
    assert_eq!(chain.head().to_string(), "5c701737f99f000802cf44b6a22baba98b0737828c42ad46f608ea6883636db2");
    for (event, json, head) in pinned() {
        assert_eq!(serde_json::to_string(&event).unwrap(), json);
        assert_eq!(chain.push(&event).unwrap().to_string(), head);
    }
    assert_eq!(chain.len(), 3);
}

#[test]
fn a_line_is_the_event_and_the_head_and_comes_back_as_it_was() {
    let all = pinned().map(|(event, _, _)| event);
    for (line, (event, json, head)) in lines(&all).iter().zip(pinned()) {
        assert_eq!(*line, format!(r#"{{"event":{json},"head":"{head}"}}"#));
        let read = LogLine::read(line.as_bytes()).unwrap();
        assert_eq!(read, LogLine { event, head: head.parse().unwrap() });
        // Where the page says that the hashed bytes lie.
        assert_eq!(&line[9..line.len() - 75], json);
    }
}

#[test]
fn the_contest_and_the_plan_are_in_the_genesis() {
    let plan = Digest::of(b"an example plan");
    let of = |id: &str, plan| Chain::genesis(&ContestId::new(id).unwrap(), plan).head();
    assert_ne!(of("threads-2026", &plan), of("threads-2027", &plan));
    assert_ne!(of("threads-2026", &plan), of("threads-2026", &Digest::of(b"another plan")));
}

#[test]
fn an_event_out_of_turn_does_not_enter_the_chain() {
    let mut chain = genesis();
    assert_eq!(chain.push(&withdraw(1, "e1")), Err(WrongNumber { want: 0, got: 1 }));
    assert_eq!(chain, genesis());
    let text = WrongNumber { want: 0, got: 1 }.to_string();
    assert_eq!(text, "event 1 cannot follow: the next one is event 0");
}

#[test]
fn events_of_a_newer_version_are_in_the_chain_too() {
    let json = r#"{"format":99,"seq":0,"what":{"nobody":"knows"}}"#;
    let head = genesis().push_json(json.as_bytes());
    let line = format!(r#"{{"event":{json},"head":"{head}"}}"#);
    assert_eq!(verify([&line], genesis(), &[]).unwrap(), Chain::at(1, head));
    // To read it as an event is another matter.
    assert!(LogLine::read(line.as_bytes()).is_err());
}
