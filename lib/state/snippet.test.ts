import { expect, it } from 'vitest';
import { parseToken } from '../jose/parse-token';
import { readKey } from '../jose/read-key';
import { verifyJws } from '../jose/verify-jws';
import { snippetOf } from './snippet';
import type { View } from './view';

/** The example of RFC 7515 appendix A.1, whose key is given in base64url. */
const text =
  'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const secret = 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow';

it('reads the secret in the encoding in which it verified', async () => {
  const token = parseToken(text);
  const reading = await readKey(secret);
  const verdict = await verifyJws(new AbortController().signal, token, reading);
  const { code } = snippetOf({ token, reading, verdict } as View, { issuer: 'joe' }, 'jose');
  expect(code).toContain("Buffer.from(process.env.JWT_SECRET, 'base64url')");
  expect(code).toContain("issuer: 'joe'");
  expect(code).not.toContain(secret);
});
