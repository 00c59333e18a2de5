using System;
using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>An asset's entry of a mapping: what code and people read, and behind it what the bridge needs.</summary>
    internal static class MappingEntries
    {
        private const string Guid = "guid";
        private const string Path = "path";
        private const string Fields = "fields";

        /// <summary>As export-formats writes them: those that a new value lacks are gone. Others are somebody else's, and stay.</summary>
        private static readonly string[] OwnMembers =
        {
            "assetId", "version", Guid, "spriteFileId", Path, "sku", "title", "altText", "category", "tags", "prompt", "seed",
            "styleScore", "styleProfile", "attribution", "isDraft", "width", "height", "metadata", "itemId", "atlas"
        };

        /// <summary>Fields that stand in an entry for code and people too.</summary>
        private static readonly string[] Shown = { "title", "category", "tags", "styleScore", "atlas" };

        /// <param name="before">Null for a new one.</param>
        /// <param name="told">Members for code and people; without any, they stay as they were.</param>
        public static JsonValue Updated(JsonValue before, TexturePlace place, JsonValue told)
        {
            JsonValue entry = JsonValue.Object();
            bool isTold = told.Members.Count > 0;
            foreach (KeyValuePair<string, JsonValue> member in (before ?? entry).Members)
            {
                if (!isTold || told.Has(member.Key) || Array.IndexOf(OwnMembers, member.Key) < 0)
                {
                    entry.Set(member.Key, member.Value);
                }
            }
            foreach (KeyValuePair<string, JsonValue> member in told.Members)
            {
                entry.Set(member.Key, member.Value);
            }
            return entry.Set(Guid, JsonValue.Of(place.Guid)).Set(Path, JsonValue.Of(place.Path));
        }

        /// <summary>The members for code and people alone.</summary>
        public static JsonValue OwnOf(JsonValue entry)
        {
            JsonValue own = JsonValue.Object();
            foreach (KeyValuePair<string, JsonValue> member in entry.Members)
            {
                if (Array.IndexOf(OwnMembers, member.Key) >= 0)
                {
                    own.Set(member.Key, member.Value);
                }
            }
            return own;
        }

        /// <summary>Whose it is, which image was written (null: as before), and the fields that have new values.</summary>
        public static JsonValue WithState(JsonValue entry, string externalId, WrittenImage written, JsonValue fields)
        {
            entry.Set("externalId", JsonValue.Of(externalId));
            if (written != null)
            {
                entry.Set("written", written.ToJson());
            }
            JsonValue kept = JsonValue.Object();
            foreach (KeyValuePair<string, JsonValue> field in entry[Fields].Members)
            {
                kept.Set(field.Key, field.Value);
            }
            foreach (KeyValuePair<string, JsonValue> field in fields.Members)
            {
                if (field.Key != "image" && !ImportFields.IsOne(field.Key))
                {
                    kept.Set(field.Key, field.Value);
                }
            }
            return entry.Set(Fields, kept);
        }

        /// <summary>After an undo, what code and people read is as it was too.</summary>
        public static void ShowAgain(JsonValue entry, JsonValue fields)
        {
            foreach (string name in Shown)
            {
                if (fields.Has(name) && (entry.Has(name) || !fields[name].IsNull))
                {
                    entry.Set(name, fields[name]);
                }
            }
        }
    }

    /// <summary>Which image was written, and the file it became.</summary>
    internal sealed class WrittenImage
    {
        private readonly string value;
        private readonly FileSum sum;

        public WrittenImage(string value, FileSum sum)
        {
            this.value = value;
            this.sum = sum;
        }

        public JsonValue ToJson()
        {
            return JsonValue.Object().Set("image", JsonValue.Of(value)).Set("bytes", JsonValue.Of(sum.Bytes))
                .Set("crc32", JsonValue.Of(sum.Crc));
        }
    }
}
