import { until } from "../support/until.ts";
import type { OpenedApp } from "./opened-app.ts";

/** React marks each element that it has taken over from the server's page. */
const script = `[...document.querySelectorAll("h1, button, a")].some((element) =>
  Object.keys(element).some((key) => key.startsWith("__reactFiber")))`;

/** The page is seen before it listens: what is pressed until then is lost. */
export async function listening(opened: OpenedApp): Promise<OpenedApp> {
  await until(async () => (await (await opened.frame()).evaluate(script)) === true || undefined);
  return opened;
}
