import type { ProductTexts, VariantRow } from "../operations/product-fields.ts";

/** What shops call the option that changes how a product looks. */
const COLOUR_WORDS = wordSet(
  "color colors colour colours colorway colourway shade tint hue farbe farben farbton",
  "couleur couleurs coloris teinte colore colori tinta colores tono cor cores kleur kleuren",
  "färg farve farge väri kolor barva farba szín renk culoare цвет цвят колір χρώμα צבע لون",
  "色 颜色 顏色 カラー 색상 컬러 สี",
);

/** What they call the option that does not. */
const SIZE_WORDS = wordSet(
  "size sizes length width height volume weight capacity quantity pack amount fit",
  "größe grösse größen länge breite höhe gewicht menge inhalt füllmenge packung",
  "taille tailles pointure longueur largeur poids contenance quantité",
  "taglia misura lunghezza peso talla tamaño longitud tamanho maat lengte storlek størrelse koko rozmiar",
  "velikost méret beden mărime размер розмір 尺寸 尺码 サイズ 사이즈",
);

/** As in `S`, `2XL`, `42`, `W32/L34`, `250 ml` or `3 pack`. */
const SIZE_VALUE =
  /^(?:(?:\d{0,2}x{0,4}|extra |x-)(?:s|m|l|small|medium|large)(?:\s*[-/]\s*(?:\d{0,2}x{0,4}|x-)[sml])?|one size|einheitsgröße|taille unique|(?:eu|us|uk|w)?\s*\d+(?:\s*[.,/x×-]\s*l?\d+)*\s*[a-z"'″²³]{0,6}\.?)$/u;

/**
 * The option whose values look different: the one that is called a colour, in whatever language, or else the first
 * whose values are not sizes, as shops sell a mug in “Motif: Cat, Dog”, too. Images of a T-shirt in S, M and L are the
 * same, so products with sizes alone have none.
 */
export function colourOptionOf(options: ProductTexts["options"]): string | undefined {
  const named = options.find(({ name }) => wordsOf(name).some((word) => COLOUR_WORDS.has(word)));
  return (named ?? options.find(looksDifferent))?.name;
}

function looksDifferent({ name, optionValues }: ProductTexts["options"][number]): boolean {
  if (wordsOf(name).some((word) => SIZE_WORDS.has(word))) return false;
  return !isDefault(name, optionValues) && !optionValues.every((value) => SIZE_VALUE.test(plain(value.name)));
}

/** Shopify's stand-in for a product without options. */
const isDefault = (name: string, values: readonly { readonly name: string }[]): boolean =>
  name === "Title" && values.every((value) => value.name === "Default Title");

/** An option as the merchant made it, not the stand-in. */
export const realOptionsOf = (options: ProductTexts["options"]): ProductTexts["options"] =>
  options.filter(({ name, optionValues }) => !isDefault(name, optionValues));

export interface Colour {
  readonly option: string;
  readonly value: string;
  /** At least one, in the order that the merchant sees. */
  readonly variants: readonly VariantRow[];
}

/** A product's variants by how they look; none for a product that looks the same in all of them. */
export function coloursOf(product: ProductTexts, variants: readonly VariantRow[]): readonly Colour[] {
  const option = colourOptionOf(product.options);
  if (option === undefined) return [];
  const chosen = ({ selectedOptions }: VariantRow): string =>
    selectedOptions.find(({ name }) => name === option)?.value ?? "";
  const groups = Map.groupBy(variants, chosen);
  groups.delete("");
  return [...groups].map(([value, ofColour]) => ({ option, value, variants: ofColour }));
}

/** Names of options, told apart by their words, as in “Frame colour”. */
function wordSet(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split(" ")).map(plain));
}

const wordsOf = (name: string): string[] => plain(name).split(/[^\p{L}\p{M}]+/u);

/** Small letters, each accent as one character with its letter, so that the same words are the same texts. */
function plain(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}
