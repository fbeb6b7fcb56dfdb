/**
 * Bounds of an effect on those who would be found either way, whatever those not found would have said.
 *
 * Where more are found in one group, the surplus may be anybody: the bounds cut that share off the top and off the bottom of the
 * answers of that group. They hold where treatment was by lot and changes being found in one direction only.
 *
 * @param y        answers; only those of people found are read
 * @param treated  0 or 1
 * @param found    0 or 1
 * @returns        null when a group has nobody, or nobody who was found
 * @source Lee (2009), Training, wages, and sample selection: estimating sharp bounds on treatment effects, Review of Economic Studies 76
 */
export function leeBounds(
  y: Float64Array,
  treated: Uint8Array,
  found: Uint8Array,
  weight: Float64Array,
): { readonly low: number; readonly high: number } | null {
  const asked = [0, 0];
  const answered = [0, 0];
  const total = [0, 0];
  for (let i = 0; i < y.length; i++) {
    const t = treated[i];
    asked[t] += weight[i];
    if (found[i] === 0) continue;
    answered[t] += weight[i];
    total[t] += weight[i] * y[i];
  }
  if (answered[0] === 0 || answered[1] === 0) return null;
  const means = [total[0] / answered[0], total[1] / answered[1]];
  const rates = [answered[0] / asked[0], answered[1] / asked[1]];
  if (rates[0] === rates[1]) return { low: means[1] - means[0], high: means[1] - means[0] };
  const cut = rates[1] > rates[0] ? 1 : 0;
  const keep = (answered[cut] * rates[1 - cut]) / rates[cut];
  const order: number[] = [];
  for (let i = 0; i < y.length; i++) if (treated[i] === cut && found[i] === 1) order.push(i);
  order.sort((a, b) => y[a] - y[b]);
  const least = meanOfFirst(order, y, weight, keep);
  const most = meanOfFirst(order.reverse(), y, weight, keep);
  return cut === 1
    ? { low: least - means[0], high: most - means[0] }
    : { low: means[1] - most, high: means[1] - least };
}

/** The mean over people in order until their weight is `keep`; the last one counts in part. */
function meanOfFirst(order: readonly number[], y: Float64Array, weight: Float64Array, keep: number): number {
  let left = keep;
  let total = 0;
  for (const i of order) {
    const part = Math.min(left, weight[i]);
    total += part * y[i];
    left -= part;
    if (left <= 0) break;
  }
  return total / (keep - Math.max(0, left));
}
