// Answers that every engine and every later version must give; computed once with this code in Node 20.20. A change here
// changes all results: it needs a line in CHANGELOG under "Results change".

/** keyOf('forewarned', 1, 0, 'exposure') */
export const KNOWN_KEY = [-1351404270, 620830970];
/** weekly of that key, week 17, counter 2 */
export const KNOWN_WEEK = [733172064, -1488235891];
/** bits of that week for ids 0, 1, 2, 1,999,999 and -1 */
export const KNOWN_BITS = [379692723, 2003353176, 891117289, 1532137840, 867532126];
/** uniform of that week for id 1 */
export const KNOWN_UNIFORM = 0.4664420485496521;
