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

/** What a workspace came to in a month. */
export async function imagesOf(admin: Client, month: string): Promise<MonthImages> {
  const { months } = await admin.usage.get({ from: month, to: month });
  const found = months.find((one) => one.month === month);
  return { completed: found?.completed ?? 0, asked: found?.assets ?? 0 };
}
