import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { html, reportStyle, reportStyleHash } from './report-html';
import { code, prose } from './report-markdown';
import { plain } from './report-sarif';
import { safeJson, visible } from './report-text';

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '[click](javascript:alert(1))',
  '![x](https://evil.example/pixel)',
  '`code` ```fence``` `',
  '``',
  '` ',
  '\n# A heading\n- a list\n\n---\n',
  '*bold* _it_ ~~no~~ | a | b |',
  '@someone see #1 and https://evil.example and www.evil.example',
  '&lt;b&gt; &#x3c;',
  '\u202egnp.exe\u202c \u200b\u2066x\u2069',
  '\u0000\u0007\u001b[31m\u009b',
  '\ud800 and \udfff alone',
  '{0} {1} [link](1) \\[',
  '\u2028\u2029\ufeff\u{e0041}',
];

describe('hostile text', () => {
  it.each(hostile)('%j is seen for what it is', (text) => {
    expect(visible(text)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    expect(visible(text).replace(/⟨U\+([0-9A-F]+)⟩/g, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)))).toBe(
      text,
    );
  });

  it.each(hostile)('%j is one code span in Markdown, on one line', (text) => {
    const span = code(text);
    expect(span).not.toContain('\n');
    const fence = /^`+/.exec(span)?.[0] ?? '';
    expect(fence).not.toBe('');
    expect(span.endsWith(fence)).toBe(true);
    expect(span.slice(fence.length, -fence.length).match(/`+/g) ?? []).not.toContain(fence);
  });

  it.each(hostile)('%j is no markup in a sentence in Markdown', (text) => {
    const sentence = prose(text);
    if (sentence === code(text)) return;
    expect(sentence).not.toMatch(/(?<!\\)[`*_[\]<>#|~&]/);
  });

  it.each(hostile)('%j is no markup in HTML', (text) => {
    expect(html(text)).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);
  });

  it.each(hostile)('%j is no link and no place for an argument in SARIF', (text) => {
    expect(plain(text).text.replace(/\\[\\[\]]|\{\{|\}\}/g, '')).not.toMatch(/[[\]{}\\]/);
  });

  it.each(hostile)('%j comes back from JSON, which itself hides nothing', (text) => {
    const json = safeJson({ [text]: text });
    expect(JSON.parse(json)).toEqual({ [text]: text });
    expect(json).not.toMatch(/[^\n\P{C}]|[\p{Zl}\p{Zp}]/u);
  });
});

it('the policy of the HTML report lets through its own style', () => {
  expect(reportStyleHash).toBe(createHash('sha256').update(reportStyle).digest('base64'));
});
