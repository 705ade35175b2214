//! Gives each page a path of its own where ids meet on one: ids that differ only in case or in characters that no path has.

use foldhash::HashSet;

use super::catalog::{Catalog, Organization, Place};
use super::codes::DUPLICATE_PATH;
use super::contest;
use super::record::Record;
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::domain::Route;
use crate::domain::route::with_mark;

/// A page that wants a path.
struct Claim<'a> {
    route: &'a str,
    /// The exact id.
    id: &'a str,
    /// What tells claims with one id apart.
    key: &'a str,
    /// Whether its file chooses the path.
    has_slug: bool,
    /// Whether the path is the id itself.
    is_exact: bool,
}

/// A page whose path another one keeps.
struct Move {
    loser: usize,
    winner: usize,
    route: Route,
}

/// Gives every record a route of its own. Reports those whose route another one keeps.
pub(super) fn settle_records(catalog: &mut Catalog, diags: &mut Diagnostics) {
    let models = (0..catalog.models.len()).map(Place::Model);
    let places: Vec<Place> = models.chain((0..catalog.offers.len()).map(Place::Offer)).collect();
    let claims: Vec<Claim<'_>> =
        places.iter().map(|place| claim(catalog.at(*place), catalog.organization(*place))).collect();
    let moves = settle(&claims);
    if moves.is_empty() {
        return;
    }
    let routes: HashSet<&str> = claims.iter().map(|claim| claim.route).collect();
    for Move { loser, winner, route } in &moves {
        let [loser, winner] = [loser, winner].map(|at| places[*at]);
        diags.push(report(catalog, loser, catalog.at(winner), route, &routes));
    }
    for Move { loser, route, .. } in moves {
        catalog.at_mut(places[loser]).route = route;
    }
}

/// Gives every author, or every provider, a route of its own. `example` is a file of each, at which it is reported.
pub(super) fn settle_organizations(
    organizations: &mut [Organization],
    example: impl Fn(&str) -> Option<Span>,
    diags: &mut Diagnostics,
) {
    let claims: Vec<Claim<'_>> = organizations
        .iter()
        .map(|organization| Claim {
            route: organization.route.as_str(),
            id: &organization.id,
            key: organization.key.as_str(),
            has_slug: false,
            is_exact: organization.route.as_str().trim_end_matches('/') == organization.key.as_str(),
        })
        .collect();
    for Move { loser, winner, route } in settle(&claims) {
        let (path, other) = (organizations[loser].route.clone(), organizations[winner].key.clone());
        if let Some(span) = example(&organizations[loser].id) {
            let message = format!("`{path}` is also the path of `{other}`");
            let help = format!("rename one of the two; otherwise its path is `{route}`");
            diags.push(Diagnostic::new(&DUPLICATE_PATH, span, message).help(help));
        }
        organizations[loser].route = route;
    }
}

fn claim<'a>(record: &'a Record, organization: &Organization) -> Claim<'a> {
    let route = record.route.as_str();
    let below = route.strip_prefix(organization.route.as_str()).unwrap_or(route).trim_end_matches('/');
    Claim {
        route,
        id: &record.id,
        key: record.key.as_str(),
        has_slug: record.source.node("slug").is_some(),
        is_exact: record
            .id
            .strip_suffix(below)
            .is_some_and(|rest| rest.is_empty() || rest.strip_suffix('/') == Some(organization.id.as_str())),
    }
}

/// Decides who keeps each path, and gives the others one with the mark of their id. The order of the claims plays no part.
fn settle(claims: &[Claim<'_>]) -> Vec<Move> {
    let rank = |at: usize| {
        let Claim { id, key, has_slug, is_exact, .. } = &claims[at];
        (!has_slug, !is_exact, *id, *key)
    };
    let (holders, mut losers) = contest::decide(claims.len(), |at| claims[at].route, rank);
    losers.sort_unstable_by_key(|at| (claims[*at].id, claims[*at].key));
    let mut given: HashSet<String> = HashSet::default();
    let moves = losers.into_iter().map(|loser| {
        let Claim { route, id, .. } = &claims[loser];
        // Another mark is needed only where somebody has chosen the first one as an id or a slug.
        let marked = (0_usize..).map(|count| match count {
            0 => with_mark(route, id),
            _ => with_mark(route, &format!("{id}\n{count}")),
        });
        let is_free =
            |path: &String| !holders.contains_key(format!("{path}/").as_str()) && !given.contains(path);
        let path = marked.into_iter().find(is_free).expect("there are more marks than records");
        given.insert(path.clone());
        Move { loser, winner: holders[route], route: Route::folder(path) }
    });
    moves.collect()
}

fn report(
    catalog: &Catalog,
    loser: Place,
    winner: &Record,
    route: &Route,
    routes: &HashSet<&str>,
) -> Diagnostic {
    let (record, organization) = (catalog.at(loser), catalog.organization(loser));
    let below = |route: &Route| {
        let path = route.as_str().strip_prefix(organization.route.as_str()).unwrap_or(route.as_str());
        path.trim_end_matches('/').to_owned()
    };
    let slugs = (2_u32..).map(|number| format!("{}-{number}", below(&record.route)));
    let is_free = |slug: &String| !routes.contains(format!("{}{slug}/", organization.route).as_str());
    let slug = slugs.into_iter().find(is_free).expect("there are more numbers than records");
    let message = format!("`{}` is also the path of `{}`", record.route, winner.path);
    Diagnostic::new(&DUPLICATE_PATH, path_span(record), message)
        .label(path_span(winner), "the other one")
        .help(format!("give it its own path: `slug = \"{slug}\"`; otherwise it is `{}`", below(route)))
}

/// Where the path of a record is written: its `slug`, its `id`, or the name of its file.
fn path_span(record: &Record) -> Span {
    let written = record.source.span("slug").or_else(|| record.source.span("id"));
    written.unwrap_or_else(|| Span::whole(record.file))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim<'a>(route: &'a str, id: &'a str, has_slug: bool) -> Claim<'a> {
        Claim { route, id, key: id, has_slug, is_exact: route == format!("m/{id}/") }
    }

    /// The ids with their final paths, sorted.
    fn settled(mut claims: Vec<Claim<'_>>) -> Vec<String> {
        let mut drawn = Vec::new();
        for _ in 0..claims.len() {
            claims.rotate_left(1);
            let moves = settle(&claims);
            let path = |at: usize| moves.iter().find(|it| it.loser == at).map(|it| it.route.as_str());
            let all = claims.iter().enumerate();
            let mut all: Vec<String> =
                all.map(|(at, claim)| format!("{} {}", claim.id, path(at).unwrap_or(claim.route))).collect();
            all.sort();
            drawn.push(all);
        }
        assert!(drawn.iter().all(|all| *all == drawn[0]), "the order decides: {drawn:?}");
        drawn.swap_remove(0)
    }

    #[test]
    fn the_id_that_is_the_path_keeps_it_and_otherwise_the_smallest() {
        let claims = vec![claim("m/a-b/", "A-B", false), claim("m/a-b/", "a-b", false)];
        let marked = crate::domain::route::mark("A-B");
        assert_eq!(settled(claims), [format!("A-B m/a-b-{marked}/"), "a-b m/a-b/".to_owned()]);
        let claims =
            vec![claim("m/a-b/", "a@b", false), claim("m/a-b/", "a:b", false), claim("m/a-b/", "a+b", false)];
        assert_eq!(settled(claims)[0], "a+b m/a-b/");
    }

    #[test]
    fn a_slug_keeps_its_path() {
        let claims = vec![claim("m/a/", "z", true), claim("m/a/", "a", false)];
        assert_eq!(settled(claims)[1], "z m/a/");
    }

    #[test]
    fn a_mark_that_somebody_has_is_not_given_twice() {
        let taken = format!("a-{}", crate::domain::route::mark("A"));
        let route = format!("m/{taken}/");
        let paths =
            settled(vec![claim("m/a/", "a", false), claim("m/a/", "A", false), claim(&route, &taken, true)]);
        let distinct: HashSet<&str> = paths.iter().map(|line| line.split(' ').nth(1).unwrap()).collect();
        assert_eq!(distinct.len(), 3, "{paths:?}");
    }
}
