import { useNavigate } from "@remix-run/react";
import { SaveBar } from "@shopify/app-bridge-react";
import {
  BlockStack,
  Button,
  Card,
  EmptyState,
  InlineStack,
  Pagination,
  Select,
  Text,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { AppPage } from "../common/app-page.tsx";
import { useUnsaved } from "../common/use-unsaved.tsx";
import { useFormat } from "../i18n/use-format.ts";
import { ProblemBanner } from "../problems/problem-banner.tsx";
import { AltTextModal } from "./alt-text-modal.tsx";
import { ApproveModal } from "./approve-modal.tsx";
import { BelowGateList } from "./below-gate-list.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { CompareModal } from "./compare-modal.tsx";
import { ImageGrid } from "./image-grid.tsx";
import { KeysModal } from "./keys-modal.tsx";
import type { ReviewPage } from "./load-review.server.ts";
import { NoteModal } from "./note-modal.tsx";
import "./review.css";
import { ReviewFilters } from "./review-filters.tsx";
import type { ShopNow } from "./review-image.ts";
import { isFiltered, type PageSize, pageSizes, type ReviewQuery } from "./review-query.ts";
import { type Review, useReview } from "./use-review.ts";

export interface ReviewScreenProps {
  readonly page: ReviewPage;
  readonly query: ReviewQuery;
  readonly shopNow: Promise<Record<string, ShopNow> | null>;
}

/** A batch's images, to be looked at and decided about. */
export function ReviewScreen(props: ReviewScreenProps) {
  const { page, query } = props;
  const { t } = useTranslation(["review", "common"]);
  const { number } = useFormat();
  const navigate = useNavigate();
  const review = useReview(props);
  const { counts, navigation, drafts } = review;
  const { question } = useUnsaved(drafts.drafts.size > 0, { bySaveBar: true });
  const path = `/app/batches/${page.batch.id}`;
  return (
    <AppPage
      fullWidth
      title={t("title")}
      subtitle={page.batch.name}
      backAction={{ url: path, content: page.batch.name }}
      primaryAction={{
        content: t("publish", { count: counts.approved, shown: number(counts.approved) }),
        disabled: counts.approved === 0,
        onAction: () => navigate(`${path}/publish`),
      }}
      secondaryActions={[{ content: t("keys.action"), onAction: () => review.setHelp(true) }]}
    >
      {review.announcer}
      <BlockStack gap="400">
        <ProblemBanner problem={review.decisions.failure?.problem} onDismiss={review.decisions.clearFailure}>
          {review.wentThrough}
        </ProblemBanner>
        <Card padding="0">
          <ReviewFilters
            query={query}
            counts={counts}
            belowCount={page.belowCount}
            isLoading={navigation.isLoading}
            onChange={navigation.change}
          />
        </Card>
        <Listed review={review} {...props} />
        {review.bulkCount > 0 ? (
          <BulkBar
            count={review.bulkCount}
            total={page.total}
            isAll={review.selection.isAll}
            progress={review.decisions.progress}
            onAct={review.onBulk}
            onSelectAll={review.selection.selectAll}
            onClear={() => {
              review.selection.clear();
              review.focusGrid();
            }}
          />
        ) : null}
      </BlockStack>
      <Windows review={review} page={page} />
      {question}
      <SaveBar id="review-alt-texts" open={drafts.drafts.size > 0}>
        {/* App Bridge shows these in Shopify admin's own bar. */}
        <button
          type="button"
          variant="primary"
          onClick={() => void drafts.save()}
          {...(drafts.isSaving ? { loading: "" } : {})}
        >
          {t("common:save")}
        </button>
        <button type="button" onClick={drafts.discard}>
          {t("common:discard")}
        </button>
      </SaveBar>
    </AppPage>
  );
}

function Listed({ review, page, query }: ReviewScreenProps & { readonly review: Review }) {
  const { t } = useTranslation("review");
  const { images, navigation } = review;
  if (query.tab === "below") {
    if (page.below.length === 0) return <NothingFound query={query} review={review} />;
    return (
      <BlockStack gap="400">
        <div className="aql-above">
          <Text as="p" tone="subdued">
            {t("below.help")}
          </Text>
        </div>
        <BelowGateList
          below={page.below}
          shopNow={review.shopNow}
          gate={page.gate}
          accepted={review.accept.accepted}
          accepting={review.accept.accepting}
          onAccept={({ taskId }) => void review.accept.accept(taskId)}
        />
      </BlockStack>
    );
  }
  if (images.length === 0) return <NothingFound query={query} review={review} />;
  return (
    <BlockStack gap="400">
      <PageTicks review={review} />
      <ImageGrid
        images={images}
        shopNow={review.shopNow}
        gate={page.gate}
        selected={review.selection.ids}
        drafts={review.drafts.drafts}
        editing={review.editing}
        onAct={review.onAct}
        onAltText={review.drafts.change}
        onAltTextDone={review.onAltTextDone}
        onHelp={() => review.setHelp(true)}
        focusRef={review.focusRef}
      />
      <Pages page={page} query={query} navigation={navigation} />
    </BlockStack>
  );
}

function PageTicks({ review }: { review: Review }) {
  const { t } = useTranslation("review");
  const ids = review.images.map(({ id }) => id);
  const areAll = ids.every((id) => review.selection.ids.has(id));
  return (
    <div className="aql-above">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Button variant="plain" onClick={() => review.selection.selectPage(!areAll)}>
          {t(areAll ? "unselectPage" : "selectPage", { count: ids.length })}
        </Button>
        <Text as="p" variant="bodySm" tone="subdued" id="aql-keys-hint">
          {t("keys.hint")}
        </Text>
      </InlineStack>
    </div>
  );
}

interface PagesProps extends Pick<ReviewScreenProps, "page" | "query"> {
  readonly navigation: Review["navigation"];
}

function Pages({ page, query, navigation }: PagesProps) {
  const { t } = useTranslation("review");
  const { number } = useFormat();
  const { next, previous, pageNumber } = navigation;
  const pages = page.total === null ? undefined : Math.max(pageNumber, Math.ceil(page.total / query.size));
  return (
    <InlineStack align="space-between" blockAlign="center" gap="400">
      <Select
        label={t("pages.size")}
        labelInline
        options={pageSizes.map((size) => ({ label: String(size), value: String(size) }))}
        value={String(query.size)}
        onChange={(value) => navigation.change({ size: sizeOf(value) })}
      />
      <Pagination
        accessibilityLabel={t("pages.label")}
        label={t("pages.place", { page: number(pageNumber), pages: number(pages ?? pageNumber) })}
        hasPrevious={previous !== undefined}
        hasNext={next !== undefined}
        {...(previous === undefined ? {} : { onPrevious: previous })}
        {...(next === undefined ? {} : { onNext: next })}
      />
    </InlineStack>
  );
}

const sizeOf = (value: string): PageSize => pageSizes.find((size) => String(size) === value) ?? 24;

function NothingFound({ query, review }: { query: ReviewQuery; review: Review }) {
  const { t } = useTranslation("review");
  const { pending, approved, rejected } = review.counts;
  const kind = nothingOf(query, pending + approved + rejected);
  return (
    <Card>
      <EmptyState
        heading={t(`empty.${kind}`)}
        image=""
        {...(kind === "filter"
          ? {
              action: {
                content: t("empty.clear"),
                onAction: () => review.navigation.change({ text: "", minScore: 0, maxScore: 100 }),
              },
            }
          : {})}
      >
        <Text as="p">{t(`empty.${kind}Help`)}</Text>
      </EmptyState>
    </Card>
  );
}

function nothingOf(query: ReviewQuery, all: number): "below" | "filter" | "batch" | "state" {
  if (query.tab === "below") return "below";
  if (isFiltered(query)) return "filter";
  return all === 0 ? "batch" : "state";
}

/** Each is there only while it is open: one that fades away holds the focus, and swallows the keys that come next. */
function Windows({ review, page }: { review: Review; page: ReviewPage }) {
  const { opened, shopNow } = review;
  const { image } = opened;
  return (
    <>
      {image === undefined ? null : (
        <CompareModal
          batchId={page.batch.id}
          image={image}
          now={shopNow === undefined ? undefined : (shopNow?.[image.itemId ?? ""] ?? null)}
          gate={page.gate}
          place={opened.place}
          restoring={opened.restoring}
          onStep={opened.step}
          onAct={review.onAct}
          onRestore={(shown, version) => void opened.restore(shown, version)}
          onClose={opened.close}
        />
      )}
      {review.asked === undefined ? null : (
        <NoteModal request={review.asked} onClose={review.closeNote} onConfirm={review.onNote} />
      )}
      {review.approval.asked === undefined ? null : (
        <ApproveModal
          asked={review.approval.asked}
          onAnswer={(withRejected) => {
            review.focusGrid();
            void review.approval.answer(withRejected);
          }}
          onClose={() => {
            review.approval.close();
            review.focusGrid();
          }}
        />
      )}
      {review.isHelpOpen ? (
        <KeysModal
          onClose={() => {
            review.setHelp(false);
            review.focusGrid();
          }}
        />
      ) : null}
      <AltTextModal
        batchId={page.batch.id}
        isOpen={review.isFillOpen}
        count={review.bulkTotal}
        idsOf={review.bulkIds}
        columns={page.columns}
        onClose={() => {
          review.setFill(false);
          review.focusGrid();
        }}
        onFilled={review.onFilled}
      />
    </>
  );
}
