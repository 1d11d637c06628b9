/** Where a fact is written down: what to call it and where to read it. */
export type Source = { readonly label: string; readonly url: string };

/** An RFC, by its number, and a section of it where one is named: "RFC 7519 §4.1.4". */
export function rfc(number: number, section?: string): Source {
  const url = `https://www.rfc-editor.org/rfc/rfc${number}`;
  return section === undefined
    ? { label: `RFC ${number}`, url }
    : { label: `RFC ${number} §${section}`, url: `${url}#section-${section}` };
}

/** OpenID Connect Core 1.0, with errata set 2, by the anchor of the section. */
export function openidCore(section: string, anchor: string): Source {
  return {
    label: `OpenID Connect Core §${section}`,
    url: `https://openid.net/specs/openid-connect-core-1_0.html#${anchor}`,
  };
}

/** A specification that is not an RFC. */
export function publication(label: string, url: string): Source {
  return { label, url };
}
