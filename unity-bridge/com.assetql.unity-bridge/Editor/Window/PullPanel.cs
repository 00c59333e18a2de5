using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>What is to be pulled and how, the plan, and the pulls so far.</summary>
    internal sealed class PullPanel : Panel
    {
        private readonly PullOptions options;
        private readonly PlanSection plan;
        private readonly PullHistory history;

        public PullPanel(WindowContext context)
            : base(context)
        {
            ScrollView scroll = Ui.Scroll();
            plan = new PlanSection(context);
            options = new PullOptions(context, plan.Show, plan.Refresh);
            history = new PullHistory(context, plan.Show);
            scroll.Add(options);
            scroll.Add(plan);
            scroll.Add(history);
            Add(scroll);
        }

        public override void Refresh(StorePart part)
        {
            if (part == StorePart.Batches) options.Refresh();
            if (part != StorePart.Pulls) return;
            plan.Refresh();
            history.Refresh();
        }
    }
}
