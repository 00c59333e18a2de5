using System.Linq;
using AssetQL.Client;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>The template, what it makes of the first rows, what that costs, and the button that creates the batch.</summary>
    internal sealed class PreviewSection : VisualElement
    {
        private readonly WindowContext context;
        private readonly VisualElement result = Ui.Box("aql-list");
        private readonly Button show;
        private readonly Button create;
        private readonly TextField title;
        private readonly Label why = Ui.Why();
        private bool isCreating;

        /// <summary>Of the form as it is now; null when it was changed since.</summary>
        private BatchPreview preview;

        /// <summary>Counts the changes of the form, so that a preview of an earlier one is not taken.</summary>
        private int edition;

        public PreviewSection(WindowContext context)
        {
            this.context = context;
            show = Ui.Press("Preview", Preview);
            create = Ui.PressMain("Create batch", Create);
            TextField template = Ui.Field("", Draft.Template, text => Change(() => Draft.Template = text));
            template.multiline = true;
            // Before, it may have lost its line breaks.
            template.SetValueWithoutNotify(Draft.Template);
            template.AddToClassList("aql-template");
            title = Ui.Field("Name", Draft.Name, OnName);
            Add(Ui.Section(
                "3. Template",
                Ui.Sentence("{column} stands for a row's value, {column|otherwise} for one that may be empty."),
                template,
                Settings()));
            Add(Ui.Section("4. Batch", title, Ui.Row(show, create, why), result));
            Refresh();
        }

        private DraftForm Draft { get { return context.State.Draft; } }

        /// <summary>The form was changed: what was previewed is not what would be made.</summary>
        public void Forget()
        {
            edition++;
            preview = null;
            result.Clear();
            Refresh();
        }

        private VisualElement Settings()
        {
            Foldout foldout = new Foldout { text = "Image settings", value = false };
            foldout.Add(Ui.Row(
                Ui.Field("Width", Draft.Width, text => Change(() => Draft.Width = text)),
                Ui.Field("Height", Draft.Height, text => Change(() => Draft.Height = text))));
            int quality = DraftForm.Qualities.ToList().IndexOf(Draft.Quality);
            foldout.Add(Ui.Choice(
                "Quality", DraftForm.Qualities, quality, index => Change(() => Draft.Quality = DraftForm.Qualities[index])));
            Toggle gate = Ui.Check("Style gate", Draft.StyleGate, isOn => Change(() => Draft.StyleGate = isOn));
            gate.tooltip = "An image whose style score is below the threshold is made again.";
            foldout.Add(gate);
            TextField threshold = Ui.Field("Threshold", Draft.Threshold, text => Change(() => Draft.Threshold = text));
            threshold.tooltip = "A score from 0 to 1; empty: the style's own.";
            foldout.Add(threshold);
            foldout.Add(Ui.Field("Not to be seen", Draft.NegativePrompt, text => Change(() => Draft.NegativePrompt = text)));
            return foldout;
        }

        private void Change(System.Action change)
        {
            change();
            Forget();
        }

        private void OnName(string text)
        {
            // A name changes no prompt.
            Draft.Name = text;
            Refresh();
        }

        private void Refresh()
        {
            string problem = Draft.Problems.FirstOrDefault();
            show.SetEnabled(problem == null && !isCreating);
            bool isPreviewed = preview != null && new PreviewView(preview).CanCreate;
            create.SetEnabled(isPreviewed && Draft.CreationProblems.Count == 0 && !isCreating);
            create.tooltip = preview == null ? "Preview it first." : "";
            Ui.ShowWhy(why, isPreviewed ? Draft.CreationProblems.FirstOrDefault() : problem);
            // Choosing a file names the batch, too.
            if (title.value != Draft.Name) title.SetValueWithoutNotify(Draft.Name);
        }

        private void Preview()
        {
            int asked = ++edition;
            preview = null;
            Say(new Notice(NoticeKind.Busy, "", "Reading the rows\u2026"));
            Refresh();
            Asking.For(
                () => context.Client.Batches.Preview(Draft.ToDraft()),
                answer =>
                {
                    if (asked == edition) Show(answer);
                },
                problem =>
                {
                    if (asked == edition) Say(new Notice(NoticeKind.Error, "No preview", problem));
                });
        }

        private void Show(BatchPreview answer)
        {
            preview = answer;
            PreviewView view = new PreviewView(answer);
            result.Clear();
            result.Add(Ui.Text(view.Summary, "aql-card__title"));
            if (view.Quota.Length > 0)
            {
                result.Add(view.FitsQuota ? Ui.Sentence(view.Quota) : Ui.Problem(view.Quota));
            }
            foreach (InputProblem problem in view.Problems)
            {
                NoticeKind kind = problem.Severity == "error" ? NoticeKind.Error : NoticeKind.Warning;
                result.Add(Ui.Tell(new Notice(kind, "", problem.Message), null));
            }
            foreach (PreviewPrompt prompt in answer.Prompts)
            {
                result.Add(Ui.Box("aql-card", Ui.Text("Row " + Numbers.Write(prompt.Row), "aql-quiet"), Ui.Sentence(prompt.Prompt)));
            }
            Refresh();
        }

        private void Create()
        {
            isCreating = true;
            Refresh();
            Say(new Notice(NoticeKind.Busy, "", "Creating the batch\u2026"));
            Asking.For(() => context.Client.Batches.Create(Draft.Name.Trim(), Draft.ToDraft()), Created, NotCreated);
        }

        private void Created(Batch batch)
        {
            isCreating = false;
            context.Store.Put(batch);
            context.State.Sheet.BatchId = batch.Id;
            context.State.Draft.Name = "";
            context.Go(WindowTab.Batches);
        }

        private void NotCreated(string problem)
        {
            isCreating = false;
            Say(new Notice(NoticeKind.Error, "The batch was not created", problem));
            Refresh();
        }

        private void Say(Notice notice)
        {
            result.Clear();
            result.Add(Ui.Tell(notice, null));
        }
    }
}
