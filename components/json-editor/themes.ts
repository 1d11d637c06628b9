import type { editor } from 'monaco-editor/editor';
import type { Monaco } from './monaco';

export const THEME = 'page';

/** Gives Monaco the page's colours, now and whenever the page's or the system's theme changes. */
export function followTheme(monaco: Monaco): void {
  const apply = () => {
    monaco.editor.defineTheme(THEME, createTheme(readColors()));
    monaco.editor.setTheme(THEME);
  };
  apply();
  new MutationObserver(apply).observe(document.documentElement, { attributeFilter: ['data-theme', 'class', 'style'] });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
}

type Color = readonly [red: number, green: number, blue: number];
type Colors = Record<'surface' | 'ink' | 'muted' | 'header' | 'payload', Color>;

/** The page's tokens as resolved colours. A token that is missing or not sRGB falls back to black on white. */
function readColors(): Colors {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const read = (name: string, fallback: Color): Color => {
    probe.style.color = '';
    probe.style.color = `var(--color-${name}, transparent)`;
    const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(getComputedStyle(probe).color);
    return parts ? [Number(parts[1]), Number(parts[2]), Number(parts[3])] : fallback;
  };
  const ink = read('ink', [0, 0, 0]);
  const colors = {
    surface: read('surface', [255, 255, 255]),
    ink,
    muted: read('muted', ink),
    header: read('header', ink),
    payload: read('payload', ink),
  };
  probe.remove();
  return colors;
}

function createTheme({ surface, ink, muted, header, payload }: Colors): editor.IStandaloneThemeData {
  const dark = surface[0] + surface[1] + surface[2] < 384;
  const raised = hex(mix(surface, ink, dark ? 0.06 : 0));
  const border = hex(mix(surface, ink, 0.2));
  return {
    base: dark ? 'vs-dark' : 'vs',
    inherit: false,
    rules: [
      { token: '', foreground: hex(ink).slice(1) },
      { token: 'string.name.json-header', foreground: hex(header).slice(1) },
      { token: 'string.name.json-payload', foreground: hex(payload).slice(1) },
    ],
    colors: {
      foreground: hex(ink),
      focusBorder: '#00000000', // the pane around the editor shows the focus
      'editor.background': hex(surface),
      'editor.foreground': hex(ink),
      'editorCursor.foreground': hex(ink),
      'editor.selectionBackground': `${hex(payload)}40`,
      'editor.inactiveSelectionBackground': `${hex(payload)}26`,
      'editor.rangeHighlightBackground': '#00000000',
      'editor.findMatchBackground': `${hex(payload)}66`,
      'editor.findMatchHighlightBackground': `${hex(payload)}2e`,
      'editor.foldBackground': `${hex(ink)}14`,
      'editorBracketMatch.background': `${hex(ink)}14`,
      'editorBracketMatch.border': hex(mix(surface, ink, 0.4)),
      'editorGutter.foldingControlForeground': hex(muted),
      'editorError.foreground': hex(header),
      'editorWidget.background': raised,
      'editorWidget.foreground': hex(ink),
      'editorWidget.border': border,
      'widget.shadow': '#00000026',
      'input.background': hex(surface),
      'input.foreground': hex(ink),
      'input.border': border,
      'input.placeholderForeground': hex(muted),
      'inputOption.activeBackground': `${hex(payload)}33`,
      'icon.foreground': hex(ink),
      'list.hoverBackground': `${hex(ink)}0f`,
      'list.activeSelectionBackground': `${hex(payload)}2e`,
      'list.activeSelectionForeground': hex(ink),
      'editorSuggestWidget.selectedBackground': `${hex(payload)}2e`,
      'editorSuggestWidget.selectedForeground': hex(ink),
      'editorSuggestWidget.highlightForeground': hex(payload),
      'editorSuggestWidget.focusHighlightForeground': hex(payload),
      'menu.background': raised,
      'menu.foreground': hex(ink),
      'menu.selectionBackground': `${hex(payload)}2e`,
      'menu.selectionForeground': hex(ink),
      'menu.separatorBackground': border,
      'scrollbarSlider.background': `${hex(ink)}33`,
      'scrollbarSlider.hoverBackground': `${hex(ink)}4d`,
      'scrollbarSlider.activeBackground': `${hex(ink)}66`,
    },
  };
}

function mix(from: Color, to: Color, share: number): Color {
  const [red, green, blue] = from.map((value, index) => Math.round(value + ((to[index] ?? value) - value) * share));
  return [red ?? 0, green ?? 0, blue ?? 0];
}

function hex(color: Color): string {
  return `#${color.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
