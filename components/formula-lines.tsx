import type { FormulaWord } from '@/lib/state/formula';

const WORDS = {
  header: 'text-header',
  payload: 'text-payload',
  'encrypted-key': 'text-encrypted-key',
  vector: 'text-vector',
  tag: 'text-signature',
  key: 'font-semibold',
  plain: '',
} as const;

type FormulaLinesProps = {
  lines: readonly FormulaWord[][];
  /** The lines after the first one go on with it. */
  indent?: boolean;
};

/** A formula's lines, its words in the colours of the parts that they stand for. */
export function FormulaLines({ lines, indent = false }: FormulaLinesProps) {
  return lines.map((line, row) => (
    // A formula's lines never change their order.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <span key={row} className={`block whitespace-pre-wrap ${indent && row > 0 ? 'pl-[2ch]' : ''}`}>
      {line.map(({ text, kind }, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <span key={column} className={WORDS[kind]}>
          {text}
        </span>
      ))}
    </span>
  ));
}
