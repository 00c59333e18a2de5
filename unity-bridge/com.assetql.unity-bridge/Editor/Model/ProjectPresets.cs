using System.Collections.Generic;
using System.Linq;
using AssetQL.Client;

namespace AssetQL.Editor
{
    /// <summary>
    /// What a team shares: ProjectSettings/AssetQL.json, which goes into version control. No address and no token:
    /// those are each person's own.
    /// </summary>
    internal sealed class ProjectPresets
    {
        public const string RelativePath = "ProjectSettings/AssetQL.json";

        public ProjectPresets()
        {
            Import = new ImportSettings();
            PrefabFolders = new string[0];
            AssignsSprites = true;
        }

        /// <summary>The defaults of pulls.</summary>
        public ImportSettings Import { get; set; }

        /// <summary>Where prefabs are looked through for missing sprites, beside the open scenes; "Assets/…".</summary>
        public IReadOnlyList<string> PrefabFolders { get; set; }

        /// <summary>Whether a pulled sprite is put where it was missing.</summary>
        public bool AssignsSprites { get; set; }

        /// <summary>Whether the database is in every player build, and loaded when the game starts.</summary>
        public bool PreloadsDatabase { get; set; }

        /// <summary>
        /// Reads what is there; whatever is missing, or is not what it has to be, has its default, so that a merge gone
        /// wrong never keeps a project from working.
        /// </summary>
        /// <param name="problem">For people; null when everything could be read.</param>
        public static ProjectPresets Parse(string text, out string problem)
        {
            problem = null;
            ProjectPresets presets = new ProjectPresets();
            try
            {
                JsonValue json = JsonValue.Parse(text);
                presets.PrefabFolders = FoldersOf(json["prefabFolders"]);
                presets.AssignsSprites = Flag(json["assignsSprites"], presets.AssignsSprites);
                presets.PreloadsDatabase = Flag(json["preloadsDatabase"], presets.PreloadsDatabase);
                presets.Import = ImportOf(json["import"], out problem);
            }
            catch (JsonException error)
            {
                problem = RelativePath + " could not be read; the defaults are used. " + error.Message;
            }
            return presets;
        }

        public override string ToString()
        {
            ImportSettings import = Import;
            return JsonValue.Object()
                .Set("import", JsonValue.Object()
                    .Set("format", JsonValue.Of(import.Format))
                    .Set("maxSide", import.MaxSide.HasValue ? JsonValue.Of((long)import.MaxSide.Value) : JsonValue.Null)
                    .Set("textureType", JsonValue.Of(import.TextureType))
                    .Set("pixelsPerUnit", JsonValue.Of((long)import.PixelsPerUnit))
                    .Set("filterMode", JsonValue.Of(import.FilterMode))
                    .Set("atlas", import.Atlas == null ? JsonValue.Null : JsonValue.Of(import.Atlas)))
                .Set("prefabFolders", JsonValue.Array(PrefabFolders.Select(folder => JsonValue.Of(folder))))
                .Set("assignsSprites", JsonValue.Of(AssignsSprites))
                .Set("preloadsDatabase", JsonValue.Of(PreloadsDatabase))
                .ToIndentedString() + "\n";
        }

        private static ImportSettings ImportOf(JsonValue json, out string problem)
        {
            problem = null;
            if (json.Kind != JsonKind.Object) return new ImportSettings();
            ImportForm form = ImportForm.Of(new ImportSettings());
            form.Format = Text(json["format"], form.Format);
            form.TextureType = Text(json["textureType"], form.TextureType);
            form.FilterMode = Text(json["filterMode"], form.FilterMode);
            form.Atlas = Text(json["atlas"], form.Atlas);
            form.MaxSide = Number(json["maxSide"], form.MaxSide);
            form.PixelsPerUnit = Number(json["pixelsPerUnit"], form.PixelsPerUnit);
            IReadOnlyList<string> problems = form.Problems;
            if (problems.Count == 0) return form.ToSettings();
            problem = RelativePath + ": " + problems[0] + " The default import settings are used.";
            return new ImportSettings();
        }

        private static IReadOnlyList<string> FoldersOf(JsonValue json)
        {
            if (json.Kind != JsonKind.Array) return new string[0];
            return json.Items.Where(item => item.Kind == JsonKind.String).Select(item => item.AsString()).ToList();
        }

        private static bool Flag(JsonValue json, bool otherwise)
        {
            return json.Kind == JsonKind.Bool ? json.AsBool() : otherwise;
        }

        private static string Text(JsonValue json, string otherwise)
        {
            return json.Kind == JsonKind.String ? json.AsString() : otherwise;
        }

        /// <summary>As it is typed; the form says what is wrong with it.</summary>
        private static string Number(JsonValue json, string otherwise)
        {
            return json.Kind == JsonKind.Number ? json.ToString() : otherwise;
        }
    }
}
