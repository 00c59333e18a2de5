using System.Collections.Generic;
using System.Linq;
using AssetQL.Client;
using UnityEngine;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>The contact sheet: a batch's images with their scores, to approve, reject, make again and pull.</summary>
    internal sealed class ImagesPanel : Panel
    {
        private static readonly Notice NoBatch =
            new Notice(NoticeKind.Info, "Choose a batch", "Its images are shown here as they are made.");

        private readonly Loadable<Asset> images = new Loadable<Asset>();
        private readonly ListReader<Asset> reader;
        private readonly Thumbnails thumbnails;
        private readonly ContactSheet sheet;
        private readonly BatchChoice batchChoice;
        private readonly ReviewBar reviewBar;
        private readonly VisualElement below = Ui.Box("aql-list");
        private int completed;

        public ImagesPanel(WindowContext context)
            : base(context)
        {
            reader = new ListReader<Asset>(images, cursor => Client.Assets.List(Query.ToQuery(cursor)), Show);
            thumbnails = new Thumbnails(Client);
            sheet = new ContactSheet(thumbnails, ThresholdOf);
            batchChoice = new BatchChoice(Store, () => Query.BatchId, ChooseBatch);
            reviewBar = new ReviewBar(context, sheet, OnReviewed);
            sheet.SelectionChanged += reviewBar.Refresh;
            sheet.KeyPressed += reviewBar.OnKey;
            ScrollView scroll = new ScrollView();
            scroll.AddToClassList("aql-grow");
            scroll.Add(sheet);
            scroll.Add(below);
            Add(ToolBar());
            Add(reviewBar);
            Add(scroll);
            Read();
        }

        private SheetQuery Query { get { return State.Sheet; } }

        public override void Refresh(StorePart part)
        {
            if (part != StorePart.Batches) return;
            batchChoice.Refresh();
            // New images are shown as they come, but not while somebody chooses among those that are there.
            Batch batch = Store.FindBatch(Query.BatchId);
            bool hasMore = batch != null && batch.Completed != completed;
            if (hasMore && sheet.Selection.Count == 0 && images.State != LoadState.Loading && !images.HasMore) Read();
            else if (hasMore) ShowBelow();
        }

        public override void Leave()
        {
            thumbnails.Dispose();
        }

        private VisualElement ToolBar()
        {
            return Ui.Box(
                "aql-toolbar",
                batchChoice,
                Ui.Choice("Show", SheetQuery.Reviews, Query.Review, index => Change(() => Query.Review = index)),
                Ui.Choice("Order", SheetQuery.Orders, Query.Order, index => Change(() => Query.Order = index)),
                Ui.Press("Read again", Read));
        }

        private void ChooseBatch(string id)
        {
            thumbnails.Clear();
            Change(() => Query.BatchId = id);
        }

        private void Change(System.Action change)
        {
            change();
            images.Clear();
            Read();
        }

        private void Read()
        {
            if (Query.BatchId.Length == 0)
            {
                ShowBelow();
                return;
            }
            Batch batch = Store.FindBatch(Query.BatchId);
            completed = batch == null ? 0 : batch.Completed;
            reader.Read(image => { });
        }

        private void Show()
        {
            // While they are read again, those of before stay to be seen.
            if (images.State == LoadState.Ready || images.Items.Count == 0) sheet.Show(images.Items);
            if (Query.Reveal.Length > 0 && sheet.Reveal(Query.Reveal)) Query.Reveal = "";
            reviewBar.Refresh();
            ShowBelow();
        }

        private void ShowBelow()
        {
            below.Clear();
            if (Query.BatchId.Length == 0)
            {
                below.Add(Ui.Tell(NoBatch, null));
                return;
            }
            VisualElement state = Ui.StateOf(images, Query.Nothing, Read);
            if (state != null) below.Add(state);
            if (images.HasMore) below.Add(Ui.Press("Show more", () => reader.ReadMore(image => { })));
            Batch batch = Store.FindBatch(Query.BatchId);
            bool isOlder = batch != null && batch.Completed != completed;
            if (isOlder) below.Add(Ui.Press("There are new images: read again", Read));
        }

        /// <summary>What was decided is shown at once; where it no longer fits the filter, it goes with the next reading.</summary>
        private void OnReviewed(IReadOnlyList<string> ids, string action)
        {
            if (action == "regenerate" || Query.Review != 0)
            {
                Read();
                return;
            }
            string review = action == "approve" ? "approved" : "rejected";
            foreach (Asset asset in images.Items.Where(asset => ids.Contains(asset.Id)).ToList())
            {
                Asset changed = new Asset(JsonValue.Parse(asset.Source.ToString()).Set("review", JsonValue.Of(review)));
                images.Put(changed, other => other.Id == changed.Id);
            }
            Show();
        }

        private double? ThresholdOf()
        {
            Batch batch = Store.FindBatch(Query.BatchId);
            Style style = batch == null ? null : Store.FindStyle(batch.StyleId);
            return style == null ? (double?)null : style.Threshold;
        }
    }
}
