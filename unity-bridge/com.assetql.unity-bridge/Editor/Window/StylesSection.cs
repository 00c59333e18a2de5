using System;
using System.Linq;
using AssetQL.Client;
using UnityEngine;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>Chooses a style of the hub's, or makes one of reference images.</summary>
    internal sealed class StylesSection : VisualElement
    {
        private const int SwatchesShown = 8;

        private static readonly Notice None = new Notice(
            NoticeKind.Info,
            "No style yet",
            "A style is a handful of images that look alike. Make one of your game's own sprites below.");

        private readonly WindowContext context;
        private readonly Action changed;
        private readonly VisualElement list = Ui.Box("aql-list");
        private readonly VisualElement around = Ui.Box("aql-list");

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
            list.Clear();
            Ui.ShowAround(around, context.Store.Styles, None, context.Store.ReadStyles, context.Store.ReadMoreStyles);
            foreach (Style style in context.Store.Styles.Items) list.Add(Card(style));
        }

        private VisualElement Card(Style style)
        {
            Toggle chosen = new Toggle { value = context.State.Draft.StyleId == style.Id };
            chosen.RegisterValueChangedCallback(change => Choose(style.Id));
            string facts = Texts.Count(style.References, "reference", "references") + ", gate " + Texts.Score(style.Threshold);
            VisualElement row = Ui.Row(
                chosen,
                Ui.Text(style.Name, "aql-card__title"),
                Swatches(style),
                Ui.Text(facts, "aql-quiet"));
            VisualElement card = Ui.Box("aql-card", row);
            card.EnableInClassList("aql-card--chosen", context.State.Draft.StyleId == style.Id);
            card.RegisterCallback<ClickEvent>(click => Choose(style.Id));
            return card;
        }

        private static VisualElement Swatches(Style style)
        {
            VisualElement row = Ui.Box("aql-row");
            foreach (string hex in style.Palette.Take(SwatchesShown))
            {
                Color color;
                if (!ColorUtility.TryParseHtmlString(hex, out color)) continue;
                VisualElement swatch = Ui.Box("aql-swatch");
                swatch.style.backgroundColor = color;
                swatch.tooltip = hex;
                row.Add(swatch);
            }
            return row;
        }

        private void Choose(string id)
        {
            context.State.Draft.StyleId = id;
            Refresh();
            changed();
        }

        private void Created(Style style)
        {
            context.Store.Put(style);
            Choose(style.Id);
        }
    }
}
