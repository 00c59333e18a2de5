using System;
using System.Collections.Generic;
using System.Linq;
using AssetQL.Client;
using UnityEditor;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>Objects without a sprite, to choose those that images are made for.</summary>
    internal sealed class MissingSpritesList : VisualElement
    {
        private readonly WindowContext context;
        private readonly Action changed;
        private readonly Label count;
        private readonly ScrollView rows = new ScrollView();
        private readonly Label more = Ui.Sentence("");
        private IReadOnlyList<Item> items = new Item[0];
        private bool hasLooked;

        public MissingSpritesList(WindowContext context, Action changed)
        {
            this.context = context;
            this.changed = changed;
            count = Ui.Text("", "aql-grow", "aql-quiet", "aql-sentence");
            rows.AddToClassList("aql-rows");
            Add(Ui.Sentence(
                "Sprite renderers and UI images without a sprite, in the open scenes and in the folders " +
                    "chosen in Project Settings, AssetQL. The template can use {title}, {name}, {parent}, " +
                    "{scene}, {prefab}, {width} and {height}."));
            Add(Ui.Row(
                count,
                Ui.Press("Find", Find),
                Ui.Press("All", () => Select(items.Take(DraftForm.MostSprites))),
                Ui.Press("None", () => Select(new Item[0]))));
            Add(rows);
            Add(more);
            // Chosen from a menu, or before a domain reload.
            if (Draft.SpriteIds.Count > 0)
            {
                items = MissingSpriteFinder.Find(new ItemQuery { Ids = Draft.SpriteIds }, new string[0]);
                hasLooked = items.Count > 0;
            }
            Refresh();
        }

        private DraftForm Draft { get { return context.State.Draft; } }

        private void Find()
        {
            items = MissingSpriteFinder.Find(new ItemQuery(), PresetsFile.Read().PrefabFolders);
            hasLooked = true;
            Draft.SpriteIds = Draft.SpriteIds.Where(id => items.Any(item => item.Id == id)).ToList();
            Refresh();
            changed();
        }

        private void Select(IEnumerable<Item> chosen)
        {
            Draft.SpriteIds = chosen.Select(item => item.Id).ToList();
            Refresh();
            changed();
        }

        private void Refresh()
        {
            ShowCount();
            rows.Clear();
            // One batch takes no more, and a row for each of thousands would be slow.
            foreach (Item item in items.Take(DraftForm.MostSprites)) rows.Add(RowOf(item));
            Ui.Display(rows, items.Count > 0);
            int others = items.Count - DraftForm.MostSprites;
            Ui.Display(more, others > 0);
            more.text = others > 0 ? "and " + Texts.Count(others, "more", "more") + ", for another batch" : "";
        }

        private void ShowCount()
        {
            int? found = hasLooked ? items.Count : (int?)null;
            count.text = MissingItems.CountText(found, Draft.SpriteIds.Count, EditorApplication.isPlaying);
        }

        private VisualElement RowOf(Item item)
        {
            Toggle toggle = new Toggle { value = Draft.SpriteIds.Contains(item.Id) };
            toggle.RegisterValueChangedCallback(change => Choose(item.Id, change.newValue));
            Label place = Ui.Text(MissingItems.PlaceOf(item), "aql-line__detail");
            return Ui.Box("aql-line", toggle, Ui.Text(item.Title, "aql-line__title"), place);
        }

        private void Choose(string id, bool isChosen)
        {
            Draft.SpriteIds.Remove(id);
            if (isChosen) Draft.SpriteIds.Add(id);
            ShowCount();
            changed();
        }
    }
}
