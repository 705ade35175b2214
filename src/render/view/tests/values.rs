use tera::{Context, Value};

use super::super::*;

#[test]
fn markup_stays_safe_on_its_way_into_a_template() {
    let row =
        (Link::internal("<b>", "models/a/b/"), Cell::known(Figure::data("cost.input", "0.15", "$0.15")));
    let mut context = Context::new();
    context.insert_value("row", Value::from_serializable(&row));
    let drawn = tera::Tera::one_off("{{ row[0].text }} {{ row[1] }}", &context, true).unwrap();
    assert_eq!(drawn, r#"&lt;b&gt; <data value="0.15" data-fact="cost.input">$0.15</data>"#);
}

#[test]
fn markup_is_a_plain_string_in_other_formats() {
    let json = serde_json::to_string(&Html::from_text("a < b")).unwrap();
    assert_eq!(json, r#""a &lt; b""#);
}
