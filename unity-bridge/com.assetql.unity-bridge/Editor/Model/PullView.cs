using System.Collections.Generic;
using AssetQL.Client;

namespace AssetQL.Editor
{
    /// <summary>What the window says of a pull, and which buttons it has.</summary>
    internal sealed class PullView
    {
        private readonly Pull pull;
        private readonly PullProgress progress;

        /// <param name="progress">The latest of its files; null when nothing has been told.</param>
        public PullView(Pull pull, PullProgress progress)
        {
            this.pull = pull;
            this.progress = progress;
        }

        public bool IsUnderWay
        {
            get { return pull.Status == "planning" || pull.Status == "applying" || pull.Status == "reverting"; }
        }

        public bool CanApply { get { return pull.Status == "planned"; } }

        /// <summary>Everything but what could not be applied is in the project.</summary>
        public bool CanRetry { get { return pull.Status == "applied" && pull.Counts.Failed > 0; } }

        public bool CanPause { get { return IsUnderWay; } }

        public bool CanResume { get { return pull.Status == "paused"; } }

        /// <summary>Also what was paused halfway, and once more what could not be undone.</summary>
        public bool CanUndo
        {
            get
            {
                bool isLeft = pull.Status == "reverted" && pull.Counts.RevertFailed > 0;
                return pull.Status == "applied" || pull.Status == "paused" || isLeft;
            }
        }

        /// <summary>After an undo, which leaves what somebody had changed meanwhile.</summary>
        public bool CanForceUndo { get { return pull.Status == "reverted"; } }

        public string Status
        {
            get
            {
                switch (pull.Status)
                {
                    case "planning": return "Planning";
                    case "planned": return "Planned";
                    case "applying": return "Pulling";
                    case "paused": return "Paused";
                    case "applied": return pull.Counts.Failed > 0 ? "Pulled, some failed" : "Pulled";
                    case "reverting": return "Undoing";
                    case "reverted": return pull.Counts.RevertFailed > 0 ? "Undone, some failed" : "Undone";
                    case "failed": return "Failed";
                    default: return pull.Status;
                }
            }
        }

        public NoticeKind Tone
        {
            get
            {
                if (IsUnderWay) return NoticeKind.Busy;
                switch (pull.Status)
                {
                    case "applied": return pull.Counts.Failed > 0 ? NoticeKind.Warning : NoticeKind.Good;
                    case "failed": return NoticeKind.Error;
                    case "paused": return NoticeKind.Warning;
                    case "reverted": return pull.Counts.RevertFailed > 0 ? NoticeKind.Warning : NoticeKind.Info;
                    default: return NoticeKind.Info;
                }
            }
        }

        /// <summary>0 to 1; 0 where nothing is known.</summary>
        public float Fraction
        {
            get
            {
                if (pull.Status == "applied" || pull.Status == "reverted") return 1f;
                if (progress == null || progress.FilesTotal == 0) return 0f;
                return progress.Files >= progress.FilesTotal ? 1f : progress.Files / (float)progress.FilesTotal;
            }
        }

        public string Summary
        {
            get
            {
                if (pull.Problem != null && !IsUnderWay) return pull.Problem.Detail;
                if (pull.Status == "applying" && progress != null) return ProgressText;
                List<string> parts = new List<string>();
                parts.Add(PlanView.Summary(pull.Counts));
                if (pull.Counts.Failed > 0) parts.Add(Texts.Count(pull.Counts.Failed, "failed", "failed"));
                if (pull.Counts.RevertFailed > 0)
                {
                    parts.Add(Texts.Count(pull.Counts.RevertFailed, "could not be undone", "could not be undone"));
                }
                return string.Join(", ", parts.ToArray());
            }
        }

        /// <summary>"120 of 500 files, 180 MB".</summary>
        private string ProgressText
        {
            get
            {
                return progress.Files + " of " + Texts.Count(progress.FilesTotal, "file", "files") + ", " +
                    Texts.Bytes(progress.Bytes);
            }
        }

        /// <summary>The question before an undo.</summary>
        public string UndoQuestion(bool isForced)
        {
            string what = "The textures of \u201c" + pull.Name + "\u201d go back to what they were before " +
                "this pull; those it brought are removed.";
            return isForced
                ? what + " What was changed since then is overwritten as well. This cannot be taken back."
                : what + " What was changed since then is left as it is.";
        }
    }
}
