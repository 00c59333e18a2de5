using System;
using System.Collections.Generic;
using AssetQL.Client;

namespace AssetQL.Editor
{
    /// <summary>What the window says of a batch, and which buttons it has. The hub refuses what is not offered here.</summary>
    internal sealed class BatchView
    {
        private readonly Batch batch;
        private readonly DateTime now;

        /// <param name="now">UTC.</param>
        public BatchView(Batch batch, DateTime now)
        {
            this.batch = batch;
            this.now = now;
        }

        /// <summary>0 to 1; images that failed are done with as well.</summary>
        public float Fraction
        {
            get { return batch.Total == 0 ? 0f : Math.Min(1f, (batch.Completed + batch.Failed) / (float)batch.Total); }
        }

        public bool IsUnderWay { get { return batch.Status == "queued" || batch.Status == "processing"; } }

        public bool CanPause { get { return IsUnderWay; } }

        public bool CanResume { get { return batch.Status == "paused"; } }

        public bool CanCancel { get { return IsUnderWay || batch.Status == "paused"; } }

        /// <summary>Of what was cancelled nothing is made any more.</summary>
        public bool CanRetry
        {
            get { return (batch.Status == "completed" || batch.Status == "failed") && batch.Failed > 0; }
        }

        public bool HasImages { get { return batch.Completed > 0; } }

        public string Status
        {
            get
            {
                switch (batch.Status)
                {
                    case "queued": return "Waiting";
                    case "processing": return "Generating";
                    case "completed": return batch.Failed > 0 ? "Done, some failed" : "Done";
                    case "failed": return "Failed";
                    case "paused": return "Paused";
                    case "cancelled": return "Cancelled";
                    default: return batch.Status;
                }
            }
        }

        public NoticeKind Tone
        {
            get
            {
                switch (batch.Status)
                {
                    case "completed": return batch.Failed > 0 ? NoticeKind.Warning : NoticeKind.Good;
                    case "failed": return NoticeKind.Error;
                    case "paused": return NoticeKind.Warning;
                    case "cancelled": return NoticeKind.Info;
                    default: return NoticeKind.Busy;
                }
            }
        }

        /// <summary>"312 of 500 done, 4 failed, mean score 0.91, about 3 minutes left".</summary>
        public string Summary
        {
            get
            {
                List<string> parts = new List<string>();
                parts.Add(
                    batch.Completed == batch.Total
                        ? Texts.Images(batch.Total)
                        : batch.Completed.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) + " of " +
                            Texts.Images(batch.Total) + " done");
                if (batch.Failed > 0) parts.Add(Texts.Count(batch.Failed, "failed", "failed"));
                if (batch.Retrying > 0) parts.Add(Texts.Count(batch.Retrying, "tried again", "tried again"));
                if (batch.MeanScore.HasValue) parts.Add("mean score " + Texts.Score(batch.MeanScore.Value));
                if (IsUnderWay && batch.EstimatedCompletion.HasValue) parts.Add(Left(batch.EstimatedCompletion.Value));
                return string.Join(", ", parts.ToArray());
            }
        }

        private string Left(DateTime end)
        {
            return Texts.Span(Math.Max(0, (end - now).TotalSeconds)) + " left";
        }
    }
}
