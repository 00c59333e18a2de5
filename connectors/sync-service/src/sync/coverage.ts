import { ApiProblemError, type Client } from "@assetql/client";
import { type Batch, ITEM_COLUMN, type Item, type Mapping, type Task } from "@assetql/contract";
import { digestRow, type RowCells, rowOf } from "./row-cells.ts";
import { usedColumns } from "./used-columns.ts";

const PAGE = 200;
/** Batches that were being made while the list was read can turn up a little later in it. */
const LATE_MS = 60_000;

interface KnownBatch {
  readonly createdAt: number;
  /** As many were read. */
  readRows: number;
  readonly totalRows: number;
}

interface KnownRow {
  readonly madeAt: number;
  readonly cells: RowCells;
}

export interface CoverageQuestion {
  readonly mapping: Mapping;
  readonly template: string;
}

/**
 * Which items of a target have been driven as they are now. An item counts as driven when the latest row that any
 * batch of the target has for it says the same in every column the template uses: whatever became of that row
 * (queued, failed, rejected) is for people to decide. So a sync may be repeated, and neither the target's clock nor
 * our own publishing, which touches items as well, makes another image.
 */
export class Coverage {
  readonly #client: Client;
  readonly #targetId: string;
  readonly #batches = new Map<string, KnownBatch>();
  readonly #rows = new Map<string, KnownRow>();
  #seenUntil = 0;

  constructor(client: Client, targetId: string) {
    this.#client = client;
    this.#targetId = targetId;
  }

  /**
   * Reads what is new since the last time. Returns the batches whose rows are not all there yet: the hub makes
   * tasks of a large or paused batch bit by bit.
   */
  async refresh(): Promise<readonly string[]> {
    for (const batch of await this.#newBatches()) this.#remember(batch);
    const incomplete: string[] = [];
    for (const [id, known] of this.#batches) {
      if (known.readRows >= known.totalRows) continue;
      if (!(await this.#readRows(id, known))) incomplete.push(id);
    }
    return incomplete;
  }

  isCovered(item: Item, { mapping, template }: CoverageQuestion): boolean {
    const row = this.#rows.get(item.id);
    if (row === undefined) return false;
    const now = rowOf(item, mapping);
    for (const column of usedColumns(template, row.cells.keys())) {
      const cell = now.get(column);
      if (cell !== undefined && cell !== row.cells.get(column)) return false;
    }
    return true;
  }

  /** The list is in order, the newest first: what is older than all that was seen before is known. */
  async #newBatches(): Promise<readonly Batch[]> {
    const found: Batch[] = [];
    let newest = this.#seenUntil;
    let cursor: string | undefined;
    do {
      const page = await this.#client.call("listBatches", { query: { limit: PAGE, cursor } });
      for (const batch of page.items) {
        newest = Math.max(newest, batch.createdAt);
        if (batch.targetId === this.#targetId && !this.#batches.has(batch.id)) found.push(batch);
      }
      const oldest = page.items.at(-1)?.createdAt ?? 0;
      cursor = oldest < this.#seenUntil - LATE_MS ? undefined : page.cursor;
    } while (cursor !== undefined);
    this.#seenUntil = newest;
    return found;
  }

  #remember({ id, createdAt, totalTasks }: Batch): void {
    this.#batches.set(id, { createdAt, readRows: 0, totalRows: totalTasks });
  }

  /** True when all rows are known, or no more will come. */
  async #readRows(id: string, known: KnownBatch): Promise<boolean> {
    try {
      known.readRows = await this.#walkRows(id, known.createdAt);
      if (known.readRows < known.totalRows && (await this.#isCancelled(id))) known.readRows = known.totalRows;
    } catch (error) {
      // Somebody has deleted the batch: what it had made is gone with it.
      if (!(error instanceof ApiProblemError && error.code === "not-found")) throw error;
      this.#batches.delete(id);
      return true;
    }
    return known.readRows >= known.totalRows;
  }

  async #walkRows(id: string, madeAt: number): Promise<number> {
    let rows = 0;
    let cursor: string | undefined;
    do {
      const page = await this.#client.call("listTasks", { params: { id }, query: { limit: PAGE, cursor } });
      for (const task of page.items) this.#addRow(task, madeAt);
      rows += page.items.length;
      cursor = page.cursor;
    } while (cursor !== undefined);
    return rows;
  }

  async #isCancelled(id: string): Promise<boolean> {
    return (await this.#client.call("getBatch", { params: { id } })).status === "cancelled";
  }

  #addRow({ metadata }: Task, madeAt: number): void {
    const itemId = metadata[ITEM_COLUMN];
    if (itemId === undefined || itemId === "") return;
    const known = this.#rows.get(itemId);
    if (known !== undefined && known.madeAt > madeAt) return;
    this.#rows.set(itemId, { madeAt, cells: digestRow(Object.entries(metadata)) });
  }
}
