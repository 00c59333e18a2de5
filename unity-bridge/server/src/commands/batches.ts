import type { BridgeCommandParams } from "@assetql/contract";
import { toBatch, toPreview } from "../hub/index.ts";
import type { CommandContext, CommandHandlers } from "../session/editor-session.ts";
import { answering, type CommandDeps, creating, from, given, pageOf } from "./deps.ts";
import { uploadOf } from "./uploads.ts";

type Handlers = Pick<
  CommandHandlers,
  "batches.preview" | "batches.create" | "batches.list" | "batches.get" | "batches.watch" | "batches.control"
>;

export const batchCommands = (deps: CommandDeps): Handlers => ({
  "batches.preview": answering(deps, async (draft, context) =>
    toPreview(await preview(deps, draft, context)),
  ),
  "batches.create": answering(deps, async (draft, context) => {
    const batch = await create(deps, draft, context);
    deps.linkOf(context.session).watch.batch(batch.id);
    return toBatch(batch);
  }),
  "batches.list": answering(deps, async ({ cursor }, { signal }) =>
    pageOf(await deps.client.batches.list(from(cursor), { signal }), toBatch),
  ),
  "batches.get": answering(deps, async ({ batchId }, { signal }) =>
    toBatch(await deps.client.batches.get(batchId, { signal })),
  ),
  "batches.watch": answering(deps, async ({ batchId }, { signal, session }) => {
    const batch = await deps.client.batches.get(batchId, { signal });
    deps.linkOf(session).watch.batch(batch.id);
    return toBatch(batch);
  }),
  "batches.control": answering(deps, async ({ batchId, action }, { signal, session }) => {
    const { batches } = deps.client;
    const control = { ...batches, retry: batches.retryFailed }[action];
    const batch = await control(batchId, { signal });
    deps.linkOf(session).watch.batch(batch.id);
    return toBatch(batch);
  }),
});

type Draft = BridgeCommandParams<"batches.preview">;

const settingsOf = ({ template, styleId, config }: Draft) => ({
  template,
  styleProfileId: styleId,
  config: given(config),
});

async function preview({ client, linkOf }: CommandDeps, draft: Draft, { session, signal }: CommandContext) {
  const { source } = draft;
  if (source.kind === "csv") {
    const csv = uploadOf(session, source.upload).bytes;
    return client.batches.preview({ ...settingsOf(draft), csv }, { signal });
  }
  const { id } = await linkOf(session).target();
  const items = { ...settingsOf(draft), name: "Preview", query: { ids: source.ids } };
  return client.targets.previewBatch(id, items, { signal });
}

async function create(
  { client, linkOf }: CommandDeps,
  { name, ...draft }: BridgeCommandParams<"batches.create">,
  context: CommandContext,
) {
  const { source } = draft;
  if (source.kind === "csv") {
    const csv = uploadOf(context.session, source.upload).bytes;
    return client.batches.create({ ...settingsOf(draft), name, csv }, creating(context));
  }
  const { id } = await linkOf(context.session).target();
  const items = { ...settingsOf(draft), name, query: { ids: source.ids } };
  return client.targets.batch(id, items, creating(context));
}
