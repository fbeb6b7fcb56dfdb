// Elementary functions from + - * / and Math.sqrt only. Math.exp and its kin differ between engines in about one
// argument of ten; the basic operations of IEEE 754 do not, so these give the same bits everywhere.

const bytes = new ArrayBuffer(8);
const float = new Float64Array(bytes);
const words = new Int32Array(bytes);
/** Where the sign and the exponent of `float[0]` lie: the order of words depends on the machine and is asked, not assumed. */
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const LOG2_E = Math.LOG2E;
/** Exponent of the smallest number above 0. */
const LOWEST = -1074;
/** 2^-1074 ... 2^1023; each is a product of exact doublings or halvings, and so exact itself. */
const powersOfTwo = new Float64Array(1023 - LOWEST + 1);
powersOfTwo[-LOWEST] = 1;
for (let k = 1; k <= 1023; k++) powersOfTwo[k - LOWEST] = 2 * powersOfTwo[k - 1 - LOWEST];
for (let k = -1; k >= LOWEST; k--) powersOfTwo[k - LOWEST] = powersOfTwo[k + 1 - LOWEST] / 2;

/**
 * e to the power of x, within 1 ulp; 0 below -745.13 and Infinity above 709.78.
 *
 * @source fdlibm e_exp.c (Sun Microsystems, 1993): x = n ln 2 + r, a rational approximation of exp(r), then scaling by 2^n
 */
export function exp(x: number): number {
  if (!(x > -745.2)) return Number.isNaN(x) ? x : 0;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  const n = Math.floor(x * LOG2_E + 0.5);
  const high = x - n * LN2_HIGH;
  const low = n * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  // In two steps where 2^n itself is subnormal or too large, so that the result is rounded only once.
  if (n < -1021) return y * powersOfTwo[n + 60 - LOWEST] * powersOfTwo[-60 - LOWEST];
  if (n > 1023) return y * 2 * powersOfTwo[n - 1 - LOWEST];
  return y * powersOfTwo[n - LOWEST];
}

/**
 * Natural logarithm, within 1 ulp; -Infinity at 0, NaN below.
 *
 * @source fdlibm e_log.c (Sun Microsystems, 1993): x = 2^k (1 + f), and a polynomial in f / (2 + f)
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  const subnormal = x < 2.2250738585072014e-308;
  float[0] = subnormal ? x * powersOfTwo[54 - LOWEST] : x;
  const top = words[HIGH];
  const fraction = top & 0xfffff;
  // Moves the mantissa into sqrt(1/2) ... sqrt(2), where f is small on both sides.
  const carry = (fraction + 0x95f64) & 0x100000;
  words[HIGH] = fraction | (carry ^ 0x3ff00000);
  const k = (subnormal ? -54 : 0) + (top >> 20) - 1023 + (carry >> 20);
  const f = float[0] - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + (even + odd)) + k * LN2_LOW) - f);
}

/** The share whose log odds are `logOdds`: 1 / (1 + exp(-logOdds)), without overflow on either side. */
export function logistic(logOdds: number): number {
  if (logOdds >= 0) return 1 / (1 + exp(-logOdds));
  const odds = exp(logOdds);
  return odds / (1 + odds);
}

/** Log odds of a share; -Infinity at 0, Infinity at 1, NaN outside. */
export function logit(share: number): number {
  return log(share / (1 - share));
}

/**
 * 1 - exp(-hazard): the share that an event with this cumulative hazard has met.
 *
 * @param hazard  at least 0; below 1e-4 a series is used, because the difference would lose its digits there
 */
export function oneMinusExp(hazard: number): number {
  return hazard < 1e-4 ? hazard * (1 - hazard * (0.5 - hazard / 6)) : 1 - exp(-hazard);
}

/**
 * `base` multiplied with itself `exponent` times, by repeated squaring.
 *
 * @param exponent  an integer of any sign, at most 2^31 - 1 in size
 * @throws RangeError when `exponent` is not such an integer
 */
export function power(base: number, exponent: number): number {
  if ((exponent | 0) !== exponent || exponent === -2147483648)
    throw new RangeError(`power: expected an integer exponent below 2^31, found ${exponent}.`);
  let result = 1;
  let square = base;
  for (let left = exponent < 0 ? -exponent : exponent; left > 0; left >>= 1) {
    if (left & 1) result *= square;
    square *= square;
  }
  return exponent < 0 ? 1 / result : result;
}

/** Polynomial of the seventh degree by Horner's rule, the highest coefficient first. */
function polynomial(c: Eight, x: number): number {
  return ((((((c[0] * x + c[1]) * x + c[2]) * x + c[3]) * x + c[4]) * x + c[5]) * x + c[6]) * x + c[7];
}

type Eight = readonly [number, number, number, number, number, number, number, number];

// Coefficients of AS241, function PPND16, the highest first: centre (|p - 1/2| <= 0.425), shoulder (r <= 5), tail.
const CENTRE_ABOVE: Eight = [
  2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125,
  1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
];
const CENTRE_BELOW: Eight = [
  5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077,
  687.1870074920579083, 42.313330701600911252, 1,
];
const SHOULDER_ABOVE: Eight = [
  7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
  3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
];
const SHOULDER_BELOW: Eight = [
  1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
  0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1,
];
const TAIL_ABOVE: Eight = [
  2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
  0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
];
const TAIL_BELOW: Eight = [
  2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
  0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1,
];

/**
 * The value below which a standard normal variable falls with probability p; about 1e-15 relative error.
 *
 * @param p   0 to 1; the ends give -Infinity and Infinity, anything outside NaN
 * @source Wichura (1988), Algorithm AS 241: The percentage points of the normal distribution, function PPND16
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  const q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(CENTRE_ABOVE, r)) / polynomial(CENTRE_BELOW, r);
  }
  const outside = q < 0 ? p : 1 - p;
  if (outside === 0) return q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const r = Math.sqrt(-log(outside));
  const size =
    r <= 5
      ? polynomial(SHOULDER_ABOVE, r - 1.6) / polynomial(SHOULDER_BELOW, r - 1.6)
      : polynomial(TAIL_ABOVE, r - 5) / polynomial(TAIL_BELOW, r - 5);
  return q < 0 ? -size : size;
}
