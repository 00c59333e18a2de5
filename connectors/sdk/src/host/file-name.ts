const MAX_CHARACTERS = 80;
/** Names that Windows keeps for devices. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/;

interface Named {
  readonly sku: string | null;
  readonly title: string;
  readonly id: string;
}

/** A name for an asset's file, without an ending: of its SKU, else its title, else its id; safe on every file system. */
export function baseNameOf({ sku, title, id }: Named): string {
  const name = [sku, title].map(slug).find((one) => one !== "") ?? id;
  return RESERVED.test(name) ? `${name}-image` : name;
}

function slug(text: string | null | undefined): string {
  return (text ?? "")
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, MAX_CHARACTERS)
    .replace(/-+$/, "");
}
