import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import type { Key } from '../jose/key';

/** Public halves whose private halves are printed, by RFC 7638 SHA-256 thumbprint, and where they are printed. */
const publicKeys: ReadonlyMap<string, string> = new Map([
  ['oGDmHqCJ7yzMkWEkrlZVHkvrHIyQwtlDmeq5ForUHeY', 'jwt.io (RSA)'],
  ['19J8y7Zprt2-QKLjF2I5pVk0OELX6cY2AfaAv1LC_w8', 'jwt.io (P-256)'],
  ['iTqXXI0zbAnJCKDaobfhkM1f-6rMSpTfyZMRp_2tKI8', 'jwt.io (P-384)'],
  ['xZDfZpry4P9vZPZyG2fNBRj-7Lz5omVdm7tHoCgSNfY', 'jwt.io (P-521)'],
  ['QBeWNRsYJ8Gd0ovgTO17OrzkRbfxu_hA8blamxD_Lf8', 'jwt.io (Ed25519)'],
  ['imzaJ8oo4nvQPyfxdCviNGO58idIMCNqB-fuHXCV9f8', 'jwt.io (ML-DSA-44)'],
  ['JlEZy2kQxdkX3EAEzhjBxVgQ8MMQiGnTN9QGiDx4_30', 'jwt.io (ML-DSA-65)'],
  ['hmzqm6n32R-HyCrMEDncGKJ8cDi4MAVtuH3Yp060TfY', 'jwt.io (ML-DSA-87)'],
  ['IsUn6_e04MaShXFIISMp4kG62LWzMIPy_MvSA5pJgX8', 'RFC 7515 appendix A.2'],
  ['oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U', 'RFC 7515 appendix A.3'],
  ['u5YUSjQ2-2chBi51NSk3t3g7IM4o2KYcnPqPtCNGd3U', 'RFC 7515 appendix A.4'],
  ['xtIsOV1FqKH77AI_A3jdTg5QfdabzqI-LNpYTPi0IgI', 'RFC 7516 appendix A.1'],
  ['_K0fXS8wlsT7Tn3vvZrs9qdKUIqi5AxQ5EVk41xi_BM', 'RFC 7516 appendix A.2'],
  ['cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s', 'RFC 7517 appendix A'],
  ['NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs', 'RFC 7517 appendix A'],
  ['dHri3SADZkrush5HU_50AoRhcKFryN-PI6jPBtPL55M', 'RFC 7520 §3.2'],
  ['9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI', 'RFC 7520 §3.4'],
  ['kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k', 'RFC 8037 appendix A'],
  ['T4xl70S7MT6Zeq6r9V9fPJGVn76wfnXJ21-gyo0Gu6o', 'RFC 9964 (ML-DSA-44)'],
  ['Suiu29qbfuaBaR4Ats-c6XQBePB_OpAxAwcTR_0KXVM', 'RFC 9964 (ML-DSA-65)'],
  ['tRn1JNIkgMsABVQBlXeDHxAIcclh-2IX0UdDEzPt5XU', 'RFC 9964 (ML-DSA-87)'],
]);

/** Secrets that are printed, in base64url, and where. */
const secrets: ReadonlyMap<string, string> = new Map([
  ['AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow', 'RFC 7515 appendix A.1'],
  ['GawgguFyGrWKav7AX4VKUg', 'RFC 7516 appendix A.3'],
  ['hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg', 'RFC 7520 §3.5'],
  ['AAPapAv4LbFbiVawEjagUBluYqN5rhna-8nuldDvOx8', 'RFC 7520 §3.6'],
  ...[
    'a-string-secret-at-least-256-bits-long',
    'a-valid-string-secret-that-is-at-least-384-bits-long',
    'a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long',
    'your-256-bit-secret',
    'your-384-bit-secret',
    'your-512-bit-secret',
  ].map((text) => [encodeBase64url(encodeUtf8(text)), 'jwt.io'] as const),
]);

/** Where a key or the octets of a secret are printed for everyone to see; undefined for any that are not known here. */
export function demoSecret(key: Key | Uint8Array): string | undefined {
  if (key instanceof Uint8Array) return key.length > 200 ? undefined : secrets.get(encodeBase64url(key));
  return key.type === 'oct' ? secrets.get(key.jwk.k ?? '') : publicKeys.get(key.thumbprint);
}
