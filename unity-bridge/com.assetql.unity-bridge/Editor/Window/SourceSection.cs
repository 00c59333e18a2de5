using System;
using System.IO;
using System.Linq;
using UnityEditor;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>Where the rows come from: a CSV, or the project's missing sprites.</summary>
    internal sealed class SourceSection : VisualElement
    {
        private static readonly string[] Kinds = { "A CSV file", "Missing sprites of this project" };

        private readonly WindowContext context;
        private readonly Action changed;
        private readonly VisualElement csv = Ui.Box("aql-list");
        private readonly MissingSpritesList sprites;
        private Label csvName;

        /// <param name="changed">The rows are others.</param>
        public SourceSection(WindowContext context, Action changed)
        {
            this.context = context;
            this.changed = changed;
            sprites = new MissingSpritesList(context, changed);
            DropdownField kind = Ui.Choice("Rows", Kinds, Draft.IsFromCsv ? 0 : 1, OnKind);
            Add(Ui.Section("2. Rows", kind, csv, sprites));
            BuildCsv();
            Refresh();
        }

        private DraftForm Draft { get { return context.State.Draft; } }

        private void BuildCsv()
        {
            csvName = Ui.Text("", "aql-grow", "aql-sentence");
            csv.Add(new DropBox("Drop a CSV file here", "aql-drop", paths => Take(paths.FirstOrDefault())));
            csv.Add(Ui.Row(csvName, Ui.Press("Choose\u2026", Choose)));
        }

        private void Refresh()
        {
            Ui.Display(csv, Draft.IsFromCsv);
            Ui.Display(sprites, !Draft.IsFromCsv);
            csvName.text = Draft.CsvPath.Length == 0 ? "No file chosen" : Path.GetFileName(Draft.CsvPath);
            csvName.tooltip = Draft.CsvPath;
        }

        private void OnKind(int kind)
        {
            Draft.IsFromCsv = kind == 0;
            Refresh();
            changed();
        }

        private void Choose()
        {
            string folder = Draft.CsvPath.Length == 0 ? "" : Path.GetDirectoryName(Draft.CsvPath);
            string path = EditorUtility.OpenFilePanel("CSV file", folder, "csv,tsv,txt");
            if (path.Length > 0) Take(path);
        }

        private void Take(string path)
        {
            if (path == null) return;
            Draft.CsvPath = path;
            if (Numbers.IsBlank(Draft.Name)) Draft.Name = Path.GetFileNameWithoutExtension(path);
            Refresh();
            changed();
        }
    }
}
