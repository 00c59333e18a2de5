using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using AssetQL.Client;

namespace AssetQL.Editor
{
    /// <summary>Import settings as they are typed: in the settings page, and over them for one pull.</summary>
    [Serializable]
    internal sealed class ImportForm
    {
        public static readonly IReadOnlyList<string> Formats = new[] { "png", "tga" };
        public static readonly IReadOnlyList<string> TextureTypes = new[] { "sprite", "texture" };
        public static readonly IReadOnlyList<string> FilterModes = new[] { "point", "bilinear", "trilinear" };

        /// <summary>The contract's `unityImportSchema` says these, too.</summary>
        private static readonly Regex AtlasName = new Regex("^[A-Za-z0-9][A-Za-z0-9 _-]{0,59}$");
        private const int LeastSide = 16;
        private const int MostSide = 8192;
        private const int MostPixelsPerUnit = 4096;

        public string Format = "png";
        public string TextureType = "sprite";
        public string FilterMode = "bilinear";

        /// <summary>Empty: images stay as large as they are.</summary>
        public string MaxSide = "";

        public string PixelsPerUnit = "100";

        /// <summary>Empty: no atlas.</summary>
        public string Atlas = "";

        public static ImportForm Of(ImportSettings settings)
        {
            return new ImportForm
            {
                Format = settings.Format,
                TextureType = settings.TextureType,
                FilterMode = settings.FilterMode,
                MaxSide = settings.MaxSide.HasValue ? Numbers.Write(settings.MaxSide.Value) : "",
                PixelsPerUnit = Numbers.Write(settings.PixelsPerUnit),
                Atlas = settings.Atlas ?? "",
            };
        }

        /// <summary>What has to be put right first; empty when nothing has.</summary>
        public IReadOnlyList<string> Problems
        {
            get
            {
                List<string> problems = new List<string>();
                int number;
                if (!Contains(Formats, Format)) problems.Add("The format is png or tga.");
                if (!Contains(TextureTypes, TextureType)) problems.Add("The texture type is sprite or texture.");
                if (!Contains(FilterModes, FilterMode)) problems.Add("The filter is point, bilinear or trilinear.");
                if (!Numbers.IsBlank(MaxSide) && !Numbers.TryWhole(MaxSide, LeastSide, MostSide, out number))
                {
                    problems.Add("The longest side is a whole number from 16 to 8192, or empty to keep " +
                        "images as they are.");
                }
                if (!Numbers.TryWhole(PixelsPerUnit, 1, MostPixelsPerUnit, out number))
                {
                    problems.Add("Pixels per unit is a whole number from 1 to 4096.");
                }
                if (!Numbers.IsBlank(Atlas) && !AtlasName.IsMatch(Atlas.Trim()))
                {
                    problems.Add(
                        "The atlas's name starts with a letter or a digit and has letters, digits, spaces, " +
                            "hyphens and underscores, 60 at most.");
                }
                return problems;
            }
        }

        /// <summary>Only where there are no problems.</summary>
        public ImportSettings ToSettings()
        {
            if (Problems.Count > 0) throw new InvalidOperationException(Problems[0]);
            int side;
            int pixelsPerUnit;
            bool hasSide = Numbers.TryWhole(MaxSide, LeastSide, MostSide, out side);
            Numbers.TryWhole(PixelsPerUnit, 1, MostPixelsPerUnit, out pixelsPerUnit);
            return new ImportSettings
            {
                Format = Format,
                TextureType = TextureType,
                FilterMode = FilterMode,
                MaxSide = hasSide ? side : (int?)null,
                PixelsPerUnit = pixelsPerUnit,
                Atlas = Numbers.IsBlank(Atlas) ? null : Atlas.Trim(),
            };
        }

        /// <summary>Atlases hold sprites; a plain texture has neither an atlas nor pixels per unit.</summary>
        public bool IsSprite { get { return TextureType == "sprite"; } }

        private static bool Contains(IReadOnlyList<string> known, string value)
        {
            foreach (string one in known)
            {
                if (one == value) return true;
            }
            return false;
        }
    }
}
