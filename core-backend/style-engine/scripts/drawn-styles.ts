import sharp from "sharp";

/** A style to draw in: five colours and how they are put down. */
interface DrawnStyle {
  name: string;
  colours: readonly [ground: string, far: string, near: string, accent: string, dark: string];
  surface: Surface;
}

type Surface =
  | "flat"
  | "outlined"
  | "shaded"
  | "hatched"
  | "stippled"
  | "washed"
  | "pixelled"
  | "grainy"
  | "glowing"
  | "ruled";

type Random = () => number;

const SIZE = 256;

const COLOURS = {
  sand: ["#EADBB8", "#C8A977", "#8F6A3D", "#B3402A", "#2E2116"],
  sea: ["#D7EEF2", "#7FBFD0", "#2E7F9F", "#F2B33D", "#10303F"],
  night: ["#12122B", "#2A2A5A", "#5A3F8F", "#F05FA0", "#05050F"],
  moss: ["#E9EDD3", "#A9BB7C", "#5F7F3F", "#C98F2F", "#1F2A16"],
  candy: ["#FFE6EE", "#FF9FBF", "#8FD3F0", "#FFD24D", "#5A3A5F"],
  grey: ["#F2F2F0", "#BDBDBA", "#7D7D7A", "#4A4A48", "#141413"],
} as const;

const SURFACES: readonly Surface[] = [
  "flat",
  "outlined",
  "shaded",
  "hatched",
  "stippled",
  "washed",
  "pixelled",
  "grainy",
  "glowing",
  "ruled",
];

/** 30 styles: every surface in three of six palettes, so that neither colour nor surface alone tells them apart. */
export const DRAWN_STYLES: readonly DrawnStyle[] = SURFACES.flatMap((surface, s) =>
  Object.entries(COLOURS)
    .filter((_, c) => (s + c) % 2 === 0)
    .map(([name, colours]) => ({ name: `${surface}-${name}`, colours, surface })),
);

/** One picture of the style; the subject, its place and its neighbours depend on the seed. PNG bytes. */
export async function drawPicture(style: DrawnStyle, seed: number): Promise<Buffer> {
  const random = generator(seed * 7919 + style.name.length);
  const scene = sceneOf(style, random);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}"><defs>${defsOf(style, seed)}</defs>${scene}</svg>`;
  const drawn = sharp(Buffer.from(svg)).removeAlpha();
  if (style.surface === "pixelled") {
    const small = await drawn
      .resize(48, 48, { kernel: "cubic" })
      .png({ palette: true, colours: 8, dither: 0 })
      .toBuffer();
    return sharp(small).resize(SIZE, SIZE, { kernel: "nearest" }).png().toBuffer();
  }
  if (style.surface === "grainy") return grain(await drawn.raw().toBuffer(), random);
  return drawn.png().toBuffer();
}

function generator(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 12), 0x297a2d39);
    t ^= t >>> 15;
    return (t >>> 0) / 2 ** 32;
  };
}

function grain(rgb: Buffer, random: Random): Promise<Buffer> {
  for (let i = 0; i < rgb.length; i += 3) {
    const noise = (random() + random() - 1) * 60;
    for (let c = 0; c < 3; c++) rgb[i + c] = Math.min(255, Math.max(0, (rgb[i + c] ?? 0) + noise));
  }
  return sharp(rgb, { raw: { width: SIZE, height: SIZE, channels: 3 } })
    .png()
    .toBuffer();
}

function defsOf({ colours, surface }: DrawnStyle, seed: number): string {
  const stripe = surface === "hatched" ? { step: 5, turn: 35, width: 1.6 } : { step: 9, turn: 0, width: 3 };
  const stripes = colours.map(
    (colour, i) =>
      `<pattern id="f${i}" width="${stripe.step}" height="${stripe.step}" patternUnits="userSpaceOnUse" patternTransform="rotate(${stripe.turn + (surface === "hatched" ? i * 25 : 0)})"><rect width="20" height="20" fill="${colours[0]}"/><rect width="20" height="${stripe.width}" fill="${colour}"/></pattern>`,
  );
  const dots = colours.map(
    (colour, i) =>
      `<pattern id="f${i}" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="${colours[0]}"/><circle cx="2.5" cy="2.5" r="${1 + i * 0.3}" fill="${colour}"/></pattern>`,
  );
  const gradients = colours.map(
    (colour, i) =>
      `<radialGradient id="f${i}" cx=".35" cy=".3"><stop offset="0" stop-color="#fff" stop-opacity=".9"/><stop offset=".25" stop-color="${colour}"/><stop offset="1" stop-color="${colours[4]}"/></radialGradient>`,
  );
  const wash = `<filter id="wash"><feTurbulence type="fractalNoise" baseFrequency=".03" numOctaves="4" seed="${seed}" result="n"/><feDisplacementMap in="SourceGraphic" in2="n" scale="22" result="d"/><feGaussianBlur in="d" stdDeviation="1.2"/></filter>`;
  const glow = `<filter id="glow"><feGaussianBlur stdDeviation="5" result="b"/><feMerge><feMergeNode in="b"/><feMergeNode in="SourceGraphic"/></feMerge></filter>`;
  if (surface === "hatched" || surface === "ruled") return stripes.join("");
  if (surface === "stippled") return dots.join("");
  return (surface === "shaded" ? gradients.join("") : "") + wash + glow;
}

function sceneOf(style: DrawnStyle, random: Random): string {
  const { colours, surface } = style;
  const horizon = SIZE * (0.55 + 0.25 * random());
  const shapes = Array.from({ length: 3 + Math.floor(random() * 5) }, () => {
    const size = 25 + random() * 55;
    const at = { x: 20 + random() * (SIZE - 40), y: 40 + random() * (SIZE - 70) };
    return shape(paintOf(style, 1 + Math.floor(random() * 4)), {
      ...at,
      size,
      kind: Math.floor(random() * 6),
    });
  });
  const ground = `<rect width="${SIZE}" height="${SIZE}" fill="${colours[0]}"/>`;
  const hill = `<path ${paintOf(style, 1)} d="M0 ${horizon} Q${random() * SIZE} ${horizon - 60 * random()} ${SIZE} ${horizon} V${SIZE} H0 Z"/>`;
  const filter =
    surface === "washed"
      ? 'filter="url(#wash)" opacity=".8"'
      : surface === "glowing"
        ? 'filter="url(#glow)"'
        : "";
  return `${ground}<g ${filter}>${hill}${shapes.join("")}</g>`;
}

function paintOf({ colours, surface }: DrawnStyle, index: number): string {
  const colour = colours[index] ?? colours[4];
  if (surface === "outlined")
    return `fill="${colour}" stroke="${colours[4]}" stroke-width="5" stroke-linejoin="round"`;
  if (surface === "glowing") return `fill="none" stroke="${colour}" stroke-width="3"`;
  if (surface === "hatched" || surface === "ruled")
    return `fill="url(#f${index})" stroke="${colours[4]}" stroke-width="1"`;
  if (surface === "stippled" || surface === "shaded") return `fill="url(#f${index})"`;
  return `fill="${colour}"`;
}

function shape(
  paint: string,
  { x, y, size, kind }: { x: number; y: number; size: number; kind: number },
): string {
  const h = size / 2;
  const bodies = [
    `<circle cx="${x}" cy="${y}" r="${h}"/>`,
    `<path d="M${x - h} ${y + h} V${y - h / 3} L${x} ${y - h} L${x + h} ${y - h / 3} V${y + h} Z"/>`,
    `<path d="M${x} ${y - size} L${x + h} ${y + h} H${x - h} Z"/>`,
    `<path d="M${x - h} ${y} Q${x} ${y - size} ${x + h} ${y} T${x + size} ${y + h} L${x - h} ${y + h} Z"/>`,
    `<rect x="${x - h / 2}" y="${y - size}" width="${h}" height="${size * 1.6}" rx="6"/>`,
    `<ellipse cx="${x}" cy="${y}" rx="${size}" ry="${h / 2}" transform="rotate(${size} ${x} ${y})"/>`,
  ];
  return `<g ${paint}>${bodies[kind] ?? ""}</g>`;
}
