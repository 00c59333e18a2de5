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

/** Now or at a time; then it is taken back at another time, or not at the one that the form had shown. */
async function apply({ publications }: Client, id: PublicationId, form: FormData): Promise<void> {
  const conflicts = conflictPolicies.find((known) => known === fieldOf(form, "conflicts"));
  const at = timeIn(form, "at");
  const revertAt = timeIn(form, "revertAt");
  const notRevertAt = timeIn(form, "notRevertAt");
  const { scheduled } = await publications.apply(id, {
    ...(conflicts === undefined ? {} : { conflicts }),
    ...(at === undefined ? {} : { at }),
  });
  if (revertAt !== undefined) await publications.revert(id, { at: revertAt });
  // Another time is a colleague's, whom the form knew nothing of.
  else if (scheduled.some((step) => step.action === "revert" && step.at === notRevertAt)) {
    await publications.unschedule(id, { action: "revert" });
  }
}

/** Milliseconds since 1970. Only a field that is empty says "now": what cannot be read must not write to the shop. */
function timeIn(form: FormData, name: string): number | undefined {
  const text = fieldOf(form, name);
  if (text === "") return undefined;
  if (/^\d{1,16}$/.test(text)) return Number(text);
  throw new ProblemError("request-invalid", "A date or time cannot be read. Choose it again.");
}
