using System;
using System.Collections.Generic;
using System.Linq;
using AssetQL.Client;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>Chooses a style of the hub's, or makes one of reference images.</summary>
    internal sealed class StylesSection : VisualElement
    {
        private static readonly Notice None = new Notice(
            NoticeKind.Info,
            "No style yet",
            "A style is a handful of images that look alike. Make one of your game's own sprites below.");

        private readonly WindowContext context;
        private readonly Action changed;
        private readonly VisualElement list = Ui.Box("aql-list");
        private readonly VisualElement around = Ui.Box("aql-list");
        private readonly Dictionary<string, StyleCard> cards = new Dictionary<string, StyleCard>();
        private string shownStyles = "";

        /// <param name="changed">Another style was chosen.</param>
        public StylesSection(WindowContext context, Action changed)
        {
            this.context = context;
            this.changed = changed;
            Foldout create = new Foldout { text = "New style", value = context.State.NewStyle.Files.Count > 0 };
            create.Add(new NewStyleForm(context, Created));
            Add(Ui.Section("1. Style", list, around, create));
            Refresh();
        }

        public void Refresh()
        {
            Ui.ShowAround(around, context.Store.Styles, None, context.Store.ReadStyles, context.Store.ReadMoreStyles);
            string now = string.Join("\n", context.Store.Styles.Items.Select(TextOf).ToArray());
            if (now != shownStyles)
            {
                shownStyles = now;
                Arrange();
            }
            foreach (KeyValuePair<string, StyleCard> pair in cards) pair.Value.Choose(pair.Key == context.State.Draft.StyleId);
        }

        private void Arrange()
        {
            list.Clear();
            cards.Clear();
            foreach (Style style in context.Store.Styles.Items)
            {
                string id = style.Id;
                StyleCard card = new StyleCard(style, FactsOf(style), () => Choose(id));
                cards[id] = card;
                list.Add(card);
            }
        }

        private static string TextOf(Style style)
        {
            return style.Id + "\t" + style.Name + "\t" + FactsOf(style);
        }

        private static string FactsOf(Style style)
        {
            return Texts.Count(style.References, "reference", "references") + ", score " + Texts.Score(style.Threshold) + " or more";
        }

        private void Choose(string id)
        {
            bool isOther = context.State.Draft.StyleId != id;
            context.State.Draft.StyleId = id;
            Refresh();
            if (isOther) changed();
        }

        private void Created(Style style)
        {
            context.Store.Put(style);
            Choose(style.Id);
        }
    }
}
