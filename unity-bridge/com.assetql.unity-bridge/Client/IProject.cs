using System;
using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>The Unity project, as far as the client needs it. Called on the main thread, but for Root.</summary>
    public interface IProject
    {
        /// <summary>Absolute path of the folder that holds Assets. Any thread.</summary>
        string Root { get; }

        /// <summary>As in Assets/AssetQL/Potions/Textures/mana.png; null when no asset has this GUID.</summary>
        string PathOfGuid(string guid);

        /// <summary>Until it is disposed nothing is imported; then everything at once.</summary>
        IDisposable BeginImport();

        /// <summary>After an import's scope was closed: what came, changed or went.</summary>
        void Imported(IReadOnlyList<ImportedTexture> textures);

        /// <summary>Sprites that the game wants and that are not there, by the project's own list.</summary>
        IReadOnlyList<Item> MissingSprites(ItemQuery query);
    }

    /// <summary>A texture that was imported or removed.</summary>
    public sealed class ImportedTexture
    {
        /// <summary>The bridge's own id.</summary>
        public string ExternalId { get; set; }

        /// <summary>Of the hub; null when it is not known.</summary>
        public string AssetId { get; set; }

        /// <summary>Unity's.</summary>
        public string Guid { get; set; }

        /// <summary>As in Assets/AssetQL/Potions/Textures/mana.png.</summary>
        public string Path { get; set; }

        /// <summary>Name of its sprite atlas; null for none.</summary>
        public string Atlas { get; set; }

        /// <summary>Of the missing sprite it is for; null for none.</summary>
        public string ItemId { get; set; }

        /// <summary>It is gone.</summary>
        public bool IsRemoved { get; set; }
    }

    /// <summary>Which missing sprites.</summary>
    public sealed class ItemQuery
    {
        /// <summary>Part of a title or an id; null: any.</summary>
        public string Search { get; set; }

        /// <summary>These; null: any.</summary>
        public IReadOnlyList<string> Ids { get; set; }
    }

    /// <summary>A sprite that the game wants.</summary>
    public sealed class Item
    {
        /// <summary>The project's own, 200 characters at most.</summary>
        public string Id { get; set; }

        /// <summary>As in sprite; 60 characters at most.</summary>
        public string Kind { get; set; }

        /// <summary>For people, 500 characters at most.</summary>
        public string Title { get; set; }

        /// <summary>What a template can use.</summary>
        public IReadOnlyDictionary<string, string> Fields { get; set; }
    }
}
