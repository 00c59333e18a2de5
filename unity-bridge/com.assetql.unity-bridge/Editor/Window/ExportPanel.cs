using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using AssetQL.Client;
using UnityEditor;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>Packages for people without the bridge: a .unitypackage or a ZIP.</summary>
    internal sealed class ExportPanel : Panel
    {
        private static readonly Notice None =
            new Notice(NoticeKind.Info, "No exports yet", "A package is kept for a week; its textures have " +
                "the same GUIDs each time.");

        private readonly BatchChoice batch;
        private readonly Button make;
        private readonly Label why = Ui.Why();
        private readonly VisualElement message = Ui.Box("aql-list");
        private readonly VisualElement around = Ui.Box("aql-list");
        private readonly CardList<Export> cards;

        public ExportPanel(WindowContext context)
            : base(context)
        {
            make = Ui.PressMain("Make the package", Make);
            cards = new CardList<Export>(export => export.Id, FactsOf);
            batch = new BatchChoice(Store, () => Form.BatchId, id => Change(() => Form.BatchId = id));
            ScrollView scroll = Ui.Scroll();
            scroll.Add(Ui.Section(
                "Export",
                batch,
                Ui.Choice("Images", ExportForm.Inclusions, Form.Inclusion, index => Change(() => Form.Inclusion = index)),
                Ui.Choice("Package", ExportForm.Containers, Form.Container, index => Change(() => Form.Container = index)),
                new ImportFields(Form.Import, true, RefreshButton),
                Ui.Row(make, why)));
            scroll.Add(message);
            scroll.Add(Ui.Section("Packages", cards, around));
            Add(scroll);
            RefreshButton();
            Refresh(StorePart.Exports);
        }

        private ExportForm Form { get { return State.Export; } }

        public override void Refresh(StorePart part)
        {
            if (part == StorePart.Batches) batch.Refresh();
            if (part != StorePart.Exports) return;
            cards.Show(Store.Exports.Items);
            Ui.ShowAround(around, Store.Exports, None, Store.ReadExports, Store.ReadMoreExports);
        }

        private CardFacts FactsOf(Export export)
        {
            ExportView view = new ExportView(export);
            string name;
            string extension;
            Form.NameOf(export.Id, out name, out extension);
            CardFacts facts = new CardFacts
            {
                Title = name + "." + extension,
                When = Texts.When(export.CreatedAt),
                Status = view.Status,
                Tone = view.Tone,
                Summary = view.Summary,
                Fraction = view.IsUnderWay ? view.Fraction : (float?)null,
            };
            if (view.CanSave) facts.Add("Save\u2026", () => Save(export));
            return facts;
        }

        private void Change(Action change)
        {
            change();
            RefreshButton();
        }

        private void RefreshButton()
        {
            IReadOnlyList<string> problems = Form.Problems;
            make.SetEnabled(problems.Count == 0);
            Ui.ShowWhy(why, problems.FirstOrDefault());
        }

        private void Make()
        {
            make.SetEnabled(false);
            Say(Notice.Nothing);
            Asking.For(
                () => Client.Exports.Create(
                    PullScope.OfBatch(Form.BatchId), Form.ContainerCode, Form.InclusionCode, Form.Import.ToSettings()),
                export =>
                {
                    Batch of = Store.FindBatch(Form.BatchId);
                    Form.Remember(export.Id, of == null ? "" : of.Name);
                    Store.Put(export);
                    RefreshButton();
                },
                problem =>
                {
                    Say(new Notice(NoticeKind.Error, "No package was made", problem));
                    RefreshButton();
                });
        }

        private void Save(Export export)
        {
            string name;
            string extension;
            Form.NameOf(export.Id, out name, out extension);
            string path = EditorUtility.SaveFilePanel("Save the package", "", name, extension);
            if (path.Length == 0) return;
            Say(new Notice(NoticeKind.Busy, "", "Saving " + Path.GetFileName(path) + "\u2026"));
            // How far it is comes by another way than the end, and may come after it.
            bool isOver = false;
            Progress<long> progress = new Progress<long>(bytes =>
            {
                if (!isOver) Say(new Notice(NoticeKind.Busy, "", Path.GetFileName(path) + ": " + Texts.Bytes(bytes)));
            });
            Action<Notice> end = notice =>
            {
                isOver = true;
                Say(notice);
            };
            Asking.Done(
                () => Client.Exports.FetchTo(export.Id, path, progress),
                () => Saved(path, end),
                problem => end(new Notice(NoticeKind.Error, "It was not saved", problem)));
        }

        private static void Saved(string path, Action<Notice> say)
        {
            say(new Notice(NoticeKind.Good, "Saved", Texts.Path(path)));
            EditorUtility.RevealInFinder(path);
        }

        private void Say(Notice notice)
        {
            message.Clear();
            message.Add(Ui.Tell(notice, null));
        }
    }
}
