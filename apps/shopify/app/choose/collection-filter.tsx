import { useFetcher } from "@remix-run/react";
import { BlockStack, ChoiceList, Spinner, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { hasProblem } from "../problems/problem.ts";
import { ProblemBanner } from "../problems/problem-banner.tsx";
import type { action } from "../routes/app.choose.tsx";
import type { ChooseQuery } from "./query.ts";

const TYPING_MS = 300;

interface CollectionFilterProps {
  readonly value: ChooseQuery["collection"];
  readonly onChange: (collection: ChooseQuery["collection"]) => void;
}

/** Inside the filter's popover: collections by name, of which one can be taken. */
export function CollectionFilter({ value, onChange }: CollectionFilterProps) {
  const { t } = useTranslation(["choose", "common"]);
  const { submit, data, state } = useFetcher<typeof action>();
  const [search, setSearch] = useState("");
  useEffect(() => {
    const look = () => submit({ intent: "collections", search }, { method: "post", action: "/app/choose" });
    const timer = setTimeout(look, search === "" ? 0 : TYPING_MS);
    return () => clearTimeout(timer);
  }, [search, submit]);

  if (hasProblem(data)) return <ProblemBanner problem={data.problem} />;
  const found = data?.collections;
  return (
    <BlockStack gap="300">
      <TextField
        label={t("filters.searchCollections")}
        labelHidden
        placeholder={t("filters.searchCollections")}
        value={search}
        onChange={setSearch}
        autoComplete="off"
        suffix={state === "idle" ? null : <Spinner size="small" accessibilityLabel={t("common:loading")} />}
      />
      {found?.length === 0 ? <Text as="p">{t("filters.noCollections")}</Text> : null}
      {found === undefined || found.length === 0 ? null : (
        <ChoiceList
          title={t("filters.collection")}
          titleHidden
          choices={found.map(({ id, title }) => ({ label: title, value: id }))}
          selected={value === undefined ? [] : [value.id]}
          onChange={([id]) => onChange(found.find((collection) => collection.id === id))}
        />
      )}
    </BlockStack>
  );
}
