import type { CoreDeps } from "../deps.ts";
import { MailError } from "../ports/index.ts";
import { workspaces } from "../workspaces/workspace-record.ts";
import type { InvitationRecord } from "./invitation-record.ts";

type MailDeps = Pick<CoreDeps, "store" | "mailer" | "log" | "publicUrl">;

/** Sends the token to whom it is for. A mail that is not taken is logged: whoever invited has the token, too. */
export async function mailInvitation(
  deps: MailDeps,
  invitation: InvitationRecord,
  token: string,
): Promise<void> {
  const { workspaceId, email, role, expiresAt } = invitation;
  const name = (await deps.store.get(workspaces, workspaceId))?.value.name ?? workspaceId;
  const text = [
    `You are invited to the workspace "${name}" as ${/^[aeiou]/.test(role) ? "an" : "a"} ${role}.`,
    "",
    `Sign in at ${deps.publicUrl()} and accept the invitation with this token:`,
    "",
    token,
    "",
    `It can be used once, until ${new Date(expiresAt).toUTCString()}. If you expected no invitation, ignore this mail.`,
    "",
  ].join("\n");
  try {
    await deps.mailer.send({ to: email, subject: `Invitation to ${name}`, text });
  } catch (error) {
    // The message of another error than a MailError may name the address.
    deps.log("warn", "an invitation could not be mailed", {
      error: error instanceof MailError ? error.message : "unexpected",
    });
  }
}
