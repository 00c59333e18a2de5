using System;
using System.Collections.Generic;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>What a card shows of a batch, a pull or an export.</summary>
    internal sealed class CardFacts
    {
        public string Title = "";
        public string When = "";
        public string Status = "";
        public NoticeKind Tone = NoticeKind.Info;
        public string Summary = "";

        /// <summary>0 to 1; null: no bar.</summary>
        public float? Fraction;

        /// <summary>Labels of its buttons, in order, and what they do.</summary>
        public readonly List<KeyValuePair<string, Action>> Actions = new List<KeyValuePair<string, Action>>();

        public void Add(string label, Action act)
        {
            Actions.Add(new KeyValuePair<string, Action>(label, act));
        }
    }

    /// <summary>
    /// Something that changes while it is looked at. It changes in place: a button that was made anew between the press
    /// and the release of the mouse would miss the click.
    /// </summary>
    internal sealed class Card : VisualElement
    {
        private readonly Label title = Ui.Text("", "aql-card__title");
        private readonly Label when = Ui.Text("", "aql-quiet");
        private readonly Label summary = Ui.Sentence("");
        private readonly VisualElement badge = Ui.Box("aql-list");
        private readonly VisualElement bar = Ui.Box("aql-list");
        private readonly VisualElement buttons = Ui.Row();
        private readonly Dictionary<string, Action> acts = new Dictionary<string, Action>();
        private string shownLabels = "";

        public Card()
        {
            AddToClassList("aql-card");
            VisualElement head = Ui.Row(title, badge, when);
            head.AddToClassList("aql-row--whole");
            Add(head);
            Add(bar);
            Add(summary);
            Add(buttons);
        }

        public void Show(CardFacts facts)
        {
            title.text = facts.Title;
            when.text = facts.When;
            summary.text = facts.Summary;
            badge.Clear();
            badge.Add(Ui.Badge(facts.Status, facts.Tone));
            bar.Clear();
            if (facts.Fraction.HasValue) bar.Add(Ui.Bar(facts.Fraction.Value, facts.Tone));
            ShowButtons(facts);
        }

        private void ShowButtons(CardFacts facts)
        {
            string labels = "";
            acts.Clear();
            foreach (KeyValuePair<string, Action> pair in facts.Actions)
            {
                labels += pair.Key + "\n";
                acts[pair.Key] = pair.Value;
            }
            if (labels == shownLabels) return;
            shownLabels = labels;
            buttons.Clear();
            foreach (KeyValuePair<string, Action> pair in facts.Actions) buttons.Add(Button(pair.Key));
        }

        /// <summary>It does what its label means by then, not by now.</summary>
        private Button Button(string label)
        {
            return Ui.Press(label, () => acts[label]());
        }
    }

    /// <summary>Cards of a list, each kept for as long as its item is there.</summary>
    internal sealed class CardList<T> : VisualElement
    {
        private readonly Func<T, string> idOf;
        private readonly Func<T, CardFacts> factsOf;
        private readonly Dictionary<string, Card> cards = new Dictionary<string, Card>();
        private string shownIds = "";

        public CardList(Func<T, string> idOf, Func<T, CardFacts> factsOf)
        {
            this.idOf = idOf;
            this.factsOf = factsOf;
        }

        public void Show(IReadOnlyList<T> items)
        {
            string ids = "";
            foreach (T item in items) ids += idOf(item) + "\n";
            if (ids != shownIds)
            {
                shownIds = ids;
                Arrange(items);
            }
            foreach (T item in items) cards[idOf(item)].Show(factsOf(item));
        }

        private void Arrange(IReadOnlyList<T> items)
        {
            Dictionary<string, Card> before = new Dictionary<string, Card>(cards);
            cards.Clear();
            Clear();
            foreach (T item in items)
            {
                Card card;
                string id = idOf(item);
                if (!before.TryGetValue(id, out card)) card = new Card();
                cards[id] = card;
                Add(card);
            }
        }
    }
}
