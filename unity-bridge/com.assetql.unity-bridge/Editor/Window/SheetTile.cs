using System;
using AssetQL.Client;
using UnityEngine;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>One image of the contact sheet: its picture, its score, what was decided, its title.</summary>
    internal sealed class SheetTile : VisualElement
    {
        private readonly Asset asset;
        private readonly double? threshold;
        private readonly VisualElement picture = Ui.Box("aql-tile__picture");

        public SheetTile(Asset asset, double? threshold, Action<Asset, ClickEvent> clicked)
        {
            this.asset = asset;
            this.threshold = threshold;
            AddToClassList("aql-tile");
            tooltip = AssetView.Tooltip(asset);
            picture.Add(Ui.Text("\u2026", "aql-quiet"));
            Add(picture);
            Add(Ui.Text(AssetView.Title(asset), "aql-tile__title"));
            VisualElement facts = Ui.Row(Ui.Badge(Texts.Score(asset.Score), AssetView.ScoreTone(asset, threshold)));
            if (asset.Review != "pending") facts.Add(Ui.Badge(AssetView.Review(asset), AssetView.ReviewTone(asset)));
            Add(facts);
            RegisterCallback<ClickEvent>(click => clicked(asset, click));
        }

        public bool Shows(Asset other, double? otherThreshold)
        {
            return threshold == otherThreshold && asset.Id == other.Id && asset.Version == other.Version && asset.Review == other.Review;
        }

        public void Load(Thumbnails thumbnails)
        {
            thumbnails.Get(asset, ShowPicture, ShowProblem);
        }

        private void ShowPicture(Texture2D texture)
        {
            Image image = new Image { image = texture, scaleMode = ScaleMode.ScaleToFit };
            image.AddToClassList("aql-grow");
            picture.Clear();
            picture.style.alignItems = Align.Stretch;
            picture.Add(image);
        }

        private void ShowProblem(string problem)
        {
            picture.Clear();
            picture.Add(Ui.Text("No picture", "aql-quiet"));
            picture.tooltip = problem;
        }
    }
}
