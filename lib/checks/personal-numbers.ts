/** Ranges of card numbers (ISO/IEC 7812) by their first digits and their length: the large schemes alone. */
const cardRanges: readonly { pattern: RegExp }[] = [
  { pattern: /^4\d{15}$/ },
  { pattern: /^(?:5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d{2}|7[01]\d|720)\d{12})$/ },
  { pattern: /^3[47]\d{13}$/ },
  { pattern: /^6(?:011|5\d{2}|4[4-9]\d)\d{12}$/ },
  { pattern: /^35(?:2[89]|[3-8]\d)\d{12}$/ },
];

/** Lengths of IBANs by country (ISO 13616, the SWIFT registry): others are not taken for one. */
const ibanLengths: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...{
      AD: 24,
      AT: 20,
      BE: 16,
      BG: 22,
      CH: 21,
      CY: 28,
      CZ: 24,
      DE: 22,
      DK: 18,
      EE: 20,
      ES: 24,
      FI: 18,
      FR: 27,
      GB: 22,
    },
    ...{
      GR: 27,
      HR: 21,
      HU: 28,
      IE: 22,
      IS: 26,
      IT: 27,
      LI: 21,
      LT: 20,
      LU: 20,
      LV: 21,
      MC: 27,
      MT: 31,
      NL: 18,
      NO: 15,
    },
    ...{
      PL: 28,
      PT: 25,
      RO: 24,
      SE: 24,
      SI: 19,
      SK: 24,
      SM: 27,
      TR: 26,
      AE: 23,
      SA: 24,
      IL: 23,
      BR: 29,
      UA: 29,
      RS: 22,
    },
  }),
);

/** The check digit of cards (ISO/IEC 7812-1 annex B). */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** The check digits of an IBAN (ISO 7064, modulo 97 is 1). */
function passesIban(iban: string): boolean {
  let rest = 0;
  for (const letter of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(letter, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** What number a text is, by its form and check digits: a card’s, an account’s, a US social security number; or undefined. */
export function describeNumber(text: string): string | undefined {
  if (text.length < 11 || text.length > 42 || !/^[0-9A-Za-z]{2}[0-9 -]/.test(text)) return undefined;
  if (/^\d{3}-\d{2}-\d{4}$/.test(text) && !/^(?:000|666|9)/.test(text)) return 'a social security number';
  const digits = text.replace(/[ -]/g, '');
  if (/^\d{15,16}$/.test(digits)) {
    const isCard = cardRanges.some(({ pattern }) => pattern.test(digits)) && passesLuhn(digits);
    // The same digit all along passes the test and is a placeholder.
    return isCard && !/^(\d)\1+$/.test(digits) ? 'a card number' : undefined;
  }
  const compact = digits.toUpperCase();
  if (/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(compact) && ibanLengths.get(compact.slice(0, 2)) === compact.length) {
    return passesIban(compact) ? 'a bank account number' : undefined;
  }
  return undefined;
}
