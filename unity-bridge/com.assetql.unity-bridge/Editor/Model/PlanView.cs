using System.Collections.Generic;
using System.Linq;
using AssetQL.Client;

namespace AssetQL.Editor
{
    /// <summary>One line of a plan, or of what became of it.</summary>
    internal sealed class PlanLine
    {
        private static readonly Dictionary<string, string> FieldNames = new Dictionary<string, string>
        {
            { "image", "image" },
            { "maxSide", "size" },
            { "textureType", "texture type" },
            { "pixelsPerUnit", "pixels per unit" },
            { "filterMode", "filter" },
            { "atlas", "atlas" },
            { "title", "title" },
            { "tags", "tags" },
            { "category", "category" },
            { "styleScore", "score" },
            { "provenance", "origin" },
        };

        private PlanLine(string badge, NoticeKind tone, Change change)
        {
            Badge = badge;
            Tone = tone;
            Title = change.Title;
            Guid = change.Guid;
            Detail = DetailOf(change);
        }

        public string Badge { get; private set; }

        public NoticeKind Tone { get; private set; }

        public string Title { get; private set; }

        /// <summary>Of the texture, to show it in the project; null while there is none.</summary>
        public string Guid { get; private set; }

        public string Detail { get; private set; }

        public static PlanLine Of(Change change)
        {
            switch (change.State)
            {
                case "failed": return new PlanLine("failed", NoticeKind.Error, change);
                case "revert-failed": return new PlanLine("not undone", NoticeKind.Error, change);
                case "reverted": return new PlanLine("undone", NoticeKind.Info, change);
            }
            switch (change.Kind)
            {
                case "create": return new PlanLine("new", NoticeKind.Good, change);
                case "update": return new PlanLine("updated", NoticeKind.Busy, change);
                case "conflict": return new PlanLine("conflict", NoticeKind.Warning, change);
                case "delete": return new PlanLine("removed", NoticeKind.Warning, change);
                default: return new PlanLine("kept", NoticeKind.Info, change);
            }
        }

        private static string DetailOf(Change change)
        {
            List<string> parts = new List<string>();
            if (change.Problem != null) parts.Add(change.Problem.Detail);
            else if (!string.IsNullOrEmpty(change.Reason)) parts.Add(change.Reason);
            else if (change.Kind == "update") parts.Add(FieldsOf(change, "write"));
            string asked = FieldsOf(change, "ask");
            if (change.Kind == "conflict" && asked.Length > 0) parts.Add("changed on both sides: " + asked);
            parts.AddRange(change.Warnings);
            return string.Join(" \u00b7 ", parts.Where(part => part.Length > 0).ToArray());
        }

        private static string FieldsOf(Change change, string outcome)
        {
            return string.Join(
                ", ",
                change.Fields.Where(field => field.Outcome == outcome).Select(field => NameOf(field.Name)).ToArray());
        }

        private static string NameOf(string field)
        {
            string name;
            return FieldNames.TryGetValue(field, out name) ? name : field;
        }
    }

    /// <summary>A plan in one sentence, and whether there is anything to apply.</summary>
    internal static class PlanView
    {
        /// <summary>"12 new, 3 updated, 40 kept, 1 conflict".</summary>
        public static string Summary(PullCounts counts)
        {
            List<string> parts = new List<string>();
            AddPart(parts, counts.Create, "new");
            AddPart(parts, counts.Update, "updated");
            AddPart(parts, counts.Delete, "removed");
            AddPart(parts, counts.Skip, "kept");
            if (counts.Conflict > 0) parts.Add(Texts.Count(counts.Conflict, "conflict", "conflicts"));
            return parts.Count == 0 ? "nothing to do" : string.Join(", ", parts.ToArray());
        }

        /// <param name="conflicts">What is done about conflicts: keep-theirs, overwrite or ask.</param>
        public static bool HasWork(PullCounts counts, string conflicts)
        {
            return counts.Create + counts.Update + counts.Delete > 0 ||
                (conflicts == "overwrite" && counts.Conflict > 0);
        }

        /// <summary>Of the button that applies it.</summary>
        public static string ApplyLabel(PullCounts counts, string conflicts)
        {
            int images = counts.Create + counts.Update + counts.Delete +
                (conflicts == "overwrite" ? counts.Conflict : 0);
            return images == 0 ? "Nothing to apply" : "Apply " + Texts.Count(images, "change", "changes");
        }

        private static void AddPart(List<string> parts, int count, string what)
        {
            if (count > 0) parts.Add(Texts.Count(count, what, what));
        }
    }
}
