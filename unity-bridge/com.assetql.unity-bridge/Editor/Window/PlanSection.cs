using System;
using System.Linq;
using System.Threading.Tasks;
using AssetQL.Client;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>A plan line by line, the button that carries it out, and how far it has come.</summary>
    internal sealed class PlanSection : VisualElement
    {
        private static readonly Notice None =
            new Notice(NoticeKind.Info, "Nothing to do", "What is in the project is what AssetQL has.");

        private readonly WindowContext context;
        private readonly Loadable<Change> changes = new Loadable<Change>();
        private readonly Card head = new Card();
        private readonly VisualElement message = Ui.Box("aql-list");
        private readonly VisualElement below = Ui.Box("aql-list");
        private readonly PlanLines lines = new PlanLines();
        private readonly ListReader<Change> reader;

        /// <summary>Of the pull when its changes were last read.</summary>
        private string readAt = "";

        public PlanSection(WindowContext context)
        {
            this.context = context;
            reader = new ListReader<Change>(
                changes, cursor => context.Client.Pulls.Changes(Form.PullId, cursor), ShowChanges);
            Add(Ui.Section("Plan", head, message, lines, below));
            Refresh();
        }

        private PullForm Form { get { return context.State.Pull; } }

        public void Show(Pull pull)
        {
            Form.PullId = pull.Id;
            changes.Clear();
            readAt = "";
            message.Clear();
            ShowChanges();
            Refresh();
        }

        public void Refresh()
        {
            Pull pull = context.Store.FindPull(Form.PullId);
            Ui.Display(this, pull != null);
            if (pull == null) return;
            PullView view = new PullView(pull, context.Store.ProgressOf(pull.Id));
            ShowHead(pull, view);
            string now = pull.Id + ":" + pull.Status;
            if (now == readAt || pull.Status == "planning") return;
            readAt = now;
            reader.Read(change => { });
        }

        private void ShowHead(Pull pull, PullView view)
        {
            CardFacts facts = new CardFacts
            {
                Title = pull.Name,
                When = Texts.When(pull.CreatedAt),
                Status = view.Status,
                Tone = view.Tone,
                Summary = view.Summary,
                Fraction = view.IsUnderWay ? view.Fraction : (float?)null,
            };
            if (view.CanApply && PlanView.HasWork(pull.Counts, Form.ConflictPolicy))
            {
                string label = PlanView.ApplyLabel(pull.Counts, Form.ConflictPolicy);
                facts.Add(label, () => Apply(pull));
            }
            if (view.CanRetry) facts.Add("Try again what failed", () => Apply(pull));
            if (view.CanPause) facts.Add("Pause", () => Control(() => context.Client.Pulls.Pause(pull.Id)));
            if (view.CanResume) facts.Add("Go on", () => Control(() => context.Client.Pulls.Resume(pull.Id)));
            head.Show(facts);
        }

        private void Apply(Pull pull)
        {
            Control(() => context.Client.Pulls.Apply(pull.Id, Form.ConflictPolicy));
        }

        private void Control(Func<Task<Pull>> act)
        {
            message.Clear();
            Asking.For(act, context.Store.Put, problem => message.Add(Ui.Problem(problem)));
        }

        private void ShowChanges()
        {
            lines.Show(changes.Items.Select(PlanLine.Of).ToList());
            Ui.Display(lines, changes.Items.Count > 0);
            Ui.ShowAround(below, changes, None, () => reader.Read(change => { }), () => reader.ReadMore(change => { }));
        }
    }
}
