using System.Collections.Generic;
using System.Linq;
using AssetQL.Client;

namespace AssetQL.Editor
{
    /// <summary>What a preview says of cost and time, and whether the batch can be created.</summary>
    internal sealed class PreviewView
    {
        private readonly BatchPreview preview;

        public PreviewView(BatchPreview preview)
        {
            this.preview = preview;
        }

        public bool FitsQuota { get { return !preview.QuotaLeft.HasValue || preview.QuotaLeft.Value >= preview.Total; } }

        public bool CanCreate { get { return preview.Valid && preview.Total > 0 && FitsQuota; } }

        /// <summary>"48 images, $1.20 to $3.60, about 4 minutes".</summary>
        public string Summary
        {
            get
            {
                return Texts.Images(preview.Total) + ", " + Cost + ", " + Texts.Span(preview.Seconds);
            }
        }

        /// <summary>"300 images left this month"; empty when there is no limit.</summary>
        public string Quota
        {
            get
            {
                if (!preview.QuotaLeft.HasValue) return "";
                string left = Texts.Images(preview.QuotaLeft.Value) + " left this month";
                return FitsQuota ? left : "Only " + left + ": make the CSV shorter, or ask for a larger plan.";
            }
        }

        /// <summary>Errors first, in their order.</summary>
        public IReadOnlyList<InputProblem> Problems
        {
            get { return preview.Problems.OrderBy(problem => problem.Severity == "error" ? 0 : 1).ToList(); }
        }

        private string Cost
        {
            get
            {
                string least = Texts.Dollars(preview.Cost.Total);
                string most = Texts.Dollars(preview.Cost.AtMost);
                return least == most ? least : least + " to " + most;
            }
        }
    }
}
