using System;
using System.Collections.Generic;
using UnityEditor;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>Lines of a plan; only those in view have elements, however many there are.</summary>
    internal sealed class PlanLines : VisualElement
    {
        private const float LineHeight = 22f;
        private const int MostInView = 16;
        private const float Borders = 2f;

        private readonly ListView list;
        private List<PlanLine> lines = new List<PlanLine>();

        public PlanLines()
        {
            list = new ListView(lines, LineHeight, Make, Bind) { selectionType = SelectionType.None };
            list.AddToClassList("aql-lines");
            Add(list);
        }

        public void Show(List<PlanLine> shown)
        {
            lines = shown;
            // A list has no height of its own: it takes what it is given, and scrolls.
            list.style.height = Math.Min(lines.Count, MostInView) * LineHeight + Borders;
            list.itemsSource = lines;
            list.Rebuild();
        }

        private static VisualElement Make()
        {
            VisualElement line = Ui.Box("aql-line");
            line.RegisterCallback<ClickEvent>(click => Ping(line.userData as PlanLine));
            return line;
        }

        /// <summary>A line is used again for others: it is filled anew.</summary>
        private void Bind(VisualElement line, int index)
        {
            PlanLine shown = lines[index];
            line.userData = shown;
            line.Clear();
            line.tooltip = shown.Title + (shown.Detail.Length > 0 ? "\n" + shown.Detail : "");
            line.Add(Ui.Badge(shown.Badge, shown.Tone));
            line.Add(Ui.Text(shown.Title, "aql-line__title"));
            line.Add(Ui.Text(shown.Detail, "aql-line__detail"));
        }

        /// <summary>Shows the texture in the Project window.</summary>
        private static void Ping(PlanLine line)
        {
            if (line == null || string.IsNullOrEmpty(line.Guid)) return;
            UnityEngine.Object texture = AssetDatabase.LoadMainAssetAtPath(AssetDatabase.GUIDToAssetPath(line.Guid));
            if (texture != null) EditorGUIUtility.PingObject(texture);
        }
    }
}
