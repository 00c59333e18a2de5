import type { BridgeCommandParams, CreateExportInput, Target } from "@assetql/contract";
import { configSchema } from "../connector/index.ts";
import { toExport } from "../hub/index.ts";
import type { CommandHandlers } from "../session/editor-session.ts";
import { BridgeProblemError } from "../session/problems.ts";
import { answering, type CommandDeps, creating, from, given, pageOf } from "./deps.ts";
import { sendAfterwards } from "./send-afterwards.ts";

type Handlers = Pick<CommandHandlers, "exports.create" | "exports.list" | "exports.fetch">;

/** Of a package: there is a copy of it on this machine's disk until it was sent. */
const MOST_BYTES = 1_000_000_000;

export const exportCommands = (deps: CommandDeps): Handlers => ({
  "exports.create": answering(deps, async (asked, context) => {
    const link = deps.linkOf(context.session);
    const made = await deps.client.exports.create(inputOf(asked, await link.target()), creating(context));
    link.watch.export(made.id);
    return toExport(made);
  }),
  "exports.list": answering(deps, async ({ cursor }, { signal }) => {
    const page = await deps.client.exports.list(from(cursor), { signal });
    return pageOf({ ...page, items: page.items.filter(({ platform }) => platform === "unity") }, toExport);
  }),
  "exports.fetch": answering(deps, async ({ exportId, offset }, context) => {
    const { signal } = context;
    const { status, batchId, bytes } = await deps.client.exports.status(exportId, { signal });
    if (status !== "completed") {
      throw new BridgeProblemError("state", `The export is ${status}; only a completed one can be fetched.`);
    }
    if ((bytes ?? 0) > MOST_BYTES) {
      const detail = `The package has ${bytes} bytes, more than goes to an editor at once. Fetch it with \`assetql export get ${exportId}\`.`;
      throw new BridgeProblemError("state", detail);
    }
    const content = await deps.packages.get(exportId, signal);
    if (offset > content.bytes) {
      throw new BridgeProblemError("input-invalid", `The package has ${content.bytes} bytes only.`);
    }
    const name = `assetql-${batchId ?? exportId}.${content.isGzip ? "unitypackage" : "zip"}`;
    return { ...sendAfterwards(context, content, offset), name };
  }),
});

/** With the project's defaults where the editor says nothing else. */
function inputOf(asked: BridgeCommandParams<"exports.create">, { config }: Target): CreateExportInput {
  const { scope, include, container } = asked;
  const defaults = configSchema.parse(config);
  const { format, maxSide, textureType, pixelsPerUnit, filterMode } = { ...defaults, ...given(asked.import) };
  return {
    platform: "unity",
    ...(scope.kind === "batch" ? { batchId: scope.batchId } : { assetIds: scope.assetIds }),
    include,
    options: {
      container,
      textureFormat: format,
      textureType,
      pixelsPerUnit,
      filterMode,
      ...given({ maxLongSide: maxSide ?? undefined }),
    },
  };
}
