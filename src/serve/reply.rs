//! Answers: a content with its tag becomes an answer, or `304` if the client has it already.

use std::convert::Infallible;

use bytes::Bytes;
use http_body_util::{Either, Full};
use hyper::header::{
    ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderMap,
    HeaderName, HeaderValue, IF_MATCH, IF_NONE_MATCH, LOCATION, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use hyper::http::request::Parts;
use hyper::{Method, Response, StatusCode};

use super::event_stream::EventStream;

/// What an answer holds: bytes, or a stream of events.
pub(super) type Body = Either<Full<Bytes>, EventStream>;

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
        // What was not found has no state that a condition could speak of.
        if let Some(status) = condition(&request.headers, &self.etag).filter(|_| status == StatusCode::OK) {
            let mut reply = empty(status);
            reply.headers_mut().insert(ETAG, value(&self.etag));
            return reply;
        }
        let mut reply = empty(status);
        let headers = reply.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.media_type));
        headers.insert(CONTENT_LENGTH, self.bytes.len().into());
        headers.insert(ETAG, value(&self.etag));
        if request.method != Method::HEAD {
            *reply.body_mut() = Either::Left(Full::new(self.bytes.clone()));
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
    let mut reply = words(request, StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are supported");
    reply.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    reply
}

/// Says that too many pages listen, and lets go of this one at once.
pub(super) fn too_many(request: &Parts) -> Reply {
    let mut reply = words(request, StatusCode::SERVICE_UNAVAILABLE, "too many open pages");
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
    const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");
    const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
    let headers = reply.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin"));
    headers.insert(ROBOTS, HeaderValue::from_static("noindex"));
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(CONTENT_SECURITY_POLICY, value(policy));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
}

/// A header's value; what no header can hold is left out.
fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// Evaluates the conditions of a request, in the order of RFC 9110, section 13.2.2: the status to answer with, or `None` if the content is
/// sent. Those on dates are ignored, as the standard has it where nothing says when a content was modified.
fn condition(headers: &HeaderMap, etag: &str) -> Option<StatusCode> {
    if headers.contains_key(IF_MATCH) && !names(headers, &IF_MATCH, etag, false) {
        return Some(StatusCode::PRECONDITION_FAILED);
    }
    names(headers, &IF_NONE_MATCH, etag, true).then_some(StatusCode::NOT_MODIFIED)
}

/// Whether the lists of a header name a tag, or anything at all. A weak tag counts only where `weak` ones do.
fn names(headers: &HeaderMap, header: &HeaderName, etag: &str, weak: bool) -> bool {
    let lists = headers.get_all(header).iter().filter_map(|list| list.to_str().ok());
    lists
        .into_iter()
        .any(|list| list.trim() == "*" || tags(list).any(|(is_weak, tag)| tag == etag && (weak || !is_weak)))
}

/// The tags of a list, with whether each is weak. A comma may stand inside of a tag. What is no tag ends the list.
fn tags(mut list: &str) -> impl Iterator<Item = (bool, &str)> {
    std::iter::from_fn(move || {
        list = list.trim_start_matches([' ', '\t', ',']);
        let strong = list.strip_prefix("W/").unwrap_or(list);
        let end = strong.strip_prefix('"')?.find('"')? + 2;
        let (is_weak, tag) = (strong.len() < list.len(), &strong[..end]);
        list = &strong[end..];
        Some((is_weak, tag))
    })
}

/// A body of events for an answer.
pub(super) fn events(events: EventStream) -> Reply {
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
    fn a_known_tag_needs_no_bytes() {
        let tag = answer(&[]).1[ETAG].to_str().unwrap().to_owned();
        for known in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".to_owned()] {
            assert_eq!(answer(&[(IF_NONE_MATCH, &known)]).0, 304, "{known}");
        }
        assert_eq!(answer(&[(IF_NONE_MATCH, "\"x\"")]).0, 200);
    }

    #[test]
    fn conditions_are_evaluated_as_the_standard_says() {
        use hyper::header::{IF_MODIFIED_SINCE, IF_UNMODIFIED_SINCE};
        let tag = answer(&[]).1[ETAG].to_str().unwrap().to_owned();
        let (weak, inside) = (format!("W/{tag}"), format!("\"x,{},y\"", tag.trim_matches('"')));
        let other = "\"x\"";
        let all = format!("{other} ,, W/\"y\",{tag}");
        let day = "Tue, 24 Nov 2026 00:00:00 GMT";
        for (headers, status) in [
            (vec![(IF_MATCH, tag.as_str())], 200),
            (vec![(IF_MATCH, "*")], 200),
            (vec![(IF_MATCH, &all)], 200),
            (vec![(IF_MATCH, other)], 412),
            (vec![(IF_MATCH, &weak)], 412),
            (vec![(IF_MATCH, &inside)], 412),
            (vec![(IF_MATCH, "nonsense")], 412),
            (vec![(IF_MATCH, other), (IF_NONE_MATCH, &tag)], 412),
            (vec![(IF_MATCH, other), (IF_MATCH, &tag)], 200),
            (vec![(IF_MATCH, &tag), (IF_NONE_MATCH, &tag)], 304),
            (vec![(IF_NONE_MATCH, &all)], 304),
            (vec![(IF_NONE_MATCH, &inside)], 200),
            (vec![(IF_NONE_MATCH, other), (IF_MODIFIED_SINCE, day)], 200),
            (vec![(IF_MODIFIED_SINCE, day)], 200),
            (vec![(IF_UNMODIFIED_SINCE, day)], 200),
        ] {
            assert_eq!(answer(&headers).0, status, "{headers:?}");
        }
    }

    #[test]
    fn what_was_not_found_has_no_conditions() {
        let request = Request::builder().uri("/").header(IF_MATCH, "\"x\"").body(()).unwrap();
        let reply = Content::new("none", "text/plain").answer(&request.into_parts().0, StatusCode::NOT_FOUND);
        assert_eq!(reply.status(), StatusCode::NOT_FOUND);
    }
}
