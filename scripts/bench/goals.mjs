/** One frame of a screen of 60 Hz, ms. */
const FRAME = 1000 / 60;

/**
 * The goals beside what was measured, a row each; what was not measured is left out. Sizes in KB of 1000 bytes.
 * @param results `loads`, `pastes` and `verifies` by row name, as bench.mjs makes them
 */
export function judge({ loads, pastes, verifies }) {
  const rows = [];
  const add = (goal, measured, limit, unit = '') => {
    if (measured === undefined || Number.isNaN(measured)) return;
    rows.push({
      goal: `${goal} ≤ ${limit}${unit}`,
      measured: `${measured}${unit}`,
      'met?': measured <= limit ? 'yes' : 'NO',
    });
  };
  const [fast, slow] = [loads['page, 1× CPU'], loads['page, 4× CPU']];
  add('bytes until usable', fast?.['usable: KB'], 150, ' KB');
  add('requests until usable', fast?.requests, 12);
  add('requests to others', fast?.['to others'], 0);
  const peer = loads['peer, 1× CPU'];
  if (peer) add('first paint, of the peer’s', Number((fast['FCP ms'] / peer['FCP ms']).toFixed(2)), 0.5, '×');
  add('blocked while loading', fast?.['blocked ms'], 0, ' ms');
  add('blocked while loading, 4× CPU', slow?.['blocked ms'], 50, ' ms');
  for (const [size, limit] of Object.entries({ '1 KB': 1.2, '100 KB': 1.3, '1 MB': 1.5 })) {
    add(`paste of ${size}, of a bare textarea’s`, pastes[`page, ${size}, 1× CPU`]?.ratio, limit, '×');
  }
  add('paste of 1 KB, 4× CPU', pastes['page, 1 KB, 4× CPU']?.['page ms'], 80, ' ms');
  const large = pastes['page, 1 MB, 1× CPU'];
  add('paste of 1 MB, longest task beyond the textarea’s', large?.['task beyond ms'], 50, ' ms');
  for (const [alg, row] of Object.entries(verifies)) {
    add(
      `verdict after pasting a key, ${alg}, beyond a bare paste and the crypto`,
      row['beyond ms'],
      Number(FRAME.toFixed(1)),
      ' ms',
    );
  }
  return rows;
}
