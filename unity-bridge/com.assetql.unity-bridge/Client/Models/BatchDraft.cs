using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>A batch that is to be.</summary>
    public sealed class BatchDraft
    {
        /// <summary>Standard quality, with the style gate.</summary>
        public BatchDraft()
        {
            Quality = "standard";
            StyleGate = true;
        }

        /// <summary>With placeholders for the columns.</summary>
        public string Template { get; set; }

        /// <summary>Of the style profile.</summary>
        public string StyleId { get; set; }

        /// <summary>The rows; or else <see cref="SpriteIds"/>.</summary>
        public UploadFile Csv { get; set; }

        /// <summary>Of the project's own list of missing sprites, 500 at most; or else <see cref="Csv"/>.</summary>
        public IReadOnlyList<string> SpriteIds { get; set; }

        /// <summary>Pixels, 64 to 2048; null: the hub's default.</summary>
        public int? Width { get; set; }

        /// <summary>Pixels, 64 to 2048; null: the hub's default.</summary>
        public int? Height { get; set; }

        /// <summary>draft, standard or high.</summary>
        public string Quality { get; set; }

        /// <summary>False: images are scored, and every one of them is kept.</summary>
        public bool StyleGate { get; set; }

        /// <summary>Style score an image must reach, 0..1; null: the style's own.</summary>
        public double? Threshold { get; set; }

        /// <summary>What is not to be seen; null or empty: nothing said.</summary>
        public string NegativePrompt { get; set; }
    }
}
