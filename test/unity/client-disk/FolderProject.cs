using System;
using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>A project without Unity: it finds GUIDs in .meta files, and counts what would be imported.</summary>
    internal sealed class FolderProject : IProject, IDisposable
    {
        private readonly MetaIndex index;
        private readonly List<JsonValue> imports = new List<JsonValue>();
        private bool isImporting;

        public FolderProject(string root)
        {
            Root = root;
            index = new MetaIndex(root);
        }

        public string Root { get; private set; }

        /// <summary>As Unity is while it imports by itself.</summary>
        public bool IsBusy { get; set; }

        /// <summary>As Unity does when its window gets the focus.</summary>
        public void Look()
        {
            index.Refresh();
        }

        public string PathOfGuid(string guid)
        {
            return index.PathOfGuid(guid);
        }

        public IDisposable BeginImport()
        {
            if (IsBusy)
            {
                throw new BridgeException("import-busy", "Unity imports something else.");
            }
            if (isImporting)
            {
                throw new InvalidOperationException("imports do not nest");
            }
            isImporting = true;
            return this;
        }

        public void Dispose()
        {
            isImporting = false;
            index.Refresh();
            imports.Add(JsonValue.Array(new JsonValue[0]));
        }

        public void Imported(IReadOnlyList<ImportedTexture> textures)
        {
            if (isImporting)
            {
                throw new InvalidOperationException("told before the import was over");
            }
            var told = new List<JsonValue>();
            foreach (ImportedTexture texture in textures)
            {
                told.Add(JsonValue.Object().Set("externalId", JsonValue.Of(texture.ExternalId)).Set("assetId", JsonValue.Of(texture.AssetId))
                    .Set("guid", JsonValue.Of(texture.Guid)).Set("path", JsonValue.Of(texture.Path)).Set("atlas", JsonValue.Of(texture.Atlas))
                    .Set("itemId", JsonValue.Of(texture.ItemId)).Set("isRemoved", JsonValue.Of(texture.IsRemoved)));
            }
            imports[imports.Count - 1] = JsonValue.Array(told);
        }

        public IReadOnlyList<Item> MissingSprites(ItemQuery query)
        {
            var items = new List<Item>();
            for (int i = 0; i < 150; i++)
            {
                string id = "sprite-" + i;
                if (query.Search == null || id.Contains(query.Search))
                {
                    var fields = new Dictionary<string, string> { { "id", id } };
                    items.Add(new Item { Id = id, Kind = "sprite", Title = "Sprite " + i, Fields = fields });
                }
            }
            return items;
        }

        /// <summary>The imports since the last time, each with what it told of.</summary>
        public JsonValue TakeImports()
        {
            JsonValue taken = JsonValue.Array(imports);
            imports.Clear();
            return taken;
        }
    }
}
