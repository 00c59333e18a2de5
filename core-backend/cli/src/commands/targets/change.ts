import { z } from "zod";
import { wrongInput } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import { plain } from "../../output/text.ts";
import { assertWanted } from "../../prompter.ts";
import type { Session } from "../../session.ts";
import { addTargetOptions, assertHealthy, mappingFrom, policiesFrom } from "./add.ts";
import { assertNameFree, findTarget } from "./find-target.ts";
import { formatTarget } from "./format-target.ts";
import { readConfig, readCredentials } from "./read-settings.ts";

export const updateTargetOptions = addTargetOptions.omit({ check: true }).extend({
  name: addTargetOptions.shape.name.optional(),
  newCredentials: z.boolean().default(false),
});
type UpdateOptions = z.output<typeof updateTargetOptions>;

/** Settings that are not named stay as they are. */
export async function updateTarget(
  session: Session,
  { args: [which = ""], options }: CommandInput<UpdateOptions>,
): Promise<void> {
  const client = await session.connect();
  const before = await findTarget(client, which);
  if (options.name !== undefined) await assertNameFree(client, options.name, before.id);
  const connector = (await client.connectors.list()).find(({ name }) => name === before.connector);
  const reaches = options.config !== undefined || options.configFile !== undefined;
  const renews = options.newCredentials || options.credentialsFile !== undefined;
  if ((reaches || renews) && connector === undefined) {
    throw wrongInput(
      `No host offers the connector "${before.connector}" now, so its settings cannot be checked.`,
    );
  }
  const config =
    connector !== undefined && reaches
      ? { ...before.config, ...(await readConfig(session, connector, { ...options, ask: false })) }
      : undefined;
  const credentials =
    connector !== undefined && renews
      ? await readCredentials(session, connector, { ...options, ask: true })
      : undefined;
  if (renews && credentials === undefined) throw wrongInput("No new credentials were given.");
  const { policies } = policiesFrom(options);
  const { mapping } = mappingFrom(options);
  const changes = {
    name: options.name,
    config,
    credentials,
    policies: policies && { ...before.policies, ...policies },
    mapping: mapping && {
      rows: options.row === undefined ? before.mapping.rows : mapping.rows,
      publish: options.publish === undefined ? before.mapping.publish : mapping.publish,
    },
  };
  if (Object.values(changes).every((change) => change === undefined)) {
    throw wrongInput(
      "Say what to change: --name, --config, --credentials-file, --new-credentials, --conflicts, …",
    );
  }
  const target = await client.targets.update(before.id, changes);
  session.terminal.result(target, () => formatTarget(session.terminal, target));
}

export async function checkTarget(
  { terminal, connect }: Session,
  { args }: CommandInput<object>,
): Promise<void> {
  const client = await connect();
  const { id } = await findTarget(client, args[0] ?? "");
  const target = await client.targets.check(id);
  terminal.result(target, () => formatTarget(terminal, target));
  assertHealthy(target, `${plain(target.name)} cannot be used`);
}

export const removeTargetOptions = z.object({ yes: z.boolean().default(false) });

export async function removeTarget(
  { terminal, connect, prompter }: Session,
  { args, options: { yes } }: CommandInput<z.output<typeof removeTargetOptions>>,
): Promise<void> {
  const client = await connect();
  const { id, name } = await findTarget(client, args[0] ?? "");
  await assertWanted(prompter, {
    yes,
    question: `Forget ${plain(name)}, its credentials and what is known of its publications? They cannot be undone then.`,
    otherwise: "Nothing was removed",
  });
  await client.targets.delete(id);
  terminal.result(
    { id, deleted: true },
    () => `Removed ${plain(name)} (${id}). What was published stays where it is.`,
  );
}
