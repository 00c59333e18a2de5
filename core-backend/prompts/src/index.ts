export { findColumn } from "./columns.ts";
export type { CsvSource } from "./csv-bytes.ts";
export type { CsvDelimiter } from "./csv-dialect.ts";
export { type CsvLimits, DEFAULT_CSV_LIMITS } from "./csv-limits.ts";
export { type CsvEnd, type CsvEvent, type CsvOptions, readCsv } from "./csv-read.ts";
export type { CsvRow } from "./csv-table.ts";
export type { InputProblem } from "./problems.ts";
export { createPrompter, type Prompter, type PrompterOptions, type RenderedPrompt } from "./prompter.ts";
export { type CompiledTemplate, compileTemplate, type TemplateResult } from "./template.ts";
export { MAX_TEMPLATE_LENGTH } from "./template-limits.ts";
export { TemplateStop } from "./template-stop.ts";
export type { TemplateVariable, Use } from "./template-tree.ts";
export {
  createWellKnownReader,
  parseSeed,
  WELL_KNOWN_ALIASES,
  type WellKnown,
  wellKnown,
} from "./well-known.ts";
