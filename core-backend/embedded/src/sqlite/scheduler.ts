import { put, remove, type Scheduler } from "@assetql/core/ports";
import { alarms, newAlarm, type SchedulerDeps } from "./scheduler-alarms.ts";
import { SqliteSchedulerWorker } from "./scheduler-worker.ts";

/** Alarms on the tables of `store`; one scheduler a store. */
export function createSqliteScheduler(deps: SchedulerDeps): Scheduler {
  let running = false;
  return {
    put: (alarm) => put(alarms, newAlarm(alarm, deps.clock.now())),
    cancel: (id) => remove(alarms, id),
    start(ring, { onError = () => {} } = {}) {
      // Two workers would ring every alarm twice.
      if (running) throw new Error("The scheduler has a worker already");
      running = true;
      const worker = new SqliteSchedulerWorker(deps, ring, onError);
      return {
        async stop() {
          await worker.stop();
          running = false;
        },
      };
    },
  };
}
