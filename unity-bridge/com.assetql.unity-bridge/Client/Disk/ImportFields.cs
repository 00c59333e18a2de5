using System;
using System.Globalization;

namespace AssetQL.Client
{
    /// <summary>The three import settings of a texture, between the words of the protocol and the numbers of its .meta.</summary>
    internal static class ImportFields
    {
        public const string TextureType = "textureType";
        public const string PixelsPerUnit = "pixelsPerUnit";
        public const string FilterMode = "filterMode";

        /// <summary>What we have no word for, as in unity:3: it differs from all that we write, and can be brought back.</summary>
        private const string Raw = "unity:";
        private const string Sprite = "8";

        private static readonly string[][] TextureTypes = { new[] { "sprite", Sprite }, new[] { "texture", "0" } };
        private static readonly string[][] FilterModes =
        {
            new[] { "point", "0" }, new[] { "bilinear", "1" }, new[] { "trilinear", "2" }
        };

        public static bool IsOne(string field)
        {
            return field == TextureType || field == PixelsPerUnit || field == FilterMode;
        }

        /// <summary>As they are in the .meta: people change them in the Inspector. Those that are not there are left out.</summary>
        public static void ReadInto(JsonValue fields, MetaFile meta)
        {
            string type = meta.Get(MetaSetting.TextureType);
            if (type != null)
            {
                fields.Set(TextureType, JsonValue.Of(WordFor(type, TextureTypes)));
            }
            string pixels = meta.Get(MetaSetting.PixelsPerUnit);
            if (pixels != null)
            {
                double number;
                bool isNumber = double.TryParse(pixels, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
                fields.Set(PixelsPerUnit, isNumber ? JsonValue.Of(number) : JsonValue.Of(Raw + pixels));
            }
            string filter = meta.Get(MetaSetting.FilterMode);
            if (filter != null)
            {
                fields.Set(FilterMode, JsonValue.Of(WordFor(filter, FilterModes)));
            }
        }

        /// <summary>
        /// The .meta with those settings that are in `fields`; null when nothing changes. Throws a BridgeException for a
        /// value that is none, and for a .meta that is not a texture's.
        /// </summary>
        public static byte[] Patched(MetaFile meta, JsonValue fields, string path)
        {
            bool changes = Change(meta, MetaSetting.TextureType, NumberFor(fields[TextureType], TextureTypes), path);
            // A sprite without a mode is none to Unity. A mode of several sprites is somebody's work, and stays.
            if (changes && meta.Get(MetaSetting.TextureType) == Sprite && (meta.Get(MetaSetting.SpriteMode) ?? "0") == "0")
            {
                meta.Set(MetaSetting.SpriteMode, "1");
            }
            changes |= Change(meta, MetaSetting.PixelsPerUnit, NumberFor(fields[PixelsPerUnit], null), path);
            changes |= Change(meta, MetaSetting.FilterMode, NumberFor(fields[FilterMode], FilterModes), path);
            return changes ? meta.ToBytes() : null;
        }

        private static bool Change(MetaFile meta, MetaSetting setting, string value, string path)
        {
            if (value == null || meta.Get(setting) == value)
            {
                return false;
            }
            if (!meta.IsTexture)
            {
                throw DiskProblem.FileChanged(path + MetaFile.Ending
                    + " holds no settings of a texture any more. Reimport the image in Unity, then pull again.");
            }
            meta.Set(setting, value);
            return true;
        }

        private static string WordFor(string number, string[][] words)
        {
            string[] found = Array.Find(words, word => word[1] == number);
            return found == null ? Raw + number : found[0];
        }

        /// <summary>Null: stays as it is.</summary>
        private static string NumberFor(JsonValue value, string[][] words)
        {
            if (value.Kind == JsonKind.Number && words == null)
            {
                return value.ToString();
            }
            if (value.IsNull)
            {
                return null;
            }
            string word = value.AsString();
            string[] found = words == null ? null : Array.Find(words, one => one[0] == word);
            if (found != null)
            {
                return found[1];
            }
            if (word.StartsWith(Raw, StringComparison.Ordinal) && word.Length <= 40 && word.IndexOf('\n') < 0)
            {
                return word.Substring(Raw.Length);
            }
            throw DiskProblem.ParamsInvalid("“" + word + "” is none of the import settings.");
        }
    }
}
