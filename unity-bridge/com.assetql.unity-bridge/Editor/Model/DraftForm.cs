using System;
using System.Collections.Generic;
using AssetQL.Client;

namespace AssetQL.Editor
{
    /// <summary>A batch that is being put together. It survives a domain reload and a restart of the window.</summary>
    [Serializable]
    internal sealed class DraftForm
    {
        /// <summary>The protocol takes so many.</summary>
        public const int MostSprites = 500;
        private const int LeastSide = 64;
        private const int MostSide = 2048;
        private const int MostNameCharacters = 120;
        private const int MostTemplateCharacters = 8000;

        public static readonly IReadOnlyList<string> Qualities = new[] { "draft", "standard", "high" };

        public string Name = "";
        public string Template = "A {style|flat} game icon of {title}";
        public string StyleId = "";

        /// <summary>The rows are a CSV's; else the project's missing sprites.</summary>
        public bool IsFromCsv = true;

        public string CsvPath = "";
        public List<string> SpriteIds = new List<string>();
        public string Width = "";
        public string Height = "";
        public string Quality = "standard";
        public bool StyleGate = true;

        /// <summary>Empty: the style's own.</summary>
        public string Threshold = "";

        public string NegativePrompt = "";

        /// <summary>What keeps the prompts from being shown; empty when nothing does.</summary>
        public IReadOnlyList<string> Problems
        {
            get
            {
                List<string> problems = new List<string>();
                if (Numbers.IsBlank(StyleId)) problems.Add("Choose a style.");
                if (Numbers.IsBlank(Template)) problems.Add("Write a template, as in \u201cA game icon of " +
                    "{title}\u201d.");
                else if (Template.Length > MostTemplateCharacters) problems.Add("The template has more than 8,000 characters.");
                AddSourceProblems(problems);
                AddNumberProblems(problems);
                return problems;
            }
        }

        /// <summary>Those, and what keeps the batch from being created.</summary>
        public IReadOnlyList<string> CreationProblems
        {
            get
            {
                List<string> problems = new List<string>(Problems);
                if (Numbers.IsBlank(Name)) problems.Insert(0, "Give the batch a name; its folder is named after it.");
                else if (Name.Trim().Length > MostNameCharacters) problems.Insert(0, "The name has more than 120 characters.");
                return problems;
            }
        }

        /// <summary>Only where there are no problems.</summary>
        public BatchDraft ToDraft()
        {
            if (Problems.Count > 0) throw new InvalidOperationException(Problems[0]);
            int number;
            double score;
            BatchDraft draft = new BatchDraft
            {
                Template = Template,
                StyleId = StyleId,
                Quality = Quality,
                StyleGate = StyleGate,
                NegativePrompt = Numbers.IsBlank(NegativePrompt) ? null : NegativePrompt.Trim(),
            };
            if (IsFromCsv) draft.Csv = new UploadFile(CsvPath);
            else draft.SpriteIds = SpriteIds.ToArray();
            if (Numbers.TryWhole(Width, LeastSide, MostSide, out number)) draft.Width = number;
            if (Numbers.TryWhole(Height, LeastSide, MostSide, out number)) draft.Height = number;
            if (Numbers.TryScore(Threshold, out score)) draft.Threshold = score;
            return draft;
        }

        private void AddSourceProblems(List<string> problems)
        {
            if (IsFromCsv)
            {
                if (Numbers.IsBlank(CsvPath)) problems.Add("Choose a CSV file.");
                else if (!System.IO.File.Exists(CsvPath)) problems.Add("The CSV file is not there any more: " + Texts.Path(CsvPath));
                return;
            }
            if (SpriteIds.Count == 0) problems.Add("Choose at least one missing sprite.");
            else if (SpriteIds.Count > MostSprites) problems.Add("Choose at most 500 missing sprites; make " +
                "several batches of more.");
        }

        private void AddNumberProblems(List<string> problems)
        {
            if (!IsSide(Width) || !IsSide(Height))
            {
                problems.Add("Width and height are whole numbers from 64 to 2048, or empty for 1024.");
            }
            double score;
            if (!Numbers.IsBlank(Threshold) && !Numbers.TryScore(Threshold, out score))
            {
                problems.Add("The threshold is a score from 0 to 1, or empty for the style's own.");
            }
        }

        private static bool IsSide(string text)
        {
            int number;
            return Numbers.IsBlank(text) || Numbers.TryWhole(text, LeastSide, MostSide, out number);
        }
    }
}
