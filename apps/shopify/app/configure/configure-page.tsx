import type { Quota } from "@assetql/contract";
import { useFetcher } from "@remix-run/react";
import { BlockStack, Card, Layout, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Draft, PlanProblem } from "../../server/batches/shop-batches.ts";
import type { BillingStatus, Selection } from "../../server/services.ts";
import { AppPage } from "../common/app-page.tsx";
import { useFormat } from "../i18n/use-format.ts";
import { hasProblem } from "../problems/problem.ts";
import { ProblemBanner } from "../problems/problem-banner.tsx";
import type { ShownStyle } from "../styles/shown-style.ts";
import css from "./configure.module.css";
import { formOf, type ProblemAnswer, type RefusedAnswer } from "./configure-requests.ts";
import { CostCard } from "./cost-card.tsx";
import { GateCard } from "./gate-card.tsx";
import { ImagesCard } from "./images-card.tsx";
import { paymentOf } from "./payment.ts";
import { MAX_NAME, missingIn, previewKey } from "./plan-form.ts";
import { PreviewCard } from "./preview-card.tsx";
import { StyleCard } from "./style-card.tsx";
import { TemplateCard } from "./template-card.tsx";
import { usePerColour } from "./use-per-colour.tsx";
import { usePlanPreview } from "./use-plan-preview.ts";
import { whyNot } from "./why-not.ts";

export interface ConfigurePageProps {
  readonly selection: Pick<Selection, "id" | "name" | "kind"> & {
    readonly count: number;
    /** Products among colours, as they have none. */
    readonly products: number;
  };
  readonly styles: readonly ShownStyle[];
  readonly initial: Draft;
  readonly quota: Quota;
  /** Null where images are not paid for. */
  readonly billing: BillingStatus | null;
  /** Names this opening of the page: what it sends twice is done once. */
  readonly page: string;
}

/** Style, template, size and number, with a preview of what comes of them. */
export function ConfigurePage({ selection, styles, initial, quota, billing, page }: ConfigurePageProps) {
  const { t } = useTranslation("configure");
  const subtitle = useSelectionWords(selection);
  const [draft, setDraft] = useState(initial);
  const change = (changes: Partial<Draft>): void => setDraft((now) => ({ ...now, ...changes }));
  const path = `/app/configure/${selection.id}`;
  const previewing = usePlanPreview(draft, path);
  const creating = useFetcher<RefusedAnswer | ProblemAnswer>();
  const perColour = usePerColour(draft, path);
  const create = (): void => {
    previewing.stopKeeping();
    creating.submit(formOf("create", draft, { page }), { method: "post", action: path });
  };
  const { answer } = previewing;
  const preview = answer?.preview ?? undefined;
  const missing = missingIn(draft);
  const images = (answer?.summary.items ?? selection.count) * draft.perItem;
  const { remaining } = preview?.quota ?? quota;
  const lacks = billing === null ? undefined : paymentOf(billing, images).lacks;
  const isQuotaShort = lacks === "limit" || (remaining !== null && images > remaining);
  const refused = refusedOf(creating.data, draft);
  const isCreating = creating.state !== "idle";
  const isRefused = refused !== undefined;
  const problem = hasProblem(creating.data) ? creating.data.problem : undefined;
  const hasFailed = previewing.problem !== undefined;
  const reason = whyNot({
    missing,
    preview,
    isCurrent: previewing.isCurrent,
    hasFailed,
    isQuotaShort,
    isPlanNeeded: lacks === "plan",
    isRefused,
  });
  const style = styles.find(({ id }) => id === draft.styleProfileId);
  return (
    <AppPage title={t("title")} subtitle={subtitle} backAction={{ content: t("back"), url: "/app/choose" }}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <ProblemBanner problem={perColour.problem} />
            <Card>
              <TextField
                label={t("name.label")}
                helpText={t("name.help")}
                value={draft.name}
                onChange={(name) => change({ name })}
                maxLength={MAX_NAME}
                autoComplete="off"
                error={draft.name.trim() === "" ? t("name.missing") : false}
              />
            </Card>
            <StyleCard
              styles={styles}
              chosen={draft.styleProfileId}
              onChoose={(id) => change({ styleProfileId: id, threshold: null })}
              newUrl={`/app/styles/new?back=${encodeURIComponent(path)}`}
            />
            <TemplateCard
              template={draft.template}
              onChange={(template) => change({ template })}
              problems={refused ?? preview?.problems ?? []}
              variables={answer?.summary.variables}
              items={answer?.summary.items ?? selection.count}
            />
            <ImagesCard
              draft={draft}
              onChange={change}
              kind={selection.kind}
              isMixed={selection.products > 0}
              perColour={perColour}
            />
            {style !== undefined && (
              <GateCard
                threshold={draft.threshold}
                styleThreshold={style.threshold}
                onChange={(threshold) => change({ threshold })}
              />
            )}
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <div className={css.aside}>
            <BlockStack gap="400">
              <ProblemBanner
                problem={previewing.problem}
                action={{
                  content: t("retry"),
                  onAction: previewing.retry,
                  loading: previewing.isTrying,
                }}
              />
              <PreviewCard
                preview={preview}
                isCurrent={previewing.isCurrent}
                hasFailed={hasFailed}
                missing={missing}
              />
              <ProblemBanner
                problem={problem}
                {...(problem?.code === "billing-needed" && {
                  action: { content: t("cost.toSettings"), url: "/app/settings" },
                })}
              />
              <CostCard
                images={images}
                preview={preview}
                isCurrent={missing !== undefined || hasFailed || previewing.isCurrent}
                quota={preview?.quota ?? quota}
                billing={billing}
                reason={reason === undefined || isCreating ? undefined : t(`reason.${reason}`)}
                isCreating={isCreating}
                onCreate={create}
              />
            </BlockStack>
          </div>
        </Layout.Section>
      </Layout>
      {perColour.question}
    </AppPage>
  );
}

/** As in `12 colors and 8 products`. */
function useSelectionWords({ kind, count, products }: ConfigurePageProps["selection"]): string {
  const { t } = useTranslation("configure");
  const { number, list } = useFormat();
  const words = (of: Selection["kind"], many: number): string =>
    t(`subtitle.${of}`, { count: many, shown: number(many) });
  return products === 0
    ? words(kind, count)
    : list([words(kind, count - products), words("products", products)]);
}

/** What the last try to make a batch of this very draft came to. */
function refusedOf(
  answer: RefusedAnswer | ProblemAnswer | undefined,
  draft: Draft,
): readonly PlanProblem[] | undefined {
  return answer !== undefined && "refused" in answer && answer.of === previewKey(draft)
    ? answer.refused
    : undefined;
}
