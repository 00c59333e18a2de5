import type { Client } from "@assetql/client";
import { conflictPolicies, ProblemError, type PublicationId, scheduledActions } from "@assetql/contract";
import { fieldOf } from "../common/visit-loader.server.ts";

/** What a button of the page asks for, as a form's fields. Throws what the hub's client throws. */
export async function controlPublication(hub: Client, id: PublicationId, form: FormData): Promise<void> {
  const { publications } = hub;
  switch (fieldOf(form, "intent")) {
    case "apply":
      await apply(hub, id, form);
      return;
    case "pause":
      await publications.pause(id);
      return;
    case "resume":
      await publications.resume(id);
      return;
    case "revert": {
      const at = timeIn(form, "at");
      await publications.revert(id, {
        force: fieldOf(form, "force") === "true",
        ...(at === undefined ? {} : { at }),
      });
      return;
    }
    case "unschedule": {
      const action = scheduledActions.find((known) => known === fieldOf(form, "action"));
      await publications.unschedule(id, action === undefined ? {} : { action });
      return;
    }
    default:
      throw new ProblemError("request-invalid", "The page asked for something unknown.");
  }
}

/** Now or at a time, and taken back at another time if wanted. */
async function apply({ publications }: Client, id: PublicationId, form: FormData): Promise<void> {
  const conflicts = conflictPolicies.find((known) => known === fieldOf(form, "conflicts"));
  const at = timeIn(form, "at");
  const revertAt = timeIn(form, "revertAt");
  if (fieldOf(form, "takeBack") === "never") await forgetTakingBack(publications, id);
  await publications.apply(id, {
    ...(conflicts === undefined ? {} : { conflicts }),
    ...(at === undefined ? {} : { at }),
  });
  if (revertAt !== undefined) await publications.revert(id, { at: revertAt });
}

/** What was scheduled before, and may have been called off by somebody since. */
async function forgetTakingBack(publications: Client["publications"], id: PublicationId): Promise<void> {
  const { scheduled } = await publications.get(id);
  if (scheduled.some(({ action }) => action === "revert")) {
    await publications.unschedule(id, { action: "revert" });
  }
}

/** Milliseconds since 1970. */
function timeIn(form: FormData, name: string): number | undefined {
  const text = fieldOf(form, name);
  return /^\d{1,16}$/.test(text) ? Number(text) : undefined;
}
