using System;
using AssetQL.Client;
using UnityEditor;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>Every pull into this copy of the project, to look at and to undo.</summary>
    internal sealed class PullHistory : VisualElement
    {
        private static readonly Notice None =
            new Notice(NoticeKind.Info, "Nothing was pulled yet", "Every pull is kept here, and can be undone at any time.");

        private readonly WindowContext context;
        private readonly Action<Pull> show;
        private readonly VisualElement message = Ui.Box("aql-list");
        private readonly VisualElement around = Ui.Box("aql-list");
        private readonly CardList<Pull> cards;

        /// <param name="show">Shows the lines of a pull.</param>
        public PullHistory(WindowContext context, Action<Pull> show)
        {
            this.context = context;
            this.show = show;
            cards = new CardList<Pull>(pull => pull.Id, FactsOf);
            Add(Ui.Section("History", message, cards, around));
            Refresh();
        }

        public void Refresh()
        {
            cards.Show(context.Store.Pulls.Items);
            Ui.ShowAround(around, context.Store.Pulls, None, context.Store.ReadPulls, context.Store.ReadMorePulls);
        }

        private CardFacts FactsOf(Pull pull)
        {
            PullView view = new PullView(pull, context.Store.ProgressOf(pull.Id));
            CardFacts facts = new CardFacts
            {
                Title = pull.Name,
                When = Texts.When(pull.CreatedAt),
                Status = view.Status,
                Tone = view.Tone,
                Summary = view.Summary,
                Fraction = view.IsUnderWay ? view.Fraction : (float?)null,
            };
            facts.Add("Show", () => show(pull));
            if (view.CanUndo) facts.Add("Undo\u2026", () => Undo(pull, view, false));
            if (view.CanForceUndo) facts.Add("Undo what was kept as well\u2026", () => Undo(pull, view, true));
            return facts;
        }

        private void Undo(Pull pull, PullView view, bool isForced)
        {
            bool isMeant = EditorUtility.DisplayDialog(
                isForced ? "Undo everything of this pull?" : "Undo this pull?",
                view.UndoQuestion(isForced),
                isForced ? "Undo everything" : "Undo",
                "Leave it");
            if (!isMeant) return;
            message.Clear();
            Asking.For(
                () => context.Client.Pulls.Undo(pull.Id, isForced),
                context.Store.Put,
                problem => message.Add(Ui.Problem(problem)));
        }
    }
}
