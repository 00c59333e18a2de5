/** Longest name of one file or folder; the Unity importer refuses longer ones. */
export const MAX_NAME_LENGTH = 120;
/** Longest stem: leaves room for a counter and the longest suffix, `-thumbnail.jpg`. */
const MAX_STEM_LENGTH = 96;

const ALLOWED_NAME = /^[A-Za-z0-9][A-Za-z0-9 ._-]*$/;
const WINDOWS_DEVICE = /^(con|prn|aux|nul|com\d|lpt\d) *(\.|$)/i;

/** Latin letters that Unicode doesn't decompose into a base letter and a mark. */
const TRANSLITERATION: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  Æ: "AE",
  œ: "oe",
  Œ: "OE",
  ø: "o",
  Ø: "O",
  đ: "d",
  Đ: "D",
  ð: "d",
  Ð: "D",
  ł: "l",
  Ł: "L",
  þ: "th",
  Þ: "Th",
  ı: "i",
};

/** `text` in ASCII where Latin letters allow it; other scripts stay as they are. */
function transliterate(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{ASCII}]/gu, (letter) => TRANSLITERATION[letter] ?? letter);
}

/**
 * Whether `name` may be one segment of a path in a package: letters, digits, space, dot, underscore and
 * hyphen, a letter or digit first, at most 120, no `..`, no trailing dot or space, no Windows device name.
 */
export function isSafeName(name: string): boolean {
  return (
    name.length <= MAX_NAME_LENGTH &&
    ALLOWED_NAME.test(name) &&
    !name.includes("..") &&
    !/[. ]$/.test(name) &&
    !WINDOWS_DEVICE.test(name)
  );
}

/**
 * `text` as the stem of a file name, at most 96 characters; "" when no letter or digit is left.
 * @param keep which of space and dot survive; what doesn't becomes a hyphen. WordPress rewrites both in
 *   uploaded names, so names that are matched after an upload keep neither.
 */
export function safeStem(text: string, keep: "" | " " | " ." = ""): string {
  const refused =
    keep === "" ? /[^A-Za-z0-9_-]+/g : keep === " " ? /[^A-Za-z0-9_ -]+/g : /[^A-Za-z0-9_ .-]+/g;
  const stem = transliterate(text)
    .replace(refused, "-")
    .replace(/-{2,}/g, "-")
    .replace(/\.{2,}/g, ".")
    .replace(/ {2,}/g, " ")
    .replace(/^[^A-Za-z0-9]+/, "")
    .slice(0, MAX_STEM_LENGTH)
    .replace(/[ ._-]+$/, "");
  return WINDOWS_DEVICE.test(stem) ? `asset-${stem}` : stem;
}

/** `text` in lower case with single hyphens between words, as web addresses and handles have it. */
export function slug(text: string): string {
  return safeStem(text).toLowerCase().replaceAll("_", "-").replace(/-{2,}/g, "-").replace(/-+$/, "");
}

export interface NameRegistry {
  /** `stem`, or `stem-2`, `stem-3`, … : the first that no earlier claim took, case ignored. */
  claim(stem: string): string;
}

export function createNameRegistry(): NameRegistry {
  const taken = new Set<string>();
  const nextCount = new Map<string, number>();
  return {
    claim(stem) {
      const key = stem.toLowerCase();
      let count = nextCount.get(key) ?? 1;
      let name = stem;
      while (taken.has(name.toLowerCase())) {
        count += 1;
        name = `${stem}-${count}`;
      }
      nextCount.set(key, count);
      taken.add(name.toLowerCase());
      return name;
    },
  };
}

/** The stem of an asset's files: its SKU, else its title, else its id, made safe. */
export function assetStem(
  asset: { sku?: string; title: string; assetId: string },
  keep: "" | " " | " ." = "",
): string {
  for (const text of [asset.sku ?? "", asset.title, asset.assetId]) {
    const stem = safeStem(text, keep);
    if (stem !== "") return stem;
  }
  return "asset";
}
