// Statistics of repeated runs.

/** @param {number[]} values */
export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** @param {number[]} values */
export const spread = (values) => ({ median: median(values), min: Math.min(...values), max: Math.max(...values) });
