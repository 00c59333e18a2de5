export { DraftError, type DraftErrorCode } from "./draft/errors.ts";
export {
  createDraftGenerator,
  type DraftGenerator,
  type DraftGeneratorOptions,
  type DraftImage,
} from "./draft/generator.ts";
export type { DraftReport } from "./draft/render.ts";
