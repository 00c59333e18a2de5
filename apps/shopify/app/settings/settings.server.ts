import type { Target } from "@assetql/contract";
import { shopifyConfigSchema } from "@assetql/shopify";
import type { LoaderFunctionArgs } from "@remix-run/node";
import type { Visit } from "../../server/services.ts";
import { fieldOf, type Visited } from "../common/visit-loader.server.ts";
import { failureOf, problemResponse } from "../problems/problem-answer.server.ts";
import { type TargetSettings, widthProblem } from "./target-settings.ts";

/** What there is to set; only the problem, and joining, where the shop's workspace does not let the app in. */
export async function loadSettings({ request, context: { services } }: LoaderFunctionArgs) {
  try {
    return { settings: await settingsFor(await services.visit(request)), problem: null };
  } catch (error) {
    const problem = failureOf(services, error)?.problem;
    if (problem?.code === "workspace-key-refused") return { settings: null, problem };
    throw problemResponse(services, error);
  }
}

export type Settings = Awaited<ReturnType<typeof settingsFor>>;

async function settingsFor(visit: Visit) {
  const [target, health] = await Promise.all([
    visit.admin.targets.get(visit.connection.targetId),
    visit.hub.health(),
  ]);
  const { isOwn, workspaceName, connectedAt, previous } = visit.connection;
  return {
    shop: visit.shop,
    target: settingsOf(target),
    health: target.health,
    hub: { status: health.status, version: health.version },
    workspace: { isOwn, name: workspaceName, connectedAt, previous },
    billing: visit.billing.isOn ? await visit.billing.status() : null,
  };
}

function settingsOf({ config }: Target): TargetSettings {
  const { placement, variantImages, altText, format, width } = shopifyConfigSchema.parse(config);
  return { placement, variantImages, altText, format, width: width === undefined ? "" : String(width) };
}

type Acting = Visited & { readonly form: FormData };

interface Done {
  /** What was done, for the word that tells it. */
  readonly done: "saved" | "checked" | "left" | "begun";
  /** Where to go on, in the window above. */
  readonly url?: string;
}

export async function actSettings(acting: Acting): Promise<Done> {
  const { visit, form } = acting;
  switch (fieldOf(form, "intent")) {
    case "check":
      await visit.admin.targets.check(visit.connection.targetId);
      return { done: "checked" };
    case "leave":
      await visit.leaveWorkspace();
      return { done: "left" };
    case "bill": {
      const { confirmationUrl } = await visit.billing.begin();
      return { done: "begun", url: confirmationUrl };
    }
    default:
      await save(acting);
      return { done: "saved" };
  }
}

/** The form keeps what it cannot mean from being sent; what comes all the same is refused. */
async function save({ visit, form }: Acting): Promise<void> {
  const typed = fieldOf(form, "width");
  if (widthProblem(typed) !== undefined) throw new Response(null, { status: 400 });
  const { config } = await visit.admin.targets.get(visit.connection.targetId);
  const { width: _, ...kept } = config;
  const changed = shopifyConfigSchema.safeParse({
    ...kept,
    placement: fieldOf(form, "placement"),
    variantImages: fieldOf(form, "variantImages"),
    altText: fieldOf(form, "altText"),
    format: fieldOf(form, "format"),
    ...(typed === "" ? {} : { width: Number(typed) }),
  });
  if (!changed.success) throw new Response(null, { status: 400 });
  const { width, ...rest } = changed.data;
  await visit.admin.targets.update(visit.connection.targetId, {
    config: width === undefined ? rest : { ...rest, width },
  });
}
