//! Pages of lists: the rows of one page, the way to the others, and the head that says which page it is.

use serde::Serialize;
use serde_json::Value;

use super::common::{breadcrumb_list, head, item_list, link, number, structured_data};
use crate::derive::{Directory, LISTED_CAPABILITIES};
use crate::domain::Route;
use crate::plan::{ROWS_A_PAGE, pages};
use crate::render::page::filters::{Choice, Filters};
use crate::render::page::row::ModelRow;
use crate::render::view::{Figure, Link, Page, Phrase, Shared};
use crate::resolve::{Place, Settings};

/// A page of a list of models; `component/model_list.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ModelList {
    /// The form that searches, filters and sorts; absent on further pages and where there is too little to search in.
    pub filters: Option<Filters>,
    /// The number of models in words: "5,276 models".
    pub count: Phrase,
    /// The heading of the second column: "Author" or "Provider"; absent where all rows share it.
    pub source_label: Option<String>,
    /// The heading of the dates: "Added" where the files say when the directory listed a model, "Released" where they do not, or "Dated" where some are one and some the other.
    pub date_label: String,
    /// Whether the rows say how many providers a model has.
    pub with_offers: bool,
    /// The rows of this page, 100 at most.
    pub rows: Vec<Shared<ModelRow>>,
    /// The way to the other pages; absent when there is one.
    pub pagination: Option<Pagination>,
    /// The capabilities that rows show as symbols: slug and short name.
    pub legend: Vec<Choice>,
}

/// The way through a list of several pages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Pagination {
    /// Where the reader is: "101 to 200 of 5,276".
    pub summary: String,
    /// The page before.
    pub previous: Option<Link>,
    /// The page after.
    pub next: Option<Link>,
    /// Every page, by number.
    pub pages: Vec<PageLink>,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct PageLink {
    /// Its number, from 1.
    pub number: u32,
    /// Its path below the root.
    pub url: String,
    /// Whether it is this page.
    pub current: bool,
}

/// One page of a list.
#[derive(Clone, Copy)]
pub(super) struct ListPage<'a> {
    /// Where the list stands.
    pub(super) route: &'a Route,
    /// The number of the page, from 1.
    pub(super) page: usize,
    /// What the list counts, one and many: `model`, `models`.
    pub(super) words: (&'a str, &'a str),
    /// The indexes of all rows.
    pub(super) rows: &'a [usize],
}

/// How many pages a page of a list links to; lists of more pages leave some out.
const MOST_LINKED: usize = 20;

/// How many pages before and after a page it links to in any case.
const NEAR: usize = 3;

/// How many round numbers between the first page and the last are linked.
const MOST_ROUND: usize = 12;

/// The pages that a page of a list links to: all of a short list, and of a long one those around it and round numbers, so that the links
/// of all pages together grow with the list and not with its square.
fn linked_pages(page: usize, last: usize) -> impl Iterator<Item = usize> {
    let step = round_step(last);
    let is_linked = move |other: &usize| {
        let is_near = other.abs_diff(page) <= NEAR;
        last <= MOST_LINKED || is_near || *other == 1 || *other == last || other.is_multiple_of(step)
    };
    (1..=last).filter(is_linked)
}

/// The distance of the round numbers: 10, 20, 50, 100 and so on.
fn round_step(last: usize) -> usize {
    let steps = (1..).flat_map(|zeros| [1, 2, 5].map(|digit| digit * 10_usize.pow(zeros)));
    steps.take_while(|step| *step < last).find(|step| last / step <= MOST_ROUND).unwrap_or(10)
}

/// What the symbols of rows stand for.
fn legend() -> Vec<Choice> {
    let words = LISTED_CAPABILITIES.iter().map(|capability| capability.words());
    words.map(|words| Choice { value: words.slug.to_owned(), text: words.short.to_owned() }).collect()
}

/// How many records of a page are listed for machines.
const MOST_ITEMS: usize = 10;

impl ListPage<'_> {
    /// The list on this page, without the headings of its columns.
    pub(super) fn list(&self, row: impl Fn(usize) -> Shared<ModelRow>) -> ModelList {
        ModelList {
            count: self.count(),
            rows: self.page_rows().iter().map(|at| row(*at)).collect(),
            pagination: self.pagination(),
            legend: legend(),
            ..ModelList::default()
        }
    }

    /// The number of rows in words, as a figure: "5,276 models".
    pub(super) fn count(&self) -> Phrase {
        let count = self.rows.len();
        let (one, many) = self.words;
        let figure = Figure::data("computed.models", count.to_string(), number(count));
        Phrase::new().figure(figure).text(format!(" {}", if count == 1 { one } else { many }))
    }

    /// The rows of this page.
    pub(super) fn page_rows(&self) -> &[usize] {
        let from = (self.page - 1) * ROWS_A_PAGE;
        &self.rows[from.min(self.rows.len())..(from + ROWS_A_PAGE).min(self.rows.len())]
    }

    pub(super) fn pagination(&self) -> Option<Pagination> {
        let last = pages(self.rows.len());
        if last == 1 {
            return None;
        }
        let from = (self.page - 1) * ROWS_A_PAGE;
        let (first, end) = (number(from + 1), number(from + self.page_rows().len()));
        let beside = |page: usize, text: &str| link(text, &self.route.page(page));
        let page_link = |page: usize| PageLink {
            number: u32::try_from(page).unwrap_or(u32::MAX),
            url: self.route.page(page).as_str().to_owned(),
            current: page == self.page,
        };
        Some(Pagination {
            summary: format!("{first} to {end} of {}", number(self.rows.len())),
            previous: (self.page > 1).then(|| beside(self.page - 1, "Previous page")),
            next: (self.page < last).then(|| beside(self.page + 1, "Next page")),
            pages: linked_pages(self.page, last).map(page_link).collect(),
        })
    }

    /// Links to the first records of this page, for machines.
    pub(super) fn first_records(&self, directory: &Directory, place: impl Fn(usize) -> Place) -> Vec<Link> {
        let records = self.page_rows().iter().take(MOST_ITEMS).map(|at| directory.record(place(*at)));
        records.map(|record| link(record.name.as_str(), &record.route)).collect()
    }

    /// The head of the page. The trail leads to the list; further pages add themselves to it and to the title. `records` are the first
    /// ones of the page, where it lists records.
    pub(super) fn head(
        &self,
        settings: &Settings,
        heading: &str,
        trail: Vec<Link>,
        records: &[Link],
    ) -> Page {
        let mut page = head(settings, &self.route.page(self.page), heading);
        let mut trail = trail;
        if self.page > 1 {
            let words = format!("Page {}", self.page);
            trail.push(link(words, &self.route.page(self.page)));
        }
        let items = item_list(settings, records, (self.page - 1) * ROWS_A_PAGE, self.rows.len());
        follow(&mut page, settings, trail, items);
        page
    }

    /// A title for search engines, with the number of a further page.
    pub(super) fn title(&self, title: &str) -> String {
        if self.page > 1 { format!("{title}, page {}", self.page) } else { title.to_owned() }
    }
}

/// Puts the trail to a page on it, in breadcrumbs and for machines, beside what else machines are told. A trail of one step is not shown.
pub(super) fn follow(page: &mut Page, settings: &Settings, trail: Vec<Link>, more: Option<Value>) {
    let steps = if trail.len() > 1 { trail } else { Vec::new() };
    page.json_ld = structured_data(breadcrumb_list(settings, &steps).into_iter().chain(more));
    page.breadcrumbs = steps;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(page: usize, rows: &[usize]) -> ListPage<'_> {
        static ROUTE: std::sync::LazyLock<Route> = std::sync::LazyLock::new(Route::models);
        ListPage { route: &ROUTE, page, words: ("model", "models"), rows }
    }

    #[test]
    fn a_short_list_has_no_pagination() {
        let list = part(1, &[0]).list(|_| ModelRow::default().into());
        assert_eq!((list.count.plain(), list.rows.len(), list.pagination), ("1 model", 1, None));
        assert_eq!(part(1, &[]).count().plain(), "0 models");
    }

    #[test]
    fn every_page_links_to_the_others() {
        let rows: Vec<usize> = (0..1_201).collect();
        let last = part(13, &rows).list(|at| ModelRow { key: at.to_string(), ..ModelRow::default() }.into());
        let keys: Vec<_> =
            last.rows.iter().map(|row| row.value().get_from_path("key").unwrap().to_string()).collect();
        assert_eq!(keys, ["1200"]);
        let pagination = last.pagination.unwrap();
        assert_eq!(pagination.summary, "1,201 to 1,201 of 1,201");
        assert_eq!(pagination.previous, Some(Link::internal("Previous page", "models/page/12/")));
        assert_eq!((pagination.next, pagination.pages.len()), (None, 13));
        assert_eq!(pagination.pages[0].url, "models/");
        let first = part(1, &rows).list(|_| ModelRow::default().into()).pagination.unwrap();
        assert_eq!(first.summary, "1 to 100 of 1,201");
        assert_eq!(first.next.unwrap().url, "models/page/2/");
    }

    #[test]
    fn a_page_of_a_long_list_links_to_those_around_it_and_to_round_numbers() {
        let linked = |page, last| linked_pages(page, last).collect::<Vec<_>>();
        assert_eq!(linked(9, 20), (1..=20).collect::<Vec<_>>());
        assert_eq!(linked(1, 51), [1, 2, 3, 4, 10, 20, 30, 40, 50, 51]);
        assert_eq!(
            linked(333, 500),
            [1, 50, 100, 150, 200, 250, 300, 330, 331, 332, 333, 334, 335, 336, 350, 400, 450, 500]
        );
        assert!((1..5_000).step_by(7).all(|last| linked(last / 2, last).len() <= 2 * NEAR + MOST_ROUND + 3));
    }

    #[test]
    fn a_further_page_says_so_in_title_and_trail() {
        let rows: Vec<usize> = (0..101).collect();
        let settings = Settings { base_url: Some("https://a.example/".to_owned()), ..Settings::default() };
        let trail = || vec![link("Models", &Route::models())];
        let records = [link("A", &Route::models())];
        let page = part(2, &rows).head(&settings, "Models", trail(), &records);
        let crumbs: Vec<_> = page.breadcrumbs.iter().map(|crumb| crumb.text.as_str()).collect();
        assert_eq!((crumbs, page.heading.as_str()), (vec!["Models", "Page 2"], "Models"));
        assert_eq!(part(2, &rows).title("Models"), "Models, page 2");
        let json_ld = page.json_ld.unwrap();
        assert!(json_ld.as_str().contains("https://a.example/models/page/2/"));
        assert!(
            json_ld
                .as_str()
                .contains(r#""numberOfItems":101,"itemListElement":[{"@type":"ListItem","position":101"#)
        );
        let first = part(1, &rows).head(&settings, "Models", trail(), &[]);
        assert_eq!((first.breadcrumbs.len(), first.json_ld), (0, None));
    }
}
