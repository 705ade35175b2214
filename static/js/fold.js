// A text as it is searched: letters without their accents, whether these are parts of them or stand behind them, characters of full width as
// plain ones, and nothing that is not seen.
const folded = (text) =>
  /^[ -~]*$/.test(text) ? text : text.normalize("NFKD").replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, "").normalize("NFC");
