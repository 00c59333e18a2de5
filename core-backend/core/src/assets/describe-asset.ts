import { wellKnown } from "@assetql/prompts";

const TITLE_LENGTH = 80;
const SKU_LENGTH = 120;
/** What screen readers and shops recommend. */
const ALT_TEXT_LENGTH = 125;

/** Title, alt text and SKU of an asset: the row's own where it has them, else from its prompt. */
export function describeAsset(
  metadata: Readonly<Record<string, string>>,
  prompt: string,
): { sku: string | null; title: string; altText: string } {
  const row = wellKnown(metadata);
  const title = row.title ?? row.subject ?? row.sku ?? prompt;
  return {
    sku: row.sku === undefined ? null : row.sku.slice(0, SKU_LENGTH),
    title: cutAtWord(title, TITLE_LENGTH),
    altText: cutAtWord(row.altText ?? prompt, ALT_TEXT_LENGTH),
  };
}

/** At most `length` characters, ended at a word. */
export function cutAtWord(text: string, length: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= length) return line;
  const cut = line.slice(0, length - 1);
  const space = cut.lastIndexOf(" ");
  return `${cut.slice(0, space > length / 2 ? space : undefined).replace(/[\s,;:.]+$/, "")}…`;
}
