using System.Collections.Generic;
using System.Globalization;

namespace AssetQL.Client
{
    /// <summary>project.items: the sprites that the game wants and does not have, a page at a time.</summary>
    internal sealed class ItemsCall : PreparedCall
    {
        private const int PageSize = 100;
        private readonly JsonValue page;

        public ItemsCall(DiskParts parts, JsonValue payload)
        {
            var ids = new List<string>();
            foreach (JsonValue id in payload["ids"].Items)
            {
                ids.Add(id.AsString());
            }
            var query = new ItemQuery { Search = payload["search"].StringOrNull(), Ids = payload["ids"].IsNull ? null : ids };
            int start;
            string cursor = payload["cursor"].StringOrNull() ?? "0";
            if (!int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out start))
            {
                throw DiskProblem.ParamsInvalid("“" + cursor + "” is no cursor of this list.");
            }
            page = Page(parts.Project.MissingSprites(query), start);
        }

        protected override JsonValue Work()
        {
            return page;
        }

        private static JsonValue Page(IReadOnlyList<Item> all, int start)
        {
            var items = new List<JsonValue>();
            int end = start + PageSize;
            for (int i = start; i < all.Count && i < end; i++)
            {
                items.Add(ToJson(all[i]));
            }
            return JsonValue.Object().Set("items", JsonValue.Array(items))
                .Set("cursor", end < all.Count ? JsonValue.Of(end.ToString(CultureInfo.InvariantCulture)) : JsonValue.Null);
        }

        private static JsonValue ToJson(Item item)
        {
            JsonValue fields = JsonValue.Object();
            foreach (KeyValuePair<string, string> field in item.Fields ?? new Dictionary<string, string>())
            {
                fields.Set(field.Key, JsonValue.Of(field.Value));
            }
            return JsonValue.Object().Set("id", JsonValue.Of(item.Id)).Set("kind", JsonValue.Of(item.Kind))
                .Set("title", JsonValue.Of(item.Title)).Set("url", JsonValue.Null).Set("fields", fields)
                .Set("image", JsonValue.Null).Set("updatedAt", JsonValue.Null);
        }
    }

    /// <summary>import.refresh: one import after restores.</summary>
    internal sealed class RefreshCall : PreparedCall
    {
        private readonly DiskParts parts;
        private readonly string pullId;

        public RefreshCall(DiskParts parts, JsonValue payload)
        {
            this.parts = parts;
            pullId = payload["pullId"].AsString();
        }

        protected override JsonValue Work()
        {
            return JsonValue.Object();
        }

        protected override JsonValue Complete(JsonValue ran)
        {
            using (parts.Project.BeginImport())
            {
                // Its end is the import.
            }
            IReadOnlyList<ImportedTexture> restored = parts.TakeRestored(pullId);
            if (restored.Count > 0)
            {
                parts.Project.Imported(restored);
            }
            return ran;
        }
    }
}
