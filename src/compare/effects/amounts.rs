//! Numbers that became others: notice, deadlines, money, limits.

use std::ops::Range;

use super::quantity::{Dimension, Quantity, quantity};
use super::sentences::sentence;
use super::{Actor, Found, actor};
use crate::compare::Direction;
use crate::compare::scan::{holds_any, lowercase};
use crate::compare::standing::{ages, alike, stem_set};
use crate::compare::tokens::Tokens;
use crate::compare::words::Edit;
use crate::judge::Severity;

/// Words that make a number a limit.
const LIMITS: &[&str] = &[
    "up to",
    "more than",
    "fewer than",
    "less than",
    "maximum",
    "minimum",
    "limit",
    "at most",
    "at least",
    "exceed",
    "no more",
    "after ",
    "once ",
    "höchstens",
    "mindestens",
    "au plus",
    "máximo",
    "不超过",
    "最多",
];

/// How a sentence gives readers time.
const GIVEN: &[&str] = &[
    "give you",
    "you have",
    "you will have",
    "you'll have",
    "allow you",
    "days to respond",
    "days to appeal",
    "for you to",
];

/// How a text tells of what is kept, …
const KEPT: &[&str] = &["retain", "retention", "store ", "stored", "keep ", "kept", "delete", "speicher", "保存"];
/// … of data, …
const DATA: &[&str] = &[
    "data",
    "information",
    "log",
    "content",
    "record",
    "address",
    "message",
    "photo",
    "picture",
    "video",
    "transcript",
    "footage",
    "prompt",
    "output",
    "history",
    "daten",
    "数据",
    "信息",
];
/// … and that readers have to keep it.
const KEEPING: &[&str] = &[
    "must keep",
    "shall keep",
    "must retain",
    "shall retain",
    "must store",
    "you keep",
    "you retain",
    "customer shall",
];

/// What is done to readers for some time.
const ENDURED: &[&str] =
    &["strike", "suspension", "suspended", " mute", " banned", "blocked", "locked", "on your record", "excluded"];

/// What the provider does for readers within some time.
const OWED: &[&str] = &[
    "review",
    "reply",
    "replies",
    "answer",
    "decide",
    "decision",
    "acknowledg",
    "restor",
    "refund",
    "paid out",
    "payout",
    "pay out",
    "get back to",
    "look at",
    "looked at",
];

/// Those that make one of whatever they stand by.
const STRICT: &[&str] = &["up to", "maximum", "minimum", "limit", "at most", "at least", "exceed", "no more", "means"];

/// Those of a sentence that rules something.
const RULING: &[&str] = &["may ", "must ", "can ", "shall ", "will ", "not "];

/// The effect of an age that a text set and the new version sets nowhere, where the text sets none in its place.
pub(super) fn age_gone(before: &str, after: &str, elsewhere: &mut dyn FnMut(&str) -> bool) -> Option<Found> {
    let [was, is] = [before, after].map(|text| ages(&lowercase(text)));
    let gone = was.first().filter(|_| is.is_empty())?.to_string();
    let says = format!("The age of {gone} is no longer named");
    let one =
        Found::new("age_limit_removed", Direction::Neutral, Severity::Low, "an age limit is no longer named", says);
    (!elsewhere(&gone)).then_some(one)
}

/// A time limit that stood in a sentence which sets none now.
fn time_limit_gone(old: &Tokens, new: &Tokens, edit: &Edit, time: &Quantity) -> Option<Found> {
    const LIMITING: &[&str] =
        &["within", "no longer than", "at most", "not more than", "no more than", "at least", "up to"];
    let around = sentence(new, &edit.new);
    // Where what it limited is gone that is told.
    if !alike(&stem_set(old.slice(sentence(old, &edit.old))), &stem_set(new.slice(around.clone()))) {
        return None;
    }
    let sets = around.clone().any(|at| quantity(new, at).is_some_and(|q| q.dimension == Dimension::Time));
    if time.dimension != Dimension::Time || sets || new.slice(around.clone()).trim().is_empty() {
        return None;
    }
    let whole = old.slice(sentence(old, &edit.old));
    let at = whole.find(&time.text)?;
    let opens = LIMITING.iter().filter_map(|w| whole[..at].rfind(w).map(|from| (from, w.len()))).max()?;
    let limit = (opens.0 + opens.1 + 1 >= at).then(|| &whole[opens.0..at + time.text.len()])?;
    let direction = match actor(new.slice(around)) {
        Actor::Provider => Direction::Worse,
        Actor::Reader | Actor::Nobody => Direction::Neutral,
    };
    let short = format!("a time limit is gone (“{limit}”)");
    let one = Found::new("limit_removed", direction, Severity::Medium, short, "A time limit is gone");
    Some(one.quoting(limit.to_owned()))
}

/// Numbers that became others.
pub(super) fn amounts(
    old: &Tokens,
    new: &Tokens,
    edit: &Edit,
    elsewhere: &mut dyn FnMut(&str) -> bool,
    found: &mut Vec<Found>,
) {
    let all = |t: &Tokens, r: &Range<usize>| -> Vec<Quantity> { r.clone().filter_map(|at| quantity(t, at)).collect() };
    let (before, after) = (all(old, &edit.old), all(new, &edit.new));
    if let ([a], []) = (&before[..], &after[..]) {
        found.extend(time_limit_gone(old, new, edit, a).filter(|_| !elsewhere(&lowercase(&a.text))));
    }
    let ([a], [b]) = (&before[..], &after[..]) else { return };
    if a.dimension != b.dimension || a.value == b.value {
        return;
    }
    let around = lowercase(new.slice(sentence(new, &edit.new)));
    let says = |words: &[&str]| holds_any(&around, words);
    let who = match actor(&around) {
        // "A member of staff will answer": it is not the readers who do.
        _ if says(&["staff", "our team", "we aim to", "we will answer", "we will respond"]) => Actor::Provider,
        who => who,
    };
    let less = b.value < a.value;
    // "Thirty (30) days" is told by its digits.
    let trim = |text: &str| {
        let digits = text.split_once('(').map_or(text, |(_, rest)| rest);
        digits.trim_matches(|c: char| matches!(c, '(' | ')' | ',' | ';')).replace(") ", " ")
    };
    let (was, is) = (&trim(&a.text), &trim(&b.text));
    let by = if less { "cut" } else { "raised" };
    let change = |id, worse: Option<bool>, severity, what: &str, says: &str| {
        let direction = worse.map_or(Direction::Neutral, |w| if w { Direction::Worse } else { Direction::Better });
        let severity = match direction {
            Direction::Worse => severity,
            Direction::Better => Severity::Low,
            Direction::Neutral => severity.min(Severity::Medium),
        };
        Found::new(
            id,
            direction,
            severity,
            format!("{what} {by} from {was} to {is}"),
            format!("{says}: {is} instead of {was}"),
        )
    };
    found.push(match &a.dimension {
        Dimension::Time
            if !(who == Actor::Reader && says(&["must", "shall"]))
                && says(&["notice", "notify", "inform you", "préavis", "preaviso", "frist", "通知"]) =>
        {
            let id = if less { "notice_shortened" } else { "notice_lengthened" };
            // Who gives the notice decides who gains.
            let ours = who != Actor::Reader;
            change(
                id,
                Some(less == ours),
                Severity::High,
                "notice",
                if less { "The notice is shorter" } else { "The notice is longer" },
            )
        }
        Dimension::Time if says(KEPT) && says(DATA) && !says(KEEPING) => {
            let id = if less { "retention_shortened" } else { "retention_lengthened" };
            change(
                id,
                Some(!less),
                Severity::Medium,
                "time data is kept",
                if less { "Data is kept for less time" } else { "Data is kept for longer" },
            )
        }
        Dimension::Time => {
            let id = if less { "deadline_shortened" } else { "deadline_lengthened" };
            let behind = |words: &[&str]| words.iter().any(|w| around.contains(&format!("{w} {}", is.to_lowercase())));
            let worse = match who {
                // "We give you seven days to respond": the time is the reader's.
                _ if says(GIVEN) => Some(less),
                _ if says(KEEPING) => Some(!less),
                // So long something is done to readers, or they wait.
                _ if says(ENDURED) && !says(&["notice", "appeal", "object", "respond"]) => Some(!less),
                _ if behind(&["after", "wait", "for at least"])
                    && says(&["you may", "you can", "may re", "can re"]) =>
                {
                    Some(!less)
                }
                // So long the provider takes for what readers wait for.
                _ if says(OWED) && !says(&["you must", "you have to", "you need to"]) => Some(!less),
                Actor::Reader => Some(less),
                Actor::Provider => Some(!less),
                Actor::Nobody => None,
            };
            change(
                id,
                worse,
                Severity::High,
                "a period",
                if less { "The period is shorter" } else { "The period is longer" },
            )
        }
        Dimension::Money(_) if says(&["liab", "damages", "exceed", "haft", "责任"]) => {
            let id = if less { "liability_cap_lowered" } else { "liability_cap_raised" };
            change(
                id,
                Some(less),
                Severity::High,
                "liability cap",
                if less { "The cap on liability is lower" } else { "The cap on liability is higher" },
            )
        }
        Dimension::Money(_) => {
            let id = if less { "amount_lowered" } else { "amount_raised" };
            let fee = says(&["fee", "charge", "pay", "price", "cost", "penalt", "fine", "费"]);
            change(
                id,
                fee.then_some(!less),
                Severity::High,
                if fee { "amount to pay" } else { "amount" },
                if less { "The amount is lower" } else { "The amount is higher" },
            )
        }
        Dimension::Age => {
            let id = if less { "age_limit_lowered" } else { "age_limit_raised" };
            change(
                id,
                None,
                Severity::Medium,
                "age limit",
                if less { "The age limit is lower" } else { "The age limit is higher" },
            )
        }
        Dimension::Percent => {
            let id = if less { "share_lowered" } else { "share_raised" };
            // What readers pay, or what they are paid.
            let threshold = says(&["exceed", "threshold", "more than", "less than", "at least", "if "]);
            let pays = says(&["we charge", "fee", "commission", "you pay", "surcharge"]);
            let earns = says(&["receive", "revenue", "earn", "payout"]);
            change(
                id,
                (pays != earns && !threshold).then_some(less == earns),
                Severity::High,
                "percentage",
                if less { "The percentage is lower" } else { "The percentage is higher" },
            )
        }
        // "The pier has more than 300 rings" limits nobody.
        Dimension::Count(_) if !says(LIMITS) || !says(STRICT) && !says(RULING) => return,
        Dimension::Count(what) => {
            let id = if less { "limit_lowered" } else { "limit_raised" };
            change(
                id,
                None,
                Severity::Medium,
                &format!("number of {what}"),
                if less { "The number is lower" } else { "The number is higher" },
            )
        }
    });
}
