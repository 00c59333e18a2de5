namespace AssetQL.Client
{
    /// <summary>A texture as it is before it is changed.</summary>
    internal sealed class ImageToKeep
    {
        public string ExternalId { get; set; }

        public ImageVersion Version { get; set; }

        public string Path { get; set; }

        public string Guid { get; set; }

        public FileSum Sum { get; set; }

        /// <summary>Of the mapping; null when it has none.</summary>
        public JsonValue Entry { get; set; }

        public JsonValue ToNote()
        {
            return JsonValue.Object().Set("value", JsonValue.Of(Version.Value)).Set("maxSide", Version.MaxSide)
                .Set("path", JsonValue.Of(Path)).Set("guid", JsonValue.Of(Guid))
                .Set("bytes", JsonValue.Of(Sum.Bytes)).Set("crc32", JsonValue.Of(Sum.Crc)).Set("entry", Entry);
        }
    }

    /// <summary>An image that was replaced or removed, and all that is needed to bring it back.</summary>
    internal sealed class KeptImage
    {
        /// <param name="stem">Of its files in Library, without the ending.</param>
        public KeptImage(string stem, JsonValue note)
        {
            Path = note["path"].AsString();
            Guid = note["guid"].AsString();
            Version = new ImageVersion(note["value"].AsString(), note["maxSide"]);
            Sum = new FileSum(note["bytes"].AsLong(), note["crc32"].AsString());
            Entry = note["entry"].IsNull ? null : note["entry"].RequireObject();
            ImagePath = stem + System.IO.Path.GetExtension(Path).ToLowerInvariant();
            MetaPath = stem + MetaFile.Ending;
        }

        /// <summary>Full paths in Library.</summary>
        public string ImagePath { get; private set; }

        public string MetaPath { get; private set; }

        /// <summary>Where it was in the project.</summary>
        public string Path { get; private set; }

        public string Guid { get; private set; }

        public ImageVersion Version { get; private set; }

        public FileSum Sum { get; private set; }

        /// <summary>Of the mapping, as it was; null when it had none.</summary>
        public JsonValue Entry { get; private set; }
    }
}
