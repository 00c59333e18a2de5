import {
  type CreateScheduleInput,
  createScheduleSchema,
  createStyleSchema,
  type Plan,
  type Schedule,
  type ScheduleId,
  type StyleProfile,
} from "@assetql/contract";
import {
  createSchedule,
  createStyle,
  type Disposition,
  ensureHomeWorkspace,
  getSchedule,
  handleMessage,
  listBatches,
  updateWorkspace,
} from "@assetql/core";
import { createFixedGenerator, preparedImage } from "../support/fixed-generator.ts";
import { openTestHome, owner, type TestHome } from "../support/test-home.ts";
import { forgetRun } from "./forget-run.ts";

type BatchBody = CreateScheduleInput["batch"];

export interface ScheduledHome extends TestHome {
  batch(): BatchBody;
  schedule(input?: Partial<CreateScheduleInput>, idempotencyKey?: string): Promise<Schedule>;
  newStyle(): Promise<StyleProfile>;
  /** Delivers the job of a planned time, as the queue does. */
  run(scheduleId: ScheduleId, plannedAt: number, receives?: number): Promise<Disposition>;
  /** As if the process had died before it noted the last run. */
  forgetRun(id: ScheduleId): Promise<void>;
  read(id: ScheduleId): Promise<Schedule>;
  batchNames(): Promise<string[]>;
  setPlan(plan: Plan): Promise<void>;
}

export async function openScheduledHome(): Promise<ScheduledHome> {
  const image = await preparedImage(128);
  const home = await openTestHome(createFixedGenerator({ image, latencyMs: 0 }));
  const { core, style } = home;
  await ensureHomeWorkspace(core);
  const batch = (): BatchBody => ({
    styleProfileId: style.id,
    template: "A {subject}",
    csv: "sku,subject\nS-1,mug\nS-2,lamp\n",
    config: { width: 128, height: 128, styleGate: "off" },
  });
  return {
    ...home,
    batch,
    schedule(input = {}, idempotencyKey) {
      const times = input.at === undefined ? { cron: "0 9 * * *" } : {};
      const body = createScheduleSchema.parse({ name: "Daily", batch: batch(), ...times, ...input });
      return createSchedule(core, owner, { ...body, idempotencyKey });
    },
    newStyle: () =>
      createStyle(core, owner, {
        ...createStyleSchema.parse({ name: "Other" }),
        files: [{ name: "reference.png", bytes: image }],
      }),
    run: (scheduleId, plannedAt, receives = 1) =>
      handleMessage(core, JSON.stringify({ kind: "run-schedule", scheduleId, plannedAt }), {
        receives,
        signal: new AbortController().signal,
      }),
    forgetRun: (id) => forgetRun(core.store, id),
    read: (id) => getSchedule(core, owner, { id }),
    async batchNames() {
      const { items } = await listBatches(core, owner, { limit: 200 });
      return items.map(({ name }) => name);
    },
    async setPlan(plan) {
      await updateWorkspace(core, { ...owner, operator: true }, { id: owner.workspaceId, plan });
    },
  };
}
