import { LANGUAGES } from './json-language';
import { rangeOf } from './line-map';
import type { Monaco } from './monaco';
import { paneOf } from './pane';

/** Hover texts come from the pane's `explain`, shown as text. */
export function registerHover(monaco: Monaco): void {
  monaco.languages.registerHoverProvider([...LANGUAGES], {
    provideHover(model, position) {
      const pane = paneOf(model);
      if (!pane) return null;
      const offset = pane.lines().offsetAt(position);
      const explanation = pane.explain(offset);
      if (!explanation) return null;
      const paragraphs = [`**${plain(explanation.title)}**`, ...explanation.lines.map(plain)];
      return {
        range: rangeOf(pane.lines(), { start: offset, end: offset }),
        contents: [{ value: paragraphs.join('\n\n'), isTrusted: false, supportHtml: false, supportThemeIcons: false }],
      };
    },
  });
}

/**
 * Text that Monaco's Markdown renders as itself. A backslash before every ASCII punctuation mark (CommonMark, "Backslash
 * escapes") leaves no link, image, HTML or autolinked address; marks that reorder text are made visible.
 */
export function plain(text: string): string {
  return text
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
    .replace(/[!-/:-@[-`{-~]/g, '\\$&')
    .replace(/\s+/g, ' ')
    .trim();
}
