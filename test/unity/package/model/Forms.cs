using System;
using System.Collections.Generic;
using AssetQL.Client;

namespace AssetQL.Editor.Checks
{
    /// <summary>What people fill in.</summary>
    internal static class Forms
    {
        public static JsonValue Import(JsonValue asked)
        {
            ImportForm form = ImportOf(asked["form"]);
            JsonValue shown = JsonValue.Object().Set("problems", Program.List(form.Problems));
            if (form.Problems.Count > 0) return shown;
            ImportSettings settings = form.ToSettings();
            // By way of a project's presets, which are written as the protocol has them.
            string text = new ProjectPresets { Import = settings }.ToString();
            return shown.Set("settings", JsonValue.Parse(text)["import"]);
        }

        public static JsonValue Presets(JsonValue asked)
        {
            string problem;
            ProjectPresets presets = ProjectPresets.Parse(asked["text"].AsString(), out problem);
            return JsonValue.Object()
                .Set("problem", Program.OrNull(problem))
                .Set("text", JsonValue.Of(presets.ToString()));
        }

        public static JsonValue Draft(JsonValue asked)
        {
            JsonValue form = asked["form"];
            DraftForm draft = new DraftForm();
            draft.Name = Text(form, "name", draft.Name);
            draft.Template = Text(form, "template", draft.Template);
            draft.StyleId = Text(form, "styleId", draft.StyleId);
            draft.CsvPath = Text(form, "csvPath", draft.CsvPath);
            draft.Width = Text(form, "width", draft.Width);
            draft.Height = Text(form, "height", draft.Height);
            draft.Threshold = Text(form, "threshold", draft.Threshold);
            draft.NegativePrompt = Text(form, "negativePrompt", draft.NegativePrompt);
            if (form.Has("spriteIds"))
            {
                draft.IsFromCsv = false;
                draft.SpriteIds = Program.Strings(form["spriteIds"]);
            }
            JsonValue shown = JsonValue.Object()
                .Set("problems", Program.List(draft.Problems))
                .Set("creation", Program.List(draft.CreationProblems));
            return draft.Problems.Count > 0 ? shown : shown.Set("draft", DraftOf(draft.ToDraft()));
        }

        public static JsonValue Style(JsonValue asked)
        {
            StyleForm form = new StyleForm { Name = asked["name"].AsString() };
            string leftOut = form.Add(Program.Strings(asked["paths"]));
            return JsonValue.Object()
                .Set("leftOut", Program.OrNull(leftOut))
                .Set("files", Program.List(form.Files))
                .Set("problems", Program.List(form.Problems));
        }

        public static JsonValue Pull(JsonValue asked)
        {
            PullForm form = new PullForm
            {
                Of = (PullOf)Enum.Parse(typeof(PullOf), asked["of"].AsString()),
                BatchId = asked["batchId"].AsString(),
                AssetIds = Program.Strings(asked["assetIds"]),
                Conflicts = (int)asked["conflicts"].AsLong(),
                HasOwnImport = asked["hasOwnImport"].AsBool(),
            };
            form.Import.Atlas = asked["atlas"].AsString();
            JsonValue shown = JsonValue.Object()
                .Set("problems", Program.List(form.Problems))
                .Set("policy", JsonValue.Of(form.ConflictPolicy));
            return form.Problems.Count > 0 ? shown : shown.Set("hasSettings", JsonValue.Of(form.Settings != null));
        }

        public static JsonValue Export(JsonValue asked)
        {
            ExportForm form = new ExportForm
            {
                Inclusion = (int)asked["inclusion"].AsLong(),
                Container = (int)asked["container"].AsLong(),
            };
            form.Remember("exp-1", asked["batchName"].AsString());
            List<string> names = new List<string>();
            foreach (string id in new[] { "exp-1", "exp-2" })
            {
                string name;
                string extension;
                form.NameOf(id, out name, out extension);
                names.Add(name + "." + extension);
            }
            return JsonValue.Object()
                .Set("include", JsonValue.Of(form.InclusionCode))
                .Set("container", JsonValue.Of(form.ContainerCode))
                .Set("names", Program.List(names))
                .Set("problems", Program.List(form.Problems));
        }

        public static JsonValue Sheet(JsonValue asked)
        {
            SheetQuery query = new SheetQuery
            {
                BatchId = "bat-1",
                Order = (int)asked["order"].AsLong(),
                Review = (int)asked["review"].AsLong(),
            };
            AssetQuery sent = query.ToQuery(null);
            return JsonValue.Object()
                .Set("order", JsonValue.Of(sent.Order))
                .Set("review", Program.OrNull(sent.Review))
                .Set("limit", JsonValue.Of((long)sent.Limit))
                .Set("nothing", JsonValue.Of(query.Nothing.Text));
        }

        private static JsonValue DraftOf(BatchDraft draft)
        {
            return JsonValue.Object()
                .Set("csv", Program.OrNull(draft.Csv == null ? null : draft.Csv.Name))
                .Set("sprites", JsonValue.Of((long)(draft.SpriteIds == null ? 0 : draft.SpriteIds.Count)))
                .Set("width", draft.Width.HasValue ? JsonValue.Of((long)draft.Width.Value) : JsonValue.Null)
                .Set("height", draft.Height.HasValue ? JsonValue.Of((long)draft.Height.Value) : JsonValue.Null)
                .Set("threshold", draft.Threshold.HasValue ? JsonValue.Of(draft.Threshold.Value) : JsonValue.Null)
                .Set("negativePrompt", Program.OrNull(draft.NegativePrompt));
        }

        private static ImportForm ImportOf(JsonValue form)
        {
            ImportForm import = new ImportForm();
            import.Format = Text(form, "format", import.Format);
            import.TextureType = Text(form, "textureType", import.TextureType);
            import.FilterMode = Text(form, "filterMode", import.FilterMode);
            import.MaxSide = Text(form, "maxSide", import.MaxSide);
            import.PixelsPerUnit = Text(form, "pixelsPerUnit", import.PixelsPerUnit);
            import.Atlas = Text(form, "atlas", import.Atlas);
            return import;
        }

        private static string Text(JsonValue form, string name, string otherwise)
        {
            return form.Has(name) ? form[name].AsString() : otherwise;
        }
    }
}
