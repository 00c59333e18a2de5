using System;
using System.Collections.Generic;
using System.IO;
using AssetQL.Client;

namespace AssetQL.Headless
{
    /// <summary>A folder with Assets in it. What Unity knows of it is read from its .meta files.</summary>
    internal sealed class HeadlessProject : IProject
    {
        private readonly Output output;
        private readonly MetaIndex index;
        private readonly List<Item> missing = new List<Item>();

        public HeadlessProject(string root, Output output)
        {
            Root = Path.GetFullPath(root);
            this.output = output;
            index = new MetaIndex(Root);
        }

        public string Root { get; private set; }

        public string PathOfGuid(string guid)
        {
            return index.PathOfGuid(guid);
        }

        public IDisposable BeginImport()
        {
            output.Event("import-begins", JsonValue.Object());
            return new Scope(() =>
            {
                index.Refresh();
                output.Event("import-ends", JsonValue.Object());
            });
        }

        public void Imported(IReadOnlyList<ImportedTexture> textures)
        {
            var list = new List<JsonValue>();
            foreach (ImportedTexture texture in textures)
            {
                list.Add(Json.ImportedOf(texture));
            }
            output.Event("imported", JsonValue.Array(list));
        }

        public IReadOnlyList<Item> MissingSprites(ItemQuery query)
        {
            return missing.FindAll(item => IsWanted(item, query));
        }

        /// <summary>What Unity does when its window comes to the front: somebody may have moved things.</summary>
        public void Refresh()
        {
            index.Refresh();
        }

        /// <summary>The project's own list, as a project's code would give it.</summary>
        public void SetMissing(JsonValue items)
        {
            missing.Clear();
            foreach (JsonValue item in items.RequireArray().Items)
            {
                var fields = new Dictionary<string, string>();
                foreach (KeyValuePair<string, JsonValue> field in item["fields"].Members)
                {
                    fields[field.Key] = field.Value.AsString();
                }
                missing.Add(new Item
                {
                    Id = item["id"].AsString(),
                    Kind = item["kind"].StringOrNull() ?? "sprite",
                    Title = item["title"].AsString(),
                    Fields = fields
                });
            }
        }

        private static bool IsWanted(Item item, ItemQuery query)
        {
            bool isFound = query.Search == null
                || item.Title.IndexOf(query.Search, StringComparison.OrdinalIgnoreCase) >= 0
                || item.Id.IndexOf(query.Search, StringComparison.OrdinalIgnoreCase) >= 0;
            return isFound && (query.Ids == null || new List<string>(query.Ids).Contains(item.Id));
        }

        private sealed class Scope : IDisposable
        {
            private readonly Action end;

            public Scope(Action end)
            {
                this.end = end;
            }

            public void Dispose()
            {
                end();
            }
        }
    }
}
