import { cancelling } from "./cancelling.ts";
import type { Check } from "./check.ts";
import { conflicts } from "./conflicts.ts";
import { crashes } from "./crashes.ts";
import { deletions } from "./deletions.ts";
import { description } from "./description.ts";
import { failures } from "./failures.ts";
import { halfDone } from "./half-done.ts";
import { meanwhile } from "./meanwhile.ts";
import { publishing } from "./publishing.ts";
import { undo } from "./undo.ts";

/** Everything the kit asks of a connector. */
export const conformanceChecks: readonly Check[] = [
  ...description,
  ...publishing,
  ...undo,
  ...conflicts,
  ...deletions,
  ...failures,
  ...halfDone,
  ...meanwhile,
  ...crashes,
  ...cancelling,
];
