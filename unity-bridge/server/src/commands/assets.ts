import type { BridgeCommandParams } from "@assetql/contract";
import { toAsset } from "../hub/index.ts";
import type { CommandHandlers } from "../session/editor-session.ts";
import { answering, type CommandDeps, from, given, pageOf } from "./deps.ts";
import { reviewOnce } from "./review.ts";
import { sendThumbnail } from "./thumbnail.ts";

type Handlers = Pick<CommandHandlers, "assets.list" | "assets.review" | "assets.thumbnail">;

export const assetCommands = (deps: CommandDeps): Handlers => ({
  "assets.list": answering(deps, async (asked, { signal }) =>
    asked.order === "row"
      ? listByRow(deps, asked, signal)
      : search(deps, { ...asked, order: asked.order }, signal),
  ),
  "assets.review": answering(deps, async (asked, context) => {
    const { done, results } = await reviewOnce(deps, asked, context);
    const failed = results.flatMap(({ assetId, problem }) =>
      problem === null ? [] : [{ ...problem, assetId, detail: problem.detail.slice(0, 1_000) }],
    );
    return { done, failed };
  }),
  "assets.thumbnail": answering(deps, (asked, context) => sendThumbnail(deps, asked, context)),
});

type Asked = BridgeCommandParams<"assets.list">;

const scores = ({ minScore, maxScore }: Asked) =>
  given({ minScore: minScore ?? undefined, maxScore: maxScore ?? undefined });

/** The hub's list has no filter for reviews: a page may be shorter for it, and still not be the last. */
async function listByRow({ client }: CommandDeps, asked: Asked, signal: AbortSignal) {
  const { batchId, limit, review, cursor } = asked;
  const page = await client.assets.list({ batchId, limit, ...scores(asked), ...from(cursor) }, { signal });
  const items = page.items.filter((asset) => review === null || asset.review === review);
  return pageOf({ ...page, items }, toAsset);
}

async function search(
  { client }: CommandDeps,
  asked: Asked & { readonly order: "score-desc" | "score-asc" },
  signal: AbortSignal,
) {
  const { batchId, order, limit, review, cursor } = asked;
  const query = {
    batchId,
    order,
    limit,
    ...scores(asked),
    ...given({ review: review ?? undefined }),
    ...from(cursor),
  };
  return pageOf(await client.assets.search(query, { signal }), toAsset);
}
