import { type Check, examine } from "@assetql/embedded";
import { z } from "zod";
import { failed } from "../../errors.ts";
import type { CommandInput } from "../../handler.ts";
import { numeric } from "../../option-values.ts";
import { plural } from "../../output/format.ts";
import type { Terminal, Tone } from "../../output/terminal.ts";
import { pad } from "../../output/text.ts";
import type { Session } from "../../session.ts";
import { DEFAULT_PORT } from "./start.ts";

export const doctorOptions = z.object({
  deep: z.boolean().default(false),
  host: z.string().min(1).default("127.0.0.1"),
  port: numeric(z.int().min(1).max(65_535).default(DEFAULT_PORT)),
  smtp: z.string().min(1).optional(),
});

const tones: Readonly<Record<Check["status"], Tone>> = { ok: "good", warning: "fair", problem: "bad" };

/** Ends with the exit code 1 when there is a problem. */
export async function doctor(
  { terminal, dataFolder, environment }: Session,
  { options: { smtp, ...options } }: CommandInput<z.output<typeof doctorOptions>>,
): Promise<void> {
  const checks = await examine({ ...options, dataFolder, smtpUrl: smtp ?? environment.smtpUrl });
  const problems = checks.filter(({ status }) => status === "problem").length;
  terminal.result({ healthy: problems === 0, checks }, () =>
    checks.map((check) => line(terminal, check)).join("\n"),
  );
  if (problems > 0) throw failed(`The doctor found ${plural(problems, "problem")}.`);
}

function line(terminal: Pick<Terminal, "paint">, { name, status, found, advice }: Check): string {
  const first = `${terminal.paint(tones[status], pad(status, 8))} ${pad(name, 12)} ${found}`;
  return advice === undefined ? first : `${first}\n${pad("", 22)}${advice}`;
}
