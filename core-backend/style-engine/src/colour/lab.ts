/** A colour in CIE L*a*b* (D65): L 0..100, a and b about -110..110. */
export type Lab = [L: number, a: number, b: number];

/** A colour in sRGB, each channel an integer 0..255. */
export type Rgb = [r: number, g: number, b: number];

// sRGB primaries to XYZ, each row divided by the D65 white (IEC 61966-2-1), so that white is (1, 1, 1).
const X = [0.4123908 / 0.9504559, 0.3575843 / 0.9504559, 0.1804808 / 0.9504559] as const;
const Y = [0.212639, 0.7151687, 0.0721923] as const;
const Z = [0.0193308 / 1.0890578, 0.1191948 / 1.0890578, 0.9505322 / 1.0890578] as const;

// CIE 15: below this the cube root gives way to a line, so that the slope stays finite at black.
const EPSILON = 216 / 24389;
const KAPPA = 24389 / 27;

const FORWARD_STEPS = 4096;
const INVERSE_STEPS = 8192;

const LINEAR = Float32Array.from({ length: 256 }, (_, byte) => linearOf(byte / 255));
const FORWARD = Float32Array.from({ length: FORWARD_STEPS + 2 }, (_, i) => forward(i / FORWARD_STEPS));
const SRGB_BYTE = Uint8Array.from({ length: INVERSE_STEPS + 1 }, (_, i) =>
  Math.round(255 * gammaOf(i / INVERSE_STEPS)),
);

function linearOf(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function gammaOf(linear: number): number {
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
}

function forward(t: number): number {
  return t > EPSILON ? Math.cbrt(t) : (KAPPA * t + 16) / 116;
}

function inverse(f: number): number {
  const cube = f * f * f;
  return cube > EPSILON ? cube : (116 * f - 16) / KAPPA;
}

function toByte(linear: number): number {
  return Math.round(255 * gammaOf(Math.min(1, Math.max(0, linear))));
}

/** sRGB bytes to CIE L*a*b* under D65, exactly (no table). */
export function rgbToLab([r, g, b]: Rgb): Lab {
  const lr = linearOf(r / 255);
  const lg = linearOf(g / 255);
  const lb = linearOf(b / 255);
  const x = forward(X[0] * lr + X[1] * lg + X[2] * lb);
  const y = forward(Y[0] * lr + Y[1] * lg + Y[2] * lb);
  const z = forward(Z[0] * lr + Z[1] * lg + Z[2] * lb);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** CIE L*a*b* to sRGB bytes; what lies outside sRGB is clipped channel by channel. */
export function labToRgb([L, a, b]: Lab): Rgb {
  const [r, g, blue] = linearRgb(L, a, b);
  return [toByte(r), toByte(g), toByte(blue)];
}

function linearRgb(L: number, a: number, b: number): [number, number, number] {
  const fy = (L + 16) / 116;
  const x = inverse(fy + a / 500) * 0.9504559;
  const y = inverse(fy);
  const z = inverse(fy - b / 200) * 1.0890578;
  return [
    3.2409699 * x - 1.5373832 * y - 0.4986108 * z,
    -0.9692436 * x + 1.8759675 * y + 0.0415551 * z,
    0.0556301 * x - 0.203977 * y + 1.0569715 * z,
  ];
}

/**
 * A whole image to interleaved L, a, b floats, by tables: within 0.1 of {@link rgbToLab} in each channel.
 * `out`, if given, must hold `rgb.length` floats and is returned.
 */
export function rgbImageToLab(rgb: Uint8Array, out = new Float32Array(rgb.length)): Float32Array {
  for (let i = 0; i + 2 < rgb.length; i += 3) {
    const r = LINEAR[rgb[i] ?? 0] ?? 0;
    const g = LINEAR[rgb[i + 1] ?? 0] ?? 0;
    const b = LINEAR[rgb[i + 2] ?? 0] ?? 0;
    const x = forwardByTable(X[0] * r + X[1] * g + X[2] * b);
    const y = forwardByTable(Y[0] * r + Y[1] * g + Y[2] * b);
    const z = forwardByTable(Z[0] * r + Z[1] * g + Z[2] * b);
    out[i] = 116 * y - 16;
    out[i + 1] = 500 * (x - y);
    out[i + 2] = 200 * (y - z);
  }
  return out;
}

function forwardByTable(t: number): number {
  const position = t * FORWARD_STEPS;
  const index = position | 0;
  const low = FORWARD[index] ?? 1;
  return low + (position - index) * ((FORWARD[index + 1] ?? 1) - low);
}

/**
 * Interleaved L, a, b floats to an RGB image, by table: within 1 of {@link labToRgb} in each channel. `out`, if
 * given, must hold `lab.length` bytes and is returned.
 */
export function labImageToRgb(lab: Float32Array, out: Uint8Array = new Uint8Array(lab.length)): Uint8Array {
  for (let i = 0; i + 2 < lab.length; i += 3) {
    const fy = ((lab[i] ?? 0) + 16) / 116;
    const x = inverse(fy + (lab[i + 1] ?? 0) / 500) * 0.9504559;
    const y = inverse(fy);
    const z = inverse(fy - (lab[i + 2] ?? 0) / 200) * 1.0890578;
    out[i] = byteByTable(3.2409699 * x - 1.5373832 * y - 0.4986108 * z);
    out[i + 1] = byteByTable(-0.9692436 * x + 1.8759675 * y + 0.0415551 * z);
    out[i + 2] = byteByTable(0.0556301 * x - 0.203977 * y + 1.0569715 * z);
  }
  return out;
}

function byteByTable(linear: number): number {
  const clipped = Math.min(1, Math.max(0, linear));
  return SRGB_BYTE[(clipped * INVERSE_STEPS + 0.5) | 0] ?? 0;
}
