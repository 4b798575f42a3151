/** Degrees north and east. */
export interface Coordinates {
  readonly latitude: number
  readonly longitude: number
}

// The Krasovsky 1940 ellipsoid, on which the offset of GCJ-02 is defined.
const semiMajorMetres = 6_378_245
const eccentricitySquared = 0.006693421622965943

/**
 * A position of GCJ-02 (the offset system that maps published in mainland China use) in WGS-84. The
 * offset has no closed inverse; it is found by approaching, to well below a metre in four steps.
 * Valid for positions in mainland China; elsewhere maps use WGS-84 and nothing is to be converted.
 */
export function fromGcj02(position: Coordinates): Coordinates {
  let { latitude, longitude } = position
  for (let step = 0; step < 4; step += 1) {
    const there = toGcj02({ latitude, longitude })
    latitude += position.latitude - there.latitude
    longitude += position.longitude - there.longitude
  }
  return { latitude, longitude }
}

/** A position of WGS-84 in GCJ-02: 300 to 700 metres away, by a sum of sines. */
export function toGcj02({ latitude, longitude }: Coordinates): Coordinates {
  const x = longitude - 105
  const y = latitude - 35
  const radians = (latitude / 180) * Math.PI
  const curvature = 1 - eccentricitySquared * Math.sin(radians) ** 2
  const metresPerDegreeNorth =
    ((semiMajorMetres * (1 - eccentricitySquared)) / (curvature * Math.sqrt(curvature)) / 180) * Math.PI
  const metresPerDegreeEast = ((semiMajorMetres / Math.sqrt(curvature)) * Math.cos(radians) * Math.PI) / 180
  return {
    latitude: latitude + northOffset(x, y) / metresPerDegreeNorth,
    longitude: longitude + eastOffset(x, y) / metresPerDegreeEast,
  }
}

const sine = (halfTurns: number): number => Math.sin(halfTurns * Math.PI)
const ripple = (x: number): number => (20 * sine(6 * x) + 20 * sine(2 * x)) * (2 / 3)

const northOffset = (x: number, y: number): number =>
  -100 +
  2 * x +
  3 * y +
  0.2 * y * y +
  0.1 * x * y +
  0.2 * Math.sqrt(Math.abs(x)) +
  ripple(x) +
  (20 * sine(y) + 40 * sine(y / 3)) * (2 / 3) +
  (160 * sine(y / 12) + 320 * sine(y / 30)) * (2 / 3)

const eastOffset = (x: number, y: number): number =>
  300 +
  x +
  2 * y +
  0.1 * x * x +
  0.1 * x * y +
  0.1 * Math.sqrt(Math.abs(x)) +
  ripple(x) +
  (20 * sine(x) + 40 * sine(x / 3)) * (2 / 3) +
  (150 * sine(x / 12) + 300 * sine(x / 30)) * (2 / 3)
