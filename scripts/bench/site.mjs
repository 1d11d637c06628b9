// Where a page has what is measured: the debugger by its accessible names, another site by the selectors of the command line.

/** The debugger: its fields by role and name. */
export const DEBUGGER = {
  tokenField: (page) => page.getByRole('textbox', { name: 'Token', exact: true }),
  shown: (page) => page.getByRole('region', { name: 'Payload', exact: true }),
  keyField: (page) => page.getByRole('textbox', { name: 'Key', exact: true }),
  verdict: (page) => page.getByRole('status', { name: 'Verdict', exact: true }),
  verified: 'Valid signature',
};

/** A bare textarea, where pasted text is shown by the field itself. */
export const BARE_PAGE =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title><link rel="icon" href="data:,">' +
  '<h1>Bare</h1><textarea aria-label="Token" rows="20" cols="100"></textarea>';
export const BARE = { tokenField: (page) => page.getByRole('textbox'), keyField: (page) => page.getByRole('textbox') };

/**
 * Another site. Without selectors the token field is the first that can be seen and typed into, and the payload is shown when
 * the value of its first claim stands anywhere on the page, where an encoded token has it not.
 */
export function otherSite({ tokenField, shown, keyField, verdict, verified }) {
  return {
    tokenField: (page) =>
      tokenField
        ? page.locator(tokenField).first()
        : page.locator('textarea, [contenteditable="true"], input[type="text"]').locator('visible=true').first(),
    shown: (page) => page.locator(shown ?? 'body').first(),
    keyField: keyField && ((page) => page.locator(keyField).first()),
    verdict: verdict && ((page) => page.locator(verdict).first()),
    verified,
  };
}
