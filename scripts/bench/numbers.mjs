/** The one in the middle, the higher of two. */
export const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

export const medianOf = (samples, name) => median(samples.map((sample) => sample[name]));

export const round = (number, digits = 0) => Number(number.toFixed(digits));

/**
 * The median of the ratios of samples taken in turns: what slows the machine down for a while slows both of a pair, so this
 * holds still where the ratio of two medians does not.
 */
export const ratioOf = (samples, others, name) => median(samples.map((sample, i) => sample[name] / others[i][name]));

/** The median of the differences of samples taken in turns. */
export const differenceOf = (samples, others, name) =>
  median(samples.map((sample, i) => sample[name] - others[i][name]));
