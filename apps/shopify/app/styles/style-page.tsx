import type { StyleParameters, StyleProfile } from "@assetql/contract";
import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Card, ChoiceList, Layout, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { AppPage } from "../common/app-page.tsx";
import { SaveBar } from "../common/save-bar.tsx";
import { useConfirm } from "../common/use-confirm.tsx";
import { useToast } from "../common/use-toast.ts";
import { useUnsaved } from "../common/use-unsaved.tsx";
import { hasProblem } from "../problems/problem.ts";
import { ProblemBanner } from "../problems/problem-banner.tsx";
import { GateSlider } from "./gate-slider.tsx";
import { ParameterList } from "./parameter-list.tsx";
import type { ShownStyle } from "./shown-style.ts";
import type { StyleDone, StyleProblem } from "./style-requests.ts";
import css from "./styles.module.css";

export interface StylePageProps {
  readonly style: ShownStyle & {
    readonly parameters: StyleParameters;
    readonly locked: StyleProfile["lockedParameters"];
  };
  /** It was just made. */
  readonly isNew: boolean;
  /** The page that wants it, if it was made for one. */
  readonly back: string | null;
}

/** What was read from a style's references, and what can be changed of it. */
export function StylePage({ style, isNew, back }: StylePageProps) {
  const { t } = useTranslation("styles");
  const { confirm, question } = useConfirm();
  const removing = useFetcher<StyleProblem>();
  const remove = async (): Promise<void> => {
    const isSure = await confirm({
      title: t("removeQuestion", { name: style.name }),
      message: t("removeAdvice"),
      action: t("remove"),
      isDestructive: true,
    });
    if (isSure) removing.submit({ intent: "remove-here", styleId: style.id }, { method: "post" });
  };
  const use =
    back === null ? {} : { primaryAction: { content: t("detail.use"), url: `${back}?style=${style.id}` } };
  return (
    <AppPage
      title={style.name}
      backAction={{ content: t("title"), url: "/app/styles" }}
      secondaryActions={[
        { content: t("remove"), destructive: true, onAction: remove, loading: removing.state !== "idle" },
      ]}
      {...use}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {isNew && (
              <Banner tone="success" title={t("detail.created")}>
                <Text as="p">{t("detail.createdAdvice")}</Text>
              </Banner>
            )}
            <ProblemBanner problem={hasProblem(removing.data) ? removing.data.problem : undefined} />
            <Card>
              <BlockStack gap="400">
                <Text as="h2" variant="headingMd">
                  {t("detail.read")}
                </Text>
                <ParameterList parameters={style.parameters} />
              </BlockStack>
            </Card>
            <Card>
              <BlockStack gap="300">
                <Text as="h2" variant="headingMd">
                  {t("references", { count: style.references.length })}
                </Text>
                <div className={css.tiles}>
                  {style.references.map(({ sha256, name, url }) => (
                    <div key={sha256} className={css.tile} style={{ cursor: "default" }}>
                      {url !== null && <img src={url} alt={name} loading="lazy" />}
                    </div>
                  ))}
                </div>
              </BlockStack>
            </Card>
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <StyleSettings key={style.id} style={style} />
        </Layout.Section>
      </Layout>
      {question}
    </AppPage>
  );
}

function StyleSettings({ style }: Pick<StylePageProps, "style">) {
  const { t } = useTranslation("styles");
  const toast = useToast();
  const [name, setName] = useState(style.name);
  const [threshold, setThreshold] = useState(style.threshold);
  const [locked, setLocked] = useState<readonly string[]>(style.locked);
  const saving = useFetcher<StyleDone | StyleProblem>();
  const isDirty =
    name.trim() !== style.name ||
    threshold !== style.threshold ||
    [...locked].sort().join() !== [...style.locked].sort().join();
  const isSaving = saving.state !== "idle";
  useUnsaved(isDirty && !isSaving, { bySaveBar: true });
  const { data } = saving;
  useEffect(() => {
    if (data !== undefined && "done" in data) toast(t("detail.saved"));
  }, [data, toast, t]);
  const isNameless = name.trim() === "";
  const discard = (): void => {
    setName(style.name);
    setThreshold(style.threshold);
    setLocked(style.locked);
  };
  const save = (): void => {
    if (isNameless || isSaving) return;
    const form = new FormData();
    for (const [key, value] of Object.entries({ intent: "save", name, threshold: String(threshold) })) {
      form.set(key, value);
    }
    for (const one of locked) form.append("locked", one);
    saving.submit(form, { method: "post" });
  };
  return (
    <Card>
      <SaveBar
        id="style-save-bar"
        isOpen={isDirty}
        isSaving={isSaving}
        mayBeSaved={!isNameless}
        onSave={save}
        onDiscard={discard}
      />
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("detail.settings")}
        </Text>
        <ProblemBanner problem={hasProblem(data) ? data.problem : undefined} />
        <TextField
          label={t("detail.name")}
          value={name}
          onChange={setName}
          maxLength={120}
          autoComplete="off"
          error={isNameless ? t("create.needsName") : false}
        />
        <GateSlider threshold={threshold} onChange={setThreshold} />
        <ChoiceList
          title={t("detail.locked")}
          allowMultiple
          choices={[
            { value: "colorPalette", label: t("detail.palette") },
            { value: "lighting", label: t("detail.light") },
            { value: "composition", label: t("detail.composition") },
            { value: "texture", label: t("detail.texture") },
          ]}
          selected={[...locked]}
          onChange={setLocked}
        />
        <Text as="p" tone="subdued">
          {`${t("detail.lockedHelp")} ${t("detail.later")}`}
        </Text>
      </BlockStack>
    </Card>
  );
}
