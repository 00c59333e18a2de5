import type { Client } from "@assetql/client";

/** Of the hub's months, as in `2026-11`. */
export const monthOf = (time: number): string => new Date(time).toISOString().slice(0, 7);

export function monthBefore(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return monthOf(Date.UTC(year, number - 2, 1));
}

export interface MonthImages {
  /** Done, of batches that were submitted in the month, and of images that were wanted again in it. */
  readonly completed: number;
  /** Those, and what is to be done by what runs or waits. */
  readonly asked: number;
}

export const NO_IMAGES: MonthImages = { completed: 0, asked: 0 };

/** What a workspace came to in each month from `from` to `to`; months in which nothing was made are left out. */
export async function imagesOf(
  admin: Client,
  range: { readonly from: string; readonly to: string },
): Promise<ReadonlyMap<string, MonthImages>> {
  const { months } = await admin.usage.get(range);
  return new Map(months.map(({ month, completed, assets }) => [month, { completed, asked: assets }]));
}

/** What a workspace came to in one month. */
export const imagesIn = async (admin: Client, month: string): Promise<MonthImages> =>
  (await imagesOf(admin, { from: month, to: month })).get(month) ?? NO_IMAGES;
