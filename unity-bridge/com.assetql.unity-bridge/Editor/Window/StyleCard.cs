using System;
using System.Linq;
using AssetQL.Client;
using UnityEngine;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>A style to choose, with its colours. It changes in place, so that the keyboard stays where it is.</summary>
    internal sealed class StyleCard : VisualElement
    {
        private const int SwatchesShown = 8;

        private readonly Toggle toggle = new Toggle();

        /// <param name="chosen">It was pressed, chosen or not.</param>
        public StyleCard(Style style, string facts, Action chosen)
        {
            AddToClassList("aql-card");
            toggle.RegisterValueChangedCallback(change => chosen());
            RegisterCallback<ClickEvent>(click => chosen());
            VisualElement row = Ui.Row(
                toggle,
                Ui.Text(style.Name, "aql-card__title"),
                Swatches(style),
                Ui.Text(facts, "aql-quiet"));
            row.AddToClassList("aql-row--whole");
            Add(row);
        }

        public void Choose(bool isChosen)
        {
            toggle.SetValueWithoutNotify(isChosen);
            EnableInClassList("aql-card--chosen", isChosen);
        }

        private static VisualElement Swatches(Style style)
        {
            VisualElement row = Ui.Box("aql-swatches");
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
    }
}
