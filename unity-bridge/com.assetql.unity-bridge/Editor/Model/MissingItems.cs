using System;
using System.Collections.Generic;
using System.Linq;
using AssetQL.Client;

namespace AssetQL.Editor
{
    /// <summary>An object without its sprite, as it was found.</summary>
    internal struct MissingSprite
    {
        public string Id;

        /// <summary>Of the object.</summary>
        public string Name;

        /// <summary>Name of the object above it; "" at the top.</summary>
        public string Parent;

        /// <summary>Path of its scene or prefab.</summary>
        public string Place;

        public bool IsImage;

        /// <summary>How large it is drawn; 0 where nothing says so.</summary>
        public int Width;

        public int Height;
    }

    /// <summary>Missing sprites as the rows of a batch.</summary>
    internal static class MissingItems
    {
        private const int MostTitleCharacters = 500;
        private const string PrefabEnding = ".prefab";

        /// <summary>Its fields are what a template can use: title, name, parent, scene or prefab, width, height.</summary>
        public static Item Of(MissingSprite sprite)
        {
            string title = Texts.OneLine(SpriteNames.TitleOf(sprite.Name), MostTitleCharacters);
            string place = sprite.Place ?? "";
            bool isPrefab = place.EndsWith(PrefabEnding, StringComparison.OrdinalIgnoreCase);
            return new Item
            {
                Id = sprite.Id,
                Kind = sprite.IsImage ? "image" : "sprite",
                Title = title.Length == 0 ? "Untitled" : title,
                Fields = new Dictionary<string, string>
                {
                    { "title", title },
                    { "name", sprite.Name ?? "" },
                    { "parent", SpriteNames.TitleOf(sprite.Parent) },
                    { "scene", isPrefab ? "" : System.IO.Path.GetFileNameWithoutExtension(place) },
                    { "prefab", isPrefab ? System.IO.Path.GetFileNameWithoutExtension(place) : "" },
                    { "width", sprite.Width > 0 ? Numbers.Write(sprite.Width) : "" },
                    { "height", sprite.Height > 0 ? Numbers.Write(sprite.Height) : "" },
                },
            };
        }

        /// <summary>"Shop, Canvas": where it is, for people.</summary>
        public static string PlaceOf(Item item)
        {
            string place = item.Fields["scene"].Length > 0 ? item.Fields["scene"] : item.Fields["prefab"];
            return item.Fields["parent"].Length > 0 ? place + ", " + item.Fields["parent"] : place;
        }

        /// <summary>How many there are and are chosen; or what to do, or what it means, where there is none.</summary>
        /// <param name="found">Null before anybody has looked.</param>
        public static string CountText(int? found, int chosen, bool isPlaying)
        {
            if (!found.HasValue) return "Press Find to look for them.";
            if (found.Value > 0)
            {
                return Numbers.Write(chosen) + " of " + Texts.Count(found.Value, "missing sprite", "missing sprites") + " chosen";
            }
            return isPlaying
                ? "No sprite is missing in the chosen folders. Stop the game to look through the open scenes as well."
                : "No sprite is missing in the open scenes and the chosen folders. Scenes that were never saved are " +
                    "left out; folders are chosen in Project Settings, AssetQL.";
        }

        /// <param name="search">Part of a title, a name or a place; null or empty: any.</param>
        public static bool Matches(Item item, string search)
        {
            if (string.IsNullOrEmpty(search)) return true;
            return Contains(item.Id, search) || Contains(item.Title, search) ||
                item.Fields.Values.Any(value => Contains(value, search));
        }

        public static IReadOnlyList<Item> Sorted(IEnumerable<Item> items)
        {
            return items
                .OrderBy(PlaceOf, StringComparer.Ordinal)
                .ThenBy(item => item.Title, StringComparer.Ordinal)
                .ThenBy(item => item.Id, StringComparer.Ordinal)
                .ToList();
        }

        private static bool Contains(string text, string part)
        {
            return text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
        }
    }
}
