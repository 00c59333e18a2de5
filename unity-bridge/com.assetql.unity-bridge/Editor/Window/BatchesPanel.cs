using System;
using System.Threading.Tasks;
using AssetQL.Client;
using UnityEditor;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>The hub's batches, the latest first, and what can be done with each.</summary>
    internal sealed class BatchesPanel : Panel
    {
        private static readonly Notice None =
            new Notice(NoticeKind.Info, "No batches yet", "Make one of a CSV, or of the sprites your scenes " +
                "lack, in \u201cCreate\u201d.");

        private readonly VisualElement message = Ui.Box("aql-list");
        private readonly VisualElement around = Ui.Box("aql-list");
        private readonly CardList<Batch> cards;

        public BatchesPanel(WindowContext context)
            : base(context)
        {
            cards = new CardList<Batch>(batch => batch.Id, FactsOf);
            ScrollView scroll = Ui.Scroll();
            scroll.Add(Ui.Row(Ui.Text("Batches", "aql-section__title", "aql-grow"), Ui.Press("Read again", Store.ReadBatches)));
            scroll.Add(message);
            scroll.Add(cards);
            scroll.Add(around);
            Add(scroll);
            Refresh(StorePart.Batches);
        }

        public override void Refresh(StorePart part)
        {
            if (part != StorePart.Batches) return;
            cards.Show(Store.Batches.Items);
            Ui.ShowAround(around, Store.Batches, None, Store.ReadBatches, Store.ReadMoreBatches);
        }

        private CardFacts FactsOf(Batch batch)
        {
            BatchView view = new BatchView(batch, DateTime.UtcNow);
            CardFacts facts = new CardFacts
            {
                Title = batch.Name,
                When = Texts.When(batch.CreatedAt),
                Status = view.Status,
                Tone = view.Tone,
                Summary = view.Summary,
                Fraction = view.Fraction,
            };
            if (view.HasImages)
            {
                facts.Add("Images", () => ShowImages(batch));
                facts.Add("Pull\u2026", () => Pull(batch));
                facts.Add("Export\u2026", () => Export(batch));
            }
            if (view.CanPause) facts.Add("Pause", () => Control(() => Client.Batches.Pause(batch.Id)));
            if (view.CanResume) facts.Add("Go on", () => Control(() => Client.Batches.Resume(batch.Id)));
            if (view.CanRetry) facts.Add("Retry failed", () => Control(() => Client.Batches.Retry(batch.Id)));
            if (view.CanCancel) facts.Add("Cancel", () => Cancel(batch));
            return facts;
        }

        private void ShowImages(Batch batch)
        {
            State.Sheet.BatchId = batch.Id;
            Context.Go(WindowTab.Images);
        }

        private void Pull(Batch batch)
        {
            State.Pull.Of = PullOf.Batch;
            State.Pull.BatchId = batch.Id;
            Context.Go(WindowTab.Pull);
        }

        private void Export(Batch batch)
        {
            State.Export.BatchId = batch.Id;
            Context.Go(WindowTab.Export);
        }

        private void Cancel(Batch batch)
        {
            bool isMeant = EditorUtility.DisplayDialog(
                "Cancel the batch?",
                "What is done of \u201c" + batch.Name + "\u201d stays; the other images are not made.",
                "Cancel the batch",
                "Go on");
            if (isMeant) Control(() => Client.Batches.Cancel(batch.Id));
        }

        private void Control(Func<Task<Batch>> act)
        {
            message.Clear();
            Asking.For(act, Store.Put, problem => message.Add(Ui.Problem(problem)));
        }
    }
}
