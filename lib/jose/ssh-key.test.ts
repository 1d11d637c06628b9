import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encodeBase64 } from '../encoding/base64url';
import { writePem } from '../encoding/pem';
import { writeSshStrings } from '../encoding/ssh-wire';
import { encodeUtf8 } from '../encoding/utf8';
import { exportKey } from './export-key';
import type { Key, KeyReading } from './key';
import { readKey } from './read-key';

/** Made by ssh-keygen for these tests: the line of the .pub file, and the private file. */
const pairs: [string, string, string][] = [
  [
    'RSA private key, 1024 bits',
    'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQD30smf5ZAi7YzTt+MeKjERJ7zFDBH58ZSDBlrQrYjwfEXi9GIOUapIzMV/EQoR32fq+twgkASA4fxkqVXCLy1NYrOcSnn8EwK87x42ELdj1PHO9P+RGusj4jv6/klP7KUKhqDFViVGisZIJ44yXsKhd4Q8i6p4JhFQtMRrN10sLw==',
    `-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAlwAAAAdzc2gtcn
NhAAAAAwEAAQAAAIEA99LJn+WQIu2M07fjHioxESe8xQwR+fGUgwZa0K2I8HxF4vRiDlGq
SMzFfxEKEd9n6vrcIJAEgOH8ZKlVwi8tTWKznEp5/BMCvO8eNhC3Y9TxzvT/kRrrI+I7+v
5JT+ylCoagxVYlRorGSCeOMl7CoXeEPIuqeCYRULTEazddLC8AAAIAXc3GnV3Nxp0AAAAH
c3NoLXJzYQAAAIEA99LJn+WQIu2M07fjHioxESe8xQwR+fGUgwZa0K2I8HxF4vRiDlGqSM
zFfxEKEd9n6vrcIJAEgOH8ZKlVwi8tTWKznEp5/BMCvO8eNhC3Y9TxzvT/kRrrI+I7+v5J
T+ylCoagxVYlRorGSCeOMl7CoXeEPIuqeCYRULTEazddLC8AAAADAQABAAAAgQCDEHOZoO
sNzdxAzGvNNDsm+4EWJUAMk/sbIG0/F8foh5DeaqjBMeeBAOsiPHy63xAyceGhRwlasCmv
gu7b999Yl4IBnhKPcfih4YVWTRSSuspxeyynzUgpkMtFiDuYfAPa8VtWZ7XO6cYjvOvaYr
c0tsa+sz+y1/K8bmqyNKDcYQAAAEBJ+58lASrRI8D4WEUz2v238Z0rwcGq/9QLyXUjyQDM
LWnuD0jSSmVcZuUUvt6GlLhBI5ILZCSS17i2fkCBjJDbAAAAQQD9BGeZpJUZ6FPCsNrCwu
soWEaMnpSG/nyAoUXyOuZU2In8peGJWx5DJ4JqB4IWHAB9sKarngs53ChGjcTuzEZ7AAAA
QQD6vrVLu3OGgDiWSiQv1AiHg19rBaTJse24A8dPHPjxq2uc3xcvK4uFiXW94jizHcFIVE
xiWZve9c//EymVJrzdAAAACHRlc3Qga2V5AQI=
-----END OPENSSH PRIVATE KEY-----
`,
  ],
  [
    'EC private key, P-256',
    'ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBCc+TWcjiEOXIdhtr7vDo6K9OjszQSkcTjAIi7aNdkmhV3+QRFMbgRthzd+eEGVzyl1PTIQVSBVV626IX9wk/cA=',
    `-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAaAAAABNlY2RzYS
1zaGEyLW5pc3RwMjU2AAAACG5pc3RwMjU2AAAAQQQnPk1nI4hDlyHYba+7w6OivTo7M0Ep
HE4wCIu2jXZJoVd/kERTG4EbYc3fnhBlc8pdT0yEFUgVVetuiF/cJP3AAAAAqFP5GEpT+R
hKAAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBCc+TWcjiEOXIdht
r7vDo6K9OjszQSkcTjAIi7aNdkmhV3+QRFMbgRthzd+eEGVzyl1PTIQVSBVV626IX9wk/c
AAAAAhAMwfJrUtzI09mxb2uFdT7EfY+vueLokxgXsCvYm8Sul2AAAACHRlc3Qga2V5AQID
BAUGBw==
-----END OPENSSH PRIVATE KEY-----
`,
  ],
  [
    'EC private key, P-521',
    'ecdsa-sha2-nistp521 AAAAE2VjZHNhLXNoYTItbmlzdHA1MjEAAAAIbmlzdHA1MjEAAACFBABAiTceoa0LuOBHlWGgU1NJRh0/myvy7eD0e7OLzB3sPi0n3idTO0zVTaw11/tG0pqbWJNvvEns8F6LRXxUMpMLZwC61cJ/RoHuUi8w4z/wNTlY/sfYE91iTWmCL10HOBwGb7wMtGKRNlHdpBaIIp8xmhmiXSHRlDccrKkn7rK7pE7Enw==',
    `-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAArAAAABNlY2RzYS
1zaGEyLW5pc3RwNTIxAAAACG5pc3RwNTIxAAAAhQQAQIk3HqGtC7jgR5VhoFNTSUYdP5sr
8u3g9Huzi8wd7D4tJ94nUztM1U2sNdf7RtKam1iTb7xJ7PBei0V8VDKTC2cAutXCf0aB7l
IvMOM/8DU5WP7H2BPdYk1pgi9dBzgcBm+8DLRikTZR3aQWiCKfMZoZol0h0ZQ3HKypJ+6y
u6ROxJ8AAAEI8y8j4/MvI+MAAAATZWNkc2Etc2hhMi1uaXN0cDUyMQAAAAhuaXN0cDUyMQ
AAAIUEAECJNx6hrQu44EeVYaBTU0lGHT+bK/Lt4PR7s4vMHew+LSfeJ1M7TNVNrDXX+0bS
mptYk2+8SezwXotFfFQykwtnALrVwn9Gge5SLzDjP/A1OVj+x9gT3WJNaYIvXQc4HAZvvA
y0YpE2Ud2kFoginzGaGaJdIdGUNxysqSfusrukTsSfAAAAQgCTZMkv2XLbb6ZsD2BThLEE
VNzh/Oj4G/2cR2p85HjCXWs+0KNXyiPVeXfjIOiyUH86wsKlGT2m7XjwbJCldXKDNgAAAA
h0ZXN0IGtleQEC
-----END OPENSSH PRIVATE KEY-----
`,
  ],
  [
    'Ed25519 private key',
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBwbSBLjZYFLsiJD2GWlsS/GhS5DHsLcyMgWQ30X3m10',
    `-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
QyNTUxOQAAACAcG0gS42WBS7IiQ9hlpbEvxoUuQx7C3MjIFkN9F95tdAAAAJDTlIYI05SG
CAAAAAtzc2gtZWQyNTUxOQAAACAcG0gS42WBS7IiQ9hlpbEvxoUuQx7C3MjIFkN9F95tdA
AAAEAuX5A1Dt15KBRAXg0Xv+Ix36UppMf+ABcDh+8VoaNP3hwbSBLjZYFLsiJD2GWlsS/G
hS5DHsLcyMgWQ30X3m10AAAACHRlc3Qga2V5AQIDBAU=
-----END OPENSSH PRIVATE KEY-----
`,
  ],
];

const encrypted = `-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGAAAABC+lxhXQf
E70XoX+YpZYsXGAAAAEAAAAAEAAAAzAAAAC3NzaC1lZDI1NTE5AAAAICWfGUkeH5MDNN5j
pyXIIUUAs8td3jchFRRKMJ0D5jNEAAAAkNw4xgmQMx1vJFl4/QLUfV/rI2tU3znLrE6PTG
eb4ZkFu3W6qTw3d5BvRQCXj2arEH+lax8ooMf98v7MgT9c2HSXIgeP4KIzPxbqhtcIrjls
HpOcz04pBRhnLcMN6x/nMewBX8OyUHnG+paFRvJyULbEXpL93Gy0WMyeH9hWBvNUSaqQur
O1zfvvBmrhj9eMmQ==
-----END OPENSSH PRIVATE KEY-----
`;

function keyOf(reading: KeyReading): Key {
  if (reading.kind !== 'key') throw new Error(`a key was expected, not ${reading.kind}`);
  return reading.key;
}
const outcomeOf = (reading: KeyReading) =>
  reading.kind === 'unreadable' ? `${reading.code}: ${reading.reason}` : reading.kind;
const lineOf = (...fields: Uint8Array[]) => `ssh-rsa ${encodeBase64(writeSshStrings(...fields))}`;

describe('an OpenSSH key', () => {
  it.each(pairs)('of ssh-keygen is read, both halves: %s', async (description, line, text) => {
    const secret = keyOf(await readKey(text));
    const open = keyOf(await readKey(`${line} someone@example\n`));
    expect([secret.description, secret.source, open.source]).toEqual([description, 'openssh', 'openssh']);
    expect(secret.thumbprint).toBe(open.thumbprint);
    expect(open.isPrivate).toBe(false);
    const privateKey = createPrivateKey({ key: secret.jwk, format: 'jwk' });
    const publicKey = createPublicKey({ key: open.jwk, format: 'jwk' });
    expect(createPublicKey(privateKey).equals(publicKey)).toBe(true);
    const hash = secret.type === 'OKP' ? null : 'sha256';
    expect(verify(hash, encodeUtf8('x'), publicKey, sign(hash, encodeUtf8('x'), privateKey))).toBe(true);
  });

  it.each(pairs)('is written as ssh-keygen writes it: %s', async (_description, line, text) => {
    const outcome = await exportKey(keyOf(await readKey(text)), 'openssh-public');
    expect(outcome).toEqual({ kind: 'exported', text: `${line}\n`, fileName: 'public-key.pub' });
  });

  it('has the exponents that OpenSSH leaves out', async () => {
    const { d, p, q, dp, dq } = keyOf(await readKey(pairs[0]?.[2] ?? '')).jwk;
    const number = (text: unknown) => BigInt(`0x${Buffer.from(String(text), 'base64url').toString('hex')}`);
    expect([dp, dq].map(number)).toEqual([number(d) % (number(p) - 1n), number(d) % (number(q) - 1n)]);
  });

  it('in several lines is a set, with what cannot be used of it', async () => {
    const lines = [...pairs.map(([, line]) => line), '# no key', '', 'ssh-dss AAAAB3NzaC1kc3M=', ''];
    expect(await readKey(lines.join('\n'))).toMatchObject({
      kind: 'key-set',
      keys: [{ type: 'RSA' }, { curve: 'P-256' }, { curve: 'P-521' }, { curve: 'Ed25519' }],
      problems: [{ index: 4, reason: 'The OpenSSH key is of the type "ssh-dss", which has no JWK form.' }],
    });
  });

  it('is read from the form of RFC 4716 too', async () => {
    const [, line = ''] = pairs[1] ?? [];
    const body = line.split(' ')[1]?.replace(/.{70}/g, '$&\n');
    const comment = 'Comment: "a comment that goes \\\non in the next line"';
    const text = `---- BEGIN SSH2 PUBLIC KEY ----\n${comment}\n${body}\n---- END SSH2 PUBLIC KEY ----\n`;
    expect(keyOf(await readKey(text)).thumbprint).toBe(keyOf(await readKey(line)).thumbprint);
  });

  it.each<[string, string, string]>([
    [
      'an encrypted one',
      encrypted,
      'unsupported-key: This OpenSSH private key is encrypted with a passphrase, which is not supported here; "ssh-keygen -p" takes it off a copy.',
    ],
    [
      'a hardware key',
      `sk-ssh-ed25519@openssh.com ${encodeBase64(writeSshStrings(encodeUtf8('sk-ssh-ed25519@openssh.com')))}`,
      'unsupported-key: The OpenSSH key is of the type "sk-ssh-ed25519@openssh.com", which has no JWK form.',
    ],
    ['a cut off line', pairs[0]?.[1].slice(0, 100) ?? '', 'malformed-pem: This is not a readable OpenSSH public key.'],
    [
      'a line without its numbers',
      lineOf(encodeUtf8('ssh-rsa')),
      'malformed-pem: This is not a readable OpenSSH public key.',
    ],
    [
      'a PuTTY key',
      'PuTTY-User-Key-File-3: ssh-ed25519\n',
      'unsupported-key: This is a PuTTY key (.ppk), which is not read here; PuTTYgen exports it as an OpenSSH key.',
    ],
    ...['', 'openssh-key-v1\0', 'openssh-key-v1\0\0\0\0\u0004none'].map(
      (content) =>
        [
          `a private key of ${content.length} octets`,
          writePem('OPENSSH PRIVATE KEY', encodeUtf8(content || 'x')),
          'malformed-pem: This is not a readable OpenSSH private key.',
        ] satisfies [string, string, string],
    ),
  ])('that cannot be read is named: %s', async (_name, text, outcome) => {
    expect(outcomeOf(await readKey(text))).toBe(outcome);
  });

  it('stays a secret when only its first word is that of a key', async () => {
    expect(outcomeOf(await readKey('ssh-rsa is a key type'))).toBe('secret');
  });

  it('cannot be made of a type that SSH lacks', async () => {
    for (const pair of [generateKeyPairSync('ed448'), generateKeyPairSync('ec', { namedCurve: 'secp256k1' })]) {
      const key = keyOf(await readKey(pair.publicKey.export({ format: 'pem', type: 'spki' }) as string));
      expect(await exportKey(key, 'openssh-public')).toEqual({
        kind: 'cannot-export',
        reason: 'OpenSSH has no keys of this type.',
      });
    }
  });
});
