import { z } from "zod";
import type { HostState } from "./state.ts";

const PARAMETER_BYTES = 16 * 1024;

/** What the app answers to being installed or saved: `false` keeps everything as it was. */
const answerSchema = z.union([
  z.literal(false),
  z.strictObject({
    parameters: z.record(z.string(), z.unknown()),
    targetState: z.strictObject({
      EditorInterface: z.record(
        z.string(),
        z.strictObject({ sidebar: z.strictObject({ position: z.int().nonnegative() }) }),
      ),
    }),
  }),
]);

/** Installs the app, or saves its configuration. Returns whether the app let it; throws for what Contentful refuses. */
export function install(state: HostState, answer: unknown): boolean {
  const result = answerSchema.parse(answer);
  if (result === false) return false;
  const text = JSON.stringify(result.parameters);
  if (Buffer.byteLength(text) > PARAMETER_BYTES) throw new Error("The parameters are larger than 16 kB");
  const unknown = Object.keys(result.targetState.EditorInterface).filter(
    (id) => !state.contentful.environment.contentTypes.has(id),
  );
  if (unknown.length > 0) throw new Error(`There is no content type ${unknown.join(", ")}`);
  state.installation = { parameters: JSON.parse(text), targetState: result.targetState };
  return true;
}
