namespace AssetQL.Client
{
    /// <summary>An entry of a mapping, as far as the bridge is concerned. What people have made of it counts as not there.</summary>
    internal sealed class MappedTexture
    {
        private MappedTexture(JsonValue entry, string mappingPath)
        {
            MappingPath = mappingPath;
            Source = entry;
            AssetId = Text(entry["assetId"]);
            ExternalId = Text(entry["externalId"]) ?? AssetId;
            Guid = Text(entry["guid"]);
            Path = Text(entry["path"]);
            ItemId = Text(entry["itemId"]);
            Fields = entry["fields"].Kind == JsonKind.Object ? entry["fields"] : JsonValue.Object();
            JsonValue written = entry["written"];
            Image = Text(written["image"]);
            Crc = Text(written["crc32"]);
            Bytes = written["bytes"].Kind == JsonKind.Number ? written["bytes"].AsDouble() : -1;
        }

        /// <summary>The whole entry.</summary>
        public JsonValue Source { get; private set; }

        /// <summary>The mapping it stands in, as a path of the project.</summary>
        public string MappingPath { get; private set; }

        public string ExternalId { get; private set; }

        public string AssetId { get; private set; }

        public string Guid { get; private set; }

        /// <summary>Where it was when it was last written; it may have been moved since.</summary>
        public string Path { get; private set; }

        public string ItemId { get; private set; }

        /// <summary>Those that nobody can see in the project itself.</summary>
        public JsonValue Fields { get; private set; }

        /// <summary>The value of the field `image` as it was written; null when it never was.</summary>
        public string Image { get; private set; }

        private string Crc { get; set; }

        private double Bytes { get; set; }

        /// <summary>Null for an entry that belongs to no asset or has no texture.</summary>
        public static MappedTexture Of(JsonValue entry, string mappingPath)
        {
            var texture = new MappedTexture(entry, mappingPath);
            return texture.ExternalId == null || !Guids.IsGuid(texture.Guid) ? null : texture;
        }

        /// <summary>Whether the file is the one that was written.</summary>
        public bool IsAsWritten(FileSum sum)
        {
            return Image != null && Bytes == sum.Bytes && Crc == sum.Crc;
        }

        private static string Text(JsonValue value)
        {
            return value.Kind == JsonKind.String ? value.AsString() : null;
        }
    }
}
