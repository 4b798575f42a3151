/**
 * Exact fractions. Scores are rounded before units are ranked, and a half must round up in the last
 * digit whichever machine, language or order of addition computed it: no floating point in between.
 */
export interface Fraction {
  readonly numerator: bigint
  /** More than 0. */
  readonly denominator: bigint
}

const scale = 1_000_000

/** A weight or mark with at most six decimals, exactly. Throws RangeError where it has more or is negative. */
export function decimalFraction(value: number): Fraction {
  const millionths = Math.round(value * scale)
  if (!(value >= 0) || millionths / scale !== value) throw new RangeError(`not a decimal of up to six places: ${value}`)
  return { numerator: BigInt(millionths), denominator: BigInt(scale) }
}

/** Throws RangeError where the denominator is not a whole number above 0. */
export function fraction(numerator: number, denominator: number): Fraction {
  if (!(denominator > 0)) throw new RangeError(`not a denominator: ${denominator}`)
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) }
}

export function plus(one: Fraction, other: Fraction): Fraction {
  return {
    numerator: one.numerator * other.denominator + other.numerator * one.denominator,
    denominator: one.denominator * other.denominator,
  }
}

export function times(one: Fraction, other: Fraction): Fraction {
  return { numerator: one.numerator * other.numerator, denominator: one.denominator * other.denominator }
}

export function toNumber(value: Fraction): number {
  return Number(value.numerator) / Number(value.denominator)
}

/** Rounds a fraction of 0 or more to `decimals` places, a half upwards. */
export function roundHalfUp(value: Fraction, decimals: number): number {
  const shift = 10n ** BigInt(decimals)
  const doubled = 2n * value.numerator * shift + value.denominator
  return Number(doubled / (2n * value.denominator)) / Number(shift)
}
