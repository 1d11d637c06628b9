'use client';

import { useMemo, useState } from 'react';
import { formatJson } from '@/lib/encoding/json-format';
import { viewOf } from '@/lib/state/view';
import { JsonLines, MOST_LINES } from './json-lines';
import { useSelect } from './store-context';

/** As much of the claims as a page draws at once without a pause. */
const MOST_SHOWN = 100_000;

/** The claims as a verifier gets them: with the disclosed ones in their places, without digests. To read only. */
export function DisclosedClaims() {
  const { token, sdJwt, busy } = useSelect(viewOf);
  const found = sdJwt?.reading.claims;
  const [last, setLast] = useState({ payload: token.payload?.encoded, claims: found });
  // While a switched disclosure is checked its issuer's claims stay as they were: they are gone in a blink.
  const claims = found ?? (busy && last.payload === token.payload?.encoded ? last.claims : undefined);
  if (found !== undefined && found !== last.claims) setLast({ payload: token.payload?.encoded, claims: found });
  const { text, isShort } = useMemo(() => {
    const { shown } = formatJson(claims ?? '');
    return { text: shown.slice(0, MOST_SHOWN), isShort: shown.split('\n', MOST_LINES + 1).length <= MOST_LINES };
  }, [claims]);
  return (
    <section aria-label="Disclosed claims" className="field-text min-h-0 flex-1 overflow-y-auto">
      {isShort ? <JsonLines part="payload" text={text} marked={undefined} problems={[]} /> : text}
      {claims === undefined && !busy && 'The payload is not a JSON object.'}
    </section>
  );
}
