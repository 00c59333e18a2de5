export { addAsset } from "./add-asset.ts";
export { addEntry } from "./add-entry.ts";
export { editorsEntry } from "./entries.ts";
export { link } from "./json.ts";
export { type FakeContentful, startContentful } from "./start.ts";
export { deliver } from "./webhooks.ts";
