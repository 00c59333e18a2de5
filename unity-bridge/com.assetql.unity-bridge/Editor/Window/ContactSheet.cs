using System;
using System.Collections.Generic;
using System.Linq;
using AssetQL.Client;
using UnityEngine;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>Images as tiles in rows, to be selected with the mouse and with the keyboard.</summary>
    internal sealed class ContactSheet : VisualElement
    {
        private const float TileWidth = 144f;

        private readonly Thumbnails thumbnails;
        private readonly Func<double?> threshold;
        private readonly Dictionary<string, SheetTile> tiles = new Dictionary<string, SheetTile>();

        public ContactSheet(Thumbnails thumbnails, Func<double?> threshold)
        {
            this.thumbnails = thumbnails;
            this.threshold = threshold;
            Selection = new SheetSelection();
            AddToClassList("aql-sheet");
            focusable = true;
            RegisterCallback<KeyDownEvent>(OnKey);
        }

        public event Action SelectionChanged;

        /// <summary>Takes a key that does not move the selection; false: it means nothing here either. May be null.</summary>
        public Func<KeyCode, bool> TakeKey { get; set; }

        public SheetSelection Selection { get; private set; }

        public void Show(IReadOnlyList<Asset> images)
        {
            Selection.Show(images.Select(image => image.Id));
            double? least = threshold();
            Clear();
            Dictionary<string, SheetTile> before = new Dictionary<string, SheetTile>(tiles);
            tiles.Clear();
            foreach (Asset image in images)
            {
                SheetTile tile;
                bool isSame = before.TryGetValue(image.Id, out tile) && tile.Shows(image, least);
                if (!isSame) tile = new SheetTile(image, least, OnClick);
                if (!isSame) tile.Load(thumbnails);
                tiles[image.Id] = tile;
                Add(tile);
            }
            ShowSelection();
        }

        /// <summary>Selects an image and brings it into view. False: it is not among those shown.</summary>
        public bool Reveal(string id)
        {
            if (!tiles.ContainsKey(id)) return false;
            Selection.Click(id, false, false);
            Changed();
            ScrollToFocused();
            return true;
        }

        private void OnClick(Asset image, ClickEvent click)
        {
            Focus();
            Selection.Click(image.Id, click.shiftKey, click.actionKey);
            Changed();
        }

        private void OnKey(KeyDownEvent key)
        {
            SheetMove move;
            if (key.actionKey && key.keyCode == KeyCode.A) Selection.SelectAll();
            else if (key.keyCode == KeyCode.Escape) Selection.Clear();
            else if (TryMove(key.keyCode, out move)) Selection.Move(move, Columns, key.shiftKey);
            else
            {
                // Unity's own shortcuts get what is not stopped here: R would choose the scale tool as well.
                if (!key.actionKey && TakeKey != null && TakeKey(key.keyCode)) key.StopPropagation();
                return;
            }
            key.StopPropagation();
            Changed();
            ScrollToFocused();
        }

        private int Columns
        {
            get { return Mathf.Max(1, Mathf.FloorToInt(contentRect.width / TileWidth)); }
        }

        private void Changed()
        {
            ShowSelection();
            if (SelectionChanged != null) SelectionChanged();
        }

        private void ShowSelection()
        {
            foreach (KeyValuePair<string, SheetTile> pair in tiles)
            {
                pair.Value.EnableInClassList("aql-tile--selected", Selection.Contains(pair.Key));
                pair.Value.EnableInClassList("aql-tile--focused", Selection.Focused == pair.Key);
            }
        }

        private void ScrollToFocused()
        {
            ScrollView scroll = GetFirstAncestorOfType<ScrollView>();
            bool isThere = Selection.Focused != null && tiles.ContainsKey(Selection.Focused);
            if (scroll == null || !isThere) return;
            SheetTile tile = tiles[Selection.Focused];
            if (!float.IsNaN(tile.layout.width))
            {
                scroll.ScrollTo(tile);
                return;
            }
            // It was added just now, and has no place yet.
            EventCallback<GeometryChangedEvent> placed = null;
            placed = geometry =>
            {
                tile.UnregisterCallback(placed);
                scroll.ScrollTo(tile);
            };
            tile.RegisterCallback(placed);
        }

        private static bool TryMove(KeyCode key, out SheetMove move)
        {
            move = SheetMove.First;
            switch (key)
            {
                case KeyCode.LeftArrow: move = SheetMove.Left; return true;
                case KeyCode.RightArrow: move = SheetMove.Right; return true;
                case KeyCode.UpArrow: move = SheetMove.Up; return true;
                case KeyCode.DownArrow: move = SheetMove.Down; return true;
                case KeyCode.Home: return true;
                case KeyCode.End: move = SheetMove.Last; return true;
                default: return false;
            }
        }
    }
}
