// What is read from Lighthouse's reports (https://github.com/GoogleChrome/lighthouse/blob/main/docs/understanding-results.md).

/** What the performance score is made of, by the audit's id, in Lighthouse's own order. */
const METRICS = {
  'first-contentful-paint': 'FCP ms',
  'largest-contentful-paint': 'LCP ms',
  'total-blocking-time': 'TBT ms',
  'cumulative-layout-shift': 'CLS',
  'speed-index': 'speed index ms',
};

/** How many elements are named for an audit. */
const PLACES = 3;

/** The one in the middle, the lower of two. */
export const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)];

/** The median score of each category, 0 to 100, as Lighthouse shows it. */
export function medianScores(reports) {
  const names = Object.keys(reports[0].categories);
  return Object.fromEntries(
    names.map((name) => [
      name,
      median(reports.map(({ categories }) => Math.round((categories[name].score ?? 0) * 100))),
    ]),
  );
}

/** The metrics of one run, and what each scored, from 0 to 1; nothing where the performance was not measured. */
export function metricsOf({ audits }) {
  return Object.fromEntries(
    Object.entries(METRICS)
      .filter(([id]) => audits[id])
      .map(([id, name]) => [name, `${Number(audits[id].numericValue.toFixed(3))} (${audits[id].score})`]),
  );
}

/** The audits that cost a category points in most of the runs, a line each. */
export function failingAudits(reports) {
  const failures = new Map();
  for (const { categories, audits } of reports) {
    for (const { title, auditRefs } of Object.values(categories)) {
      for (const { id, weight } of auditRefs) {
        const { score, title: audit, displayValue = '', details } = audits[id];
        if (weight === 0 || score === null || score === 1) continue;
        const places = (details?.items ?? [])
          .flatMap(({ node }) => (node?.selector ? [node.selector] : []))
          .slice(0, PLACES);
        const line = [`${title}: ${audit} [${id}]`, displayValue, ...places].filter(Boolean).join(' · ');
        const failure = failures.get(id) ?? { scores: [], line };
        failure.scores.push(score);
        failures.set(id, failure);
      }
    }
  }
  return [...failures.values()]
    .filter(({ scores }) => scores.length * 2 > reports.length)
    .map(({ scores, line }) => `${line}, score ${median(scores)}`);
}

/** The tasks that blocked the page longest in one run, a line each: what their time went to is for the browser's profiler. */
export function longTasks({ audits }) {
  return (audits['long-tasks']?.details?.items ?? [])
    .slice(0, PLACES)
    .map(
      ({ url, startTime, duration }) => `a task of ${Math.round(duration)} ms at ${Math.round(startTime)} ms, ${url}`,
    );
}
