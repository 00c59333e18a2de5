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

        private static readonly Notice Gone =
            new Notice(NoticeKind.Info, "", "The image is not in this batch, or not any more.");

        private readonly Loadable<Asset> images = new Loadable<Asset>();
        private readonly ListReader<Asset> reader;
        private readonly Thumbnails thumbnails;
        private readonly ContactSheet sheet;
        private readonly BatchChoice batchChoice;
        private readonly ReviewBar reviewBar;
        private readonly VisualElement around = Ui.Box("aql-list");
        private readonly Button newer;
        private int completed;

        public ImagesPanel(WindowContext context)
            : base(context)
        {
            newer = Ui.Press("There are new images: read again", Read);
            reader = new ListReader<Asset>(images, cursor => Client.Assets.List(Query.ToQuery(cursor)), Show);
            thumbnails = new Thumbnails(Client);
            sheet = new ContactSheet(thumbnails, ThresholdOf);
            batchChoice = new BatchChoice(Store, () => Query.BatchId, ChooseBatch);
            reviewBar = new ReviewBar(context, sheet, OnReviewed);
            sheet.SelectionChanged += reviewBar.Refresh;
            sheet.TakeKey = reviewBar.TakeKey;
            ScrollView scroll = new ScrollView();
            scroll.AddToClassList("aql-grow");
            scroll.Add(sheet);
            scroll.Add(around);
            scroll.Add(newer);
            Add(ToolBar());
            Add(reviewBar);
            Add(scroll);
            Read();
        }

        private SheetQuery Query { get { return State.Sheet; } }

        public override void Refresh(StorePart part)
        {
            if (part == StorePart.Styles) ShowImages();
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
            Query.Reveal = "";
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
            ShowImages();
            reviewBar.Refresh();
            ShowBelow();
            Reveal();
        }

        /// <summary>While they are read again, those of before stay to be seen.</summary>
        private void ShowImages()
        {
            if (images.State == LoadState.Ready || images.Items.Count == 0) sheet.Show(images.Items);
        }

        /// <summary>Page by page, until the image that was asked for is there.</summary>
        private void Reveal()
        {
            if (Query.Reveal.Length == 0 || images.State != LoadState.Ready) return;
            if (sheet.Reveal(Query.Reveal)) Query.Reveal = "";
            else if (images.HasMore) reader.ReadMore(image => { });
            else
            {
                Query.Reveal = "";
                reviewBar.Say(Gone);
            }
        }

        private void ShowBelow()
        {
            if (Query.BatchId.Length == 0)
            {
                around.Clear();
                around.userData = null;
                around.Add(Ui.Tell(NoBatch, null));
                Ui.Display(newer, false);
                return;
            }
            Ui.ShowAround(around, images, Query.Nothing, Read, () => reader.ReadMore(image => { }));
            Batch batch = Store.FindBatch(Query.BatchId);
            Ui.Display(newer, batch != null && batch.Completed != completed);
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
