using System;
using System.Linq;
using AssetQL.Client;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>Which images, with which import settings. Its button has a plan made, which touches nothing.</summary>
    internal sealed class PullOptions : VisualElement
    {
        private readonly WindowContext context;
        private readonly Action<Pull> planned;
        private readonly Action policyChanged;
        private readonly BatchChoice batch;
        private readonly Label selected = Ui.Sentence("");
        private readonly Toggle hasOwn;
        private readonly VisualElement import = Ui.Box("aql-list");
        private readonly VisualElement message = Ui.Box("aql-list");
        private readonly Button make;
        private readonly Label why = Ui.Why();
        private bool isBusy;

        /// <param name="planned">Given each new plan.</param>
        /// <param name="policyChanged">Conflicts are to be met otherwise, which a plan's button depends on.</param>
        public PullOptions(WindowContext context, Action<Pull> planned, Action policyChanged)
        {
            this.context = context;
            this.planned = planned;
            this.policyChanged = policyChanged;
            make = Ui.PressMain("Make a plan", Make);
            batch = new BatchChoice(context.Store, () => Form.BatchId, id => Change(() => Form.BatchId = id));
            hasOwn = Ui.Check("Other import settings than the project's", Form.HasOwnImport, OnOwn);
            Add(Ui.Section(
                "Pull",
                Ui.Choice("What", PullForm.Scopes, (int)Form.Of, index => Change(() => Form.Of = (PullOf)index)),
                batch,
                selected,
                Ui.Choice("On conflict", PullForm.ConflictLabels, Form.Conflicts, OnConflicts),
                hasOwn,
                import,
                Ui.Row(make, why),
                message));
            ShowImport();
            Refresh();
        }

        private PullForm Form { get { return context.State.Pull; } }

        public void Refresh()
        {
            batch.Refresh();
            Ui.Display(batch, Form.Of == PullOf.Batch);
            Ui.Display(selected, Form.Of == PullOf.Images);
            Ui.Display(hasOwn, Form.Of != PullOf.Pulled);
            Ui.Display(import, Form.Of != PullOf.Pulled);
            selected.text = Texts.Images(Form.AssetIds.Count) + " selected";
            make.SetEnabled(!isBusy && Form.Problems.Count == 0);
            Ui.ShowWhy(why, Form.Problems.FirstOrDefault());
        }

        private void Change(Action change)
        {
            change();
            Refresh();
        }

        private void OnConflicts(int index)
        {
            Form.Conflicts = index;
            policyChanged();
        }

        private void OnOwn(bool isOwn)
        {
            if (isOwn && !Form.HasOwnImport) Form.Import = ImportForm.Of(PresetsFile.Read().Import);
            Form.HasOwnImport = isOwn;
            ShowImport();
            Refresh();
        }

        private void ShowImport()
        {
            import.Clear();
            if (Form.HasOwnImport) import.Add(new ImportFields(Form.Import, false, Refresh));
        }

        private void Make()
        {
            Say(new Notice(NoticeKind.Busy, "", "Comparing the images with the project\u2026"), true);
            Asking.For(
                () => context.Client.Pulls.Plan(Form.Scope, Form.Settings, Form.ConflictPolicy),
                pull =>
                {
                    Say(Notice.Nothing, false);
                    context.Store.Put(pull);
                    planned(pull);
                },
                problem => Say(new Notice(NoticeKind.Error, "No plan", problem), false));
        }

        private void Say(Notice notice, bool isWorking)
        {
            isBusy = isWorking;
            message.Clear();
            message.Add(Ui.Tell(notice, null));
            Refresh();
        }
    }
}
