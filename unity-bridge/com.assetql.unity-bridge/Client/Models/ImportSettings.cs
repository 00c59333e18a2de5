namespace AssetQL.Client
{
    /// <summary>How images become textures of this project.</summary>
    public sealed class ImportSettings
    {
        /// <summary>The defaults: PNG, sprites, 100 pixels per unit, bilinear, no atlas.</summary>
        public ImportSettings()
        {
            Format = "png";
            TextureType = "sprite";
            PixelsPerUnit = 100;
            FilterMode = "bilinear";
        }

        /// <summary>png or tga, of new files; one that is there keeps its own.</summary>
        public string Format { get; set; }

        /// <summary>Longest side in pixels, 16 to 8192; images are never enlarged. Null: as they are.</summary>
        public int? MaxSide { get; set; }

        /// <summary>sprite or texture.</summary>
        public string TextureType { get; set; }

        /// <summary>Of sprites, 1 to 4096.</summary>
        public int PixelsPerUnit { get; set; }

        /// <summary>point, bilinear or trilinear.</summary>
        public string FilterMode { get; set; }

        /// <summary>Name of the sprite atlas that the sprites go to: letters, digits, spaces, hyphens, underscores. Null: none.</summary>
        public string Atlas { get; set; }

        internal JsonValue ToJson()
        {
            return JsonValue.Object()
                .Set("format", JsonValue.Of(Format))
                .Set("maxSide", MaxSide.HasValue ? JsonValue.Of((long)MaxSide.Value) : JsonValue.Null)
                .Set("textureType", JsonValue.Of(TextureType))
                .Set("pixelsPerUnit", JsonValue.Of((long)PixelsPerUnit))
                .Set("filterMode", JsonValue.Of(FilterMode))
                .Set("atlas", JsonValue.Of(Atlas));
        }

        /// <summary>Those that an export's package can have.</summary>
        internal JsonValue ToExportJson()
        {
            return JsonValue.Object()
                .Set("format", JsonValue.Of(Format))
                .Set("pixelsPerUnit", JsonValue.Of((long)PixelsPerUnit))
                .Set("filterMode", JsonValue.Of(FilterMode));
        }
    }
}
