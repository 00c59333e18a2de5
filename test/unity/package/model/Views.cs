using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using AssetQL.Client;

namespace AssetQL.Editor.Checks
{
    /// <summary>What is shown of what the bridge tells.</summary>
    internal static class Views
    {
        public static JsonValue OfBatch(JsonValue asked)
        {
            DateTime now = DateTime.Parse(asked["now"].AsString(), CultureInfo.InvariantCulture).ToUniversalTime();
            BatchView view = new BatchView(new Batch(asked["batch"]), now);
            List<string> can = new List<string>();
            if (view.CanPause) can.Add("pause");
            if (view.CanResume) can.Add("resume");
            if (view.CanRetry) can.Add("retry");
            if (view.CanCancel) can.Add("cancel");
            if (view.HasImages) can.Add("images");
            return Shown(view.Status, view.Tone, view.Summary, view.Fraction).Set("can", Program.List(can));
        }

        public static JsonValue OfPull(JsonValue asked)
        {
            PullProgress progress = asked["progress"].IsNull ? null : new PullProgress(asked["progress"]);
            PullView view = new PullView(new Pull(asked["pull"]), progress);
            List<string> can = new List<string>();
            if (view.CanApply) can.Add("apply");
            if (view.CanRetry) can.Add("retry");
            if (view.CanPause) can.Add("pause");
            if (view.CanResume) can.Add("resume");
            if (view.CanUndo) can.Add("undo");
            if (view.CanForceUndo) can.Add("force-undo");
            return Shown(view.Status, view.Tone, view.Summary, view.Fraction)
                .Set("can", Program.List(can))
                .Set("questions", Program.List(new[] { view.UndoQuestion(false), view.UndoQuestion(true) }));
        }

        public static JsonValue OfExport(JsonValue asked)
        {
            ExportView view = new ExportView(new Export(asked["export"]));
            return Shown(view.Status, view.Tone, view.Summary, view.Fraction)
                .Set("can", Program.List(view.CanSave ? new[] { "save" } : new string[0]));
        }

        public static JsonValue OfChange(JsonValue asked)
        {
            PlanLine line = PlanLine.Of(new Change(asked["change"]));
            return JsonValue.Object()
                .Set("badge", JsonValue.Of(line.Badge))
                .Set("tone", JsonValue.Of(Program.Tone(line.Tone)))
                .Set("detail", JsonValue.Of(line.Detail));
        }

        public static JsonValue OfPlan(JsonValue asked)
        {
            PullCounts counts = new PullCounts(asked["counts"]);
            string conflicts = asked["conflicts"].AsString();
            return JsonValue.Object()
                .Set("summary", JsonValue.Of(PlanView.Summary(counts)))
                .Set("hasWork", JsonValue.Of(PlanView.HasWork(counts, conflicts)))
                .Set("label", JsonValue.Of(PlanView.ApplyLabel(counts, conflicts)));
        }

        public static JsonValue OfPreview(JsonValue asked)
        {
            PreviewView view = new PreviewView(new BatchPreview(asked["preview"]));
            return JsonValue.Object()
                .Set("summary", JsonValue.Of(view.Summary))
                .Set("quota", JsonValue.Of(view.Quota))
                .Set("canCreate", JsonValue.Of(view.CanCreate))
                .Set("problems", Program.List(view.Problems.Select(problem => problem.Message)));
        }

        public static JsonValue OfAsset(JsonValue asked)
        {
            Asset asset = new Asset(asked["asset"]);
            return JsonValue.Object()
                .Set("title", JsonValue.Of(AssetView.Title(asset)))
                .Set("score", JsonValue.Of(Texts.Score(asset.Score)))
                .Set("scoreTone", JsonValue.Of(Program.Tone(AssetView.ScoreTone(asset, asked["threshold"].DoubleOrNull()))))
                .Set("review", JsonValue.Of(AssetView.Review(asset)))
                .Set("tooltip", JsonValue.Of(AssetView.Tooltip(asset)));
        }

        /// <summary>A client alone makes connections; this sets one up as it would.</summary>
        public static JsonValue OfConnection(JsonValue asked)
        {
            object state = Enum.Parse(typeof(ConnectionState), asked["state"].AsString());
            Connection connection = (Connection)Activator.CreateInstance(
                typeof(Connection),
                BindingFlags.Instance | BindingFlags.NonPublic,
                null,
                new[] { state, asked["message"].AsString() },
                null);
            Set(connection, "HubUrl", asked["hub"].StringOrNull());
            Set(connection, "HubProblem", asked["problem"].StringOrNull());
            Set(connection, "HubReachable", asked["reachable"].AsBool());
            Set(connection, "RetryInSeconds", (int)asked["retry"].AsLong());
            Notice notice = ConnectionNotice.Of(connection);
            return JsonValue.Object()
                .Set("tone", JsonValue.Of(Program.Tone(notice.Kind)))
                .Set("title", JsonValue.Of(notice.Title))
                .Set("text", JsonValue.Of(notice.Text))
                .Set("action", Program.OrNull(notice.Action))
                .Set("canAsk", JsonValue.Of(ConnectionNotice.CanAsk(connection)));
        }

        private static void Set(Connection connection, string name, object value)
        {
            typeof(Connection).GetProperty(name).SetValue(connection, value, null);
        }

        private static JsonValue Shown(string status, NoticeKind tone, string summary, float fraction)
        {
            return JsonValue.Object()
                .Set("status", JsonValue.Of(status))
                .Set("tone", JsonValue.Of(Program.Tone(tone)))
                .Set("summary", JsonValue.Of(summary))
                .Set("fraction", JsonValue.Of(Math.Round(fraction, 3)));
        }
    }
}
