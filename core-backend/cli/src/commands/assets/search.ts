import type { Client } from "@assetql/client";
import {
  type Asset,
  type AssetSearchPage,
  assetStatuses,
  type Facets,
  reviewStates,
  type SearchAssetsInput,
  searchFacets,
  searchOrders,
} from "@assetql/contract";
import { type Command, Option } from "commander";
import type { z } from "zod";
import { type CommandInput, handler } from "../../handler.ts";
import { collect } from "../../option-values.ts";
import { formatTable } from "../../output/table.ts";
import type { Terminal } from "../../output/terminal.ts";
import { plain } from "../../output/text.ts";
import type { CliContext, Session } from "../../session.ts";
import { findBatch } from "../batch/find-batch.ts";
import { findStyle } from "../styles/find-style.ts";
import { assetColumns } from "./list.ts";
import { searchOptions } from "./search-options.ts";

type Options = z.output<typeof searchOptions>;

/** Of the API. */
const LARGEST_PAGE = 200;

export function registerSearch(assets: Command, context: CliContext): void {
  assets
    .command("search")
    .description(
      "images that have all the words in title, SKU, prompt, tags, category or cells, by their beginnings",
    )
    .argument("[words...]")
    .option("--tag <name>", "only those with this tag; several times: with all of them", collect)
    .option(
      "--cell <column=value>",
      "only those of rows with this cell; several times: with all of them",
      collect,
    )
    .option("--category <name>", "only those of a category")
    .option("--batch <batch>", "only those of a batch, by id or name")
    .option("--style <style>", "only those of a style, by id or name")
    .option("--min-score <score>", "only those with at least this style score")
    .option("--max-score <score>", "only those with at most this style score")
    .addOption(new Option("--status <status>", "only those that are").choices(assetStatuses))
    .addOption(new Option("--review <state>", "only those that are").choices(reviewStates))
    .option("--from <time>", "made since 2026-11-30, or 2026-11-30T14:00:00Z")
    .option("--to <time>", "likewise; a day is meant with its end")
    .addOption(new Option("--order <order>", "default: newest").choices(searchOrders))
    .option(
      "--facets [names]",
      `how often each value comes: ${searchFacets.join(",")} (default: all of them)`,
    )
    .option("--limit <n>", "how many at most (default: 50)")
    .action(handler(context, searchOptions, searchAssets));
}

async function searchAssets(
  { terminal, connect }: Session,
  { args, options }: CommandInput<Options>,
): Promise<void> {
  const client = await connect();
  const found = await firstOf(client, await toInput(client, args.join(" "), options), options.limit);
  terminal.result(found, () => formatFound(terminal, found));
}

async function toInput(client: Client, text: string, options: Options): Promise<SearchAssetsInput> {
  const { tag, cell, batch, style, from, to, limit: _limit, ...rest } = options;
  return {
    ...rest,
    text,
    tags: tag,
    metadata: cell,
    createdFrom: from,
    createdTo: to,
    batchId: batch === undefined ? undefined : (await findBatch(client, batch)).id,
    styleProfileId: style === undefined ? undefined : (await findStyle(client, style)).id,
  };
}

/** The first `limit` of what is found, from as many pages as that takes; facets are counted once. */
async function firstOf(
  client: Client,
  input: SearchAssetsInput,
  limit: number,
): Promise<Omit<AssetSearchPage, "cursor">> {
  const pageSize = Math.min(limit, LARGEST_PAGE);
  const { cursor: first, ...found } = await client.assets.search({ ...input, limit: pageSize });
  const items: Asset[] = [...found.items];
  for (let cursor = first; cursor !== undefined && items.length < limit; ) {
    const page = await client.assets.search({ ...input, facets: [], limit: pageSize, cursor });
    items.push(...page.items);
    cursor = page.cursor;
  }
  return { ...found, items: items.slice(0, limit) };
}

function formatFound(
  terminal: Pick<Terminal, "columns" | "paint">,
  found: Omit<AssetSearchPage, "cursor">,
): string {
  const { items, total, totalIsExact, facets = {} } = found;
  if (total === 0) return "Nothing was found.";
  const count = `${totalIsExact ? "" : "at least "}${total}`;
  return [
    formatTable(terminal, assetColumns, items),
    terminal.paint("dim", items.length < total ? `${items.length} of ${count} found` : `${count} found`),
    ...formatFacets(terminal, facets),
  ].join("\n");
}

function formatFacets(terminal: Pick<Terminal, "paint">, facets: Facets): string[] {
  return searchFacets.flatMap((name) => {
    const values = facets[name] ?? [];
    if (values.length === 0) return [];
    const counted = values.map(
      ({ value, count }) => `${plain(value)} ${terminal.paint("dim", String(count))}`,
    );
    return [`${terminal.paint("dim", name.padEnd("category".length))}  ${counted.join(", ")}`];
  });
}
