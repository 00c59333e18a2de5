/**
 * The plain text of a rich text field: its paragraphs, headings and list items as lines. Embedded entries and assets
 * have no text. Rich text is a tree of nodes, as in Contentful's documentation, "Rich Text".
 */
export function plainText(document: unknown): string {
  const lines: string[] = [];
  collect(document, lines);
  return lines.join("\n");
}

const LINES = /^(paragraph|heading-[1-6])$/;

function collect(node: unknown, lines: string[]): void {
  if (!isNode(node)) return;
  if (LINES.test(node.nodeType)) {
    const line = textOf(node).trim();
    if (line !== "") lines.push(line);
    return;
  }
  for (const child of childrenOf(node)) collect(child, lines);
}

function textOf(node: unknown): string {
  if (!isNode(node)) return "";
  if (node.nodeType === "text") return "value" in node && typeof node.value === "string" ? node.value : "";
  return childrenOf(node).map(textOf).join("");
}

function childrenOf(node: object): unknown[] {
  return "content" in node && Array.isArray(node.content) ? node.content : [];
}

function isNode(value: unknown): value is { readonly nodeType: string } {
  return (
    typeof value === "object" && value !== null && "nodeType" in value && typeof value.nodeType === "string"
  );
}
