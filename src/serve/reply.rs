//! Answers: a content with its tag becomes a whole answer, a part of it, or the word that nothing changed.

use std::convert::Infallible;
use std::ops::Range;

use bytes::Bytes;
use http_body_util::{Either, Full};
use hyper::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, IF_NONE_MATCH, IF_RANGE, LOCATION, RANGE,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use hyper::http::request::Parts;
use hyper::{Method, Response, StatusCode};

use super::events::Events;

/// What an answer holds: bytes, or a stream of events.
pub(super) type Body = Either<Full<Bytes>, Events>;

/// An answer.
pub(super) type Reply = Response<Body>;

/// Something that can be answered with, and the tag that tells its bytes from others.
#[derive(Clone, Debug)]
pub(super) struct Content {
    pub(super) bytes: Bytes,
    pub(super) media_type: &'static str,
    etag: String,
}

impl Content {
    pub(super) fn new(bytes: impl Into<Bytes>, media_type: &'static str) -> Self {
        let bytes = bytes.into();
        let etag = format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..16]);
        Self { bytes, media_type, etag }
    }

    /// Answers a request with this content.
    pub(super) fn answer(&self, request: &Parts, status: StatusCode) -> Reply {
        let is_found = status == StatusCode::OK;
        if is_found && matches(&request.headers, &self.etag) {
            let mut reply = empty(StatusCode::NOT_MODIFIED);
            reply.headers_mut().insert(ETAG, value(&self.etag));
            return reply;
        }
        let part = if is_found { part(request, self) } else { Part::Whole };
        let length = self.bytes.len();
        let (status, range) = match part {
            Part::Whole => (status, 0..length),
            Part::Of(range) => (StatusCode::PARTIAL_CONTENT, range),
            Part::Nowhere => {
                let mut reply = empty(StatusCode::RANGE_NOT_SATISFIABLE);
                reply.headers_mut().insert(CONTENT_RANGE, value(&format!("bytes */{length}")));
                return reply;
            }
        };
        let mut reply = empty(status);
        let headers = reply.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.media_type));
        headers.insert(CONTENT_LENGTH, range.len().into());
        headers.insert(ETAG, value(&self.etag));
        headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
        if status == StatusCode::PARTIAL_CONTENT {
            let place = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            headers.insert(CONTENT_RANGE, value(&place));
        }
        if request.method != Method::HEAD {
            *reply.body_mut() = Either::Left(Full::new(self.bytes.slice(range)));
        }
        reply
    }
}

/// An answer without a body.
pub(super) fn empty(status: StatusCode) -> Reply {
    let mut reply = Response::new(Either::Left(Full::default()));
    *reply.status_mut() = status;
    reply
}

/// Says something in plain words.
pub(super) fn words(request: &Parts, status: StatusCode, text: &str) -> Reply {
    Content::new(format!("{text}\n"), "text/plain; charset=utf-8").answer(request, status)
}

/// Says that a method is not answered.
pub(super) fn wrong_method(request: &Parts) -> Reply {
    let mut reply = words(request, StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered here");
    reply.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    reply
}

/// Says that too many pages listen, and lets go of this one at once.
pub(super) fn too_many(request: &Parts) -> Reply {
    let mut reply = words(request, StatusCode::SERVICE_UNAVAILABLE, "too many pages are open");
    reply.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    reply
}

/// Leads to another path of this site.
pub(super) fn redirect(path: &str, query: Option<&str>) -> Reply {
    let mut reply = empty(StatusCode::FOUND);
    let location = query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    reply.headers_mut().insert(LOCATION, value(&location));
    reply
}

/// Adds what stands on every answer: the headers of a published site, and that nothing is kept unasked.
pub(super) fn protect(reply: &mut Reply, policy: &str) {
    const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
    let headers = reply.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin"));
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(CONTENT_SECURITY_POLICY, value(policy));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
}

/// A header's value; what no header can hold is left out.
fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// Whether a client already has these bytes.
fn matches(headers: &HeaderMap, etag: &str) -> bool {
    let lists = headers.get_all(IF_NONE_MATCH).iter().filter_map(|list| list.to_str().ok());
    let mut tags = lists.flat_map(|list| list.split(',')).map(str::trim);
    tags.any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

/// The part of a content that is asked for.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    Whole,
    Of(Range<usize>),
    Nowhere,
}

/// The part that a request asks for. Several parts at once are answered with the whole, as a server may.
fn part(request: &Parts, content: &Content) -> Part {
    let headers = &request.headers;
    let is_same = headers.get(IF_RANGE).is_none_or(|tag| tag.as_bytes() == content.etag.as_bytes());
    let wanted = headers.get(RANGE).filter(|_| is_same && request.method == Method::GET);
    wanted
        .and_then(|range| range.to_str().ok())
        .and_then(|range| range_of(range, content.bytes.len()))
        .unwrap_or(Part::Whole)
}

/// Reads `bytes=0-99`, `bytes=100-` and `bytes=-100`; nothing where it is none of them.
fn range_of(text: &str, length: usize) -> Option<Part> {
    let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
    let number =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<usize>().ok())?;
    let range = match (first, last) {
        ("", last) => length.saturating_sub(number(last)?)..length,
        (first, "") => number(first)?..length,
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            if last < first {
                return None;
            }
            first..last.saturating_add(1).min(length)
        }
    };
    Some(if range.start < range.end { Part::Of(range) } else { Part::Nowhere })
}

/// A body of events for an answer.
pub(super) fn events(events: Events) -> Reply {
    let mut reply = Response::new(Either::Right(events));
    reply.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    reply.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    reply
}

/// Bodies never fail while they are made.
pub(super) type NoError = Infallible;

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::Request;

    fn answer(headers: &[(HeaderName, &str)]) -> (u16, HeaderMap) {
        let mut request = Request::builder().uri("/");
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let content = Content::new("0123456789", "text/plain");
        let reply = content.answer(&request.body(()).unwrap().into_parts().0, StatusCode::OK);
        (reply.status().as_u16(), reply.headers().clone())
    }

    #[test]
    fn a_part_is_read_as_clients_write_it() {
        assert_eq!(range_of("bytes=0-3", 10), Some(Part::Of(0..4)));
        assert_eq!(range_of("bytes=4-", 10), Some(Part::Of(4..10)));
        assert_eq!(range_of("bytes=-3", 10), Some(Part::Of(7..10)));
        assert_eq!(range_of("bytes=-30", 10), Some(Part::Of(0..10)));
        assert_eq!(range_of("bytes=3-99", 10), Some(Part::Of(3..10)));
        assert_eq!(range_of("bytes=10-", 10), Some(Part::Nowhere));
        assert_eq!(range_of("bytes=-0", 10), Some(Part::Nowhere));
        for strange in
            ["bytes=3-1", "bytes=a-b", "lines=1-2", "bytes=1-2,4-5", "bytes=", "bytes=-", "bytes=+1-2"]
        {
            assert!(matches!(range_of(strange, 10), None | Some(Part::Whole)), "{strange}");
        }
    }

    #[test]
    fn a_known_tag_needs_no_bytes() {
        let tag = answer(&[]).1[ETAG].to_str().unwrap().to_owned();
        for known in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".to_owned()] {
            assert_eq!(answer(&[(IF_NONE_MATCH, &known)]).0, 304, "{known}");
        }
        assert_eq!(answer(&[(IF_NONE_MATCH, "\"x\"")]).0, 200);
        assert_eq!(answer(&[(RANGE, "bytes=0-1"), (IF_RANGE, &tag)]).0, 206);
        assert_eq!(answer(&[(RANGE, "bytes=0-1"), (IF_RANGE, "\"old\"")]).0, 200);
        assert_eq!(answer(&[(RANGE, "bytes=50-")]).0, 416);
    }
}
