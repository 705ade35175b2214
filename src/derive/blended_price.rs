//! What 1M tokens of a model cost in the mix of input and output that the calculator starts with: one number to compare models by.

use rust_decimal::Decimal;

use super::Directory;
use super::calculator::{Basis, TYPICAL, bill};
use crate::domain::{Currency, Place};

impl Directory {
    /// What 1M tokens of the typical request cost, in dollars and with the markup if there is one, by the arithmetic of the calculator.
    ///
    /// `None` if the model is not charged by token in dollars, is retired, or costs nothing.
    pub fn blended_price(&self, place: Place) -> Option<Decimal> {
        let tariff = self.tariff(place).ok().filter(|tariff| tariff.currency == Currency::USD)?;
        let Basis::Tokens(services) = tariff.basis else { return None };
        let request = bill(&services[0], &TYPICAL)?.request?.decimal();
        let tokens = Decimal::from(TYPICAL.input + TYPICAL.output);
        let price = request.checked_mul(Decimal::from(1_000_000))?.checked_div(tokens)?;
        (!price.is_zero()).then(|| price.normalize())
    }
}

#[cfg(test)]
mod tests {
    use crate::derive::fixture::Site;

    fn price(text: &str) -> Option<String> {
        let directory = Site::new().model("a/m", text).derive();
        directory.blended_price(directory.find("models/a/m")).map(|price| price.to_string())
    }

    #[test]
    fn the_price_is_that_of_the_mix_of_the_calculator() {
        assert_eq!(price("cost = { input = 1, output = 6 }").as_deref(), Some("2"));
        assert_eq!(price("cost = { input = 0.15, output = 0.6 }").as_deref(), Some("0.24"));
        assert_eq!(price("cost = { input = 0, output = 0 }"), None);
        assert_eq!(price("[cost]\nstate = \"free\""), None);
        assert_eq!(price("status = \"retired\"\ncost = { input = 1, output = 6 }"), None);
        assert_eq!(price("cost = { currency = \"EUR\", input = 1, output = 6 }"), None);
        assert_eq!(price(""), None);
    }
}
