using System;
using System.Collections.Generic;
using System.Linq;
using AssetQL.Client;
using UnityEditor;
using UnityEngine;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>What is done with the selected images, by buttons or by keys: A, R, G.</summary>
    internal sealed class ReviewBar : VisualElement
    {
        /// <summary>The hub takes so many at once.</summary>
        private const int MostAtOnce = 500;

        private readonly WindowContext context;
        private readonly ContactSheet sheet;
        private readonly Action<IReadOnlyList<string>, string> reviewed;
        private readonly Label count = Ui.Text("", "aql-quiet", "aql-grow");
        private readonly VisualElement message = Ui.Box("aql-list");
        private readonly VisualElement buttons;
        private string note = "";
        private bool isBusy;

        /// <param name="reviewed">Given the images, and what was done with them.</param>
        public ReviewBar(WindowContext context, ContactSheet sheet, Action<IReadOnlyList<string>, string> reviewed)
        {
            this.context = context;
            this.sheet = sheet;
            this.reviewed = reviewed;
            TextField why = Ui.Field("Note", "", text => note = text);
            why.tooltip = "Goes along with a rejection or a new try: what is wrong, what is to be different.";
            buttons = Ui.Row(
                Ui.Press("Approve (A)", () => Review("approve")),
                Ui.Press("Reject (R)", () => Review("reject")),
                Ui.Press("Make again (G)", () => Review("regenerate")),
                Ui.PressMain("Pull selected\u2026", Pull));
            Add(Ui.Box("aql-toolbar", count, why, buttons));
            Add(message);
            Refresh();
        }

        public void Refresh()
        {
            int selected = sheet.Selection.Count;
            count.text = selected == 0
                ? "Click, Shift-click, Ctrl-click, arrows, Ctrl+A"
                : Texts.Images(selected) + " selected";
            buttons.SetEnabled(selected > 0 && !isBusy);
        }

        /// <summary>True for a key that means something here, also while there is nothing to do.</summary>
        public bool TakeKey(KeyCode key)
        {
            string action = ActionOf(key);
            if (action != null && sheet.Selection.Count > 0 && !isBusy) Review(action);
            return action != null;
        }

        private static string ActionOf(KeyCode key)
        {
            switch (key)
            {
                case KeyCode.A: return "approve";
                case KeyCode.R: return "reject";
                case KeyCode.G: return "regenerate";
                default: return null;
            }
        }

        private void Review(string action)
        {
            List<string> ids = sheet.Selection.Ids.ToList();
            if (ids.Count > MostAtOnce)
            {
                Say(new Notice(NoticeKind.Warning, "", "Select at most 500 images at a time."));
                return;
            }
            if (action == "regenerate" && !IsMeant(ids.Count)) return;
            isBusy = true;
            Say(Notice.Nothing);
            Refresh();
            string said = Numbers.IsBlank(note) ? null : note.Trim();
            Asking.For(() => context.Client.Assets.Review(action, ids, said), result => Done(ids, action, result), Failed);
        }

        private static bool IsMeant(int count)
        {
            return EditorUtility.DisplayDialog(
                "Make again?",
                Texts.Images(count) + " will be generated anew, which costs as much as the first time. Their " +
                    "present versions are kept.",
                "Make again",
                "Leave them");
        }

        private void Done(IReadOnlyList<string> ids, string action, ReviewResult result)
        {
            isBusy = false;
            Say(AssetView.Of(result));
            HashSet<string> failed = new HashSet<string>(result.Failed.Select(failure => failure.AssetId));
            reviewed(ids.Where(id => !failed.Contains(id)).ToList(), action);
            Refresh();
        }

        private void Failed(string problem)
        {
            isBusy = false;
            Say(new Notice(NoticeKind.Error, "Nothing was changed", problem));
            Refresh();
        }

        private void Pull()
        {
            context.State.Pull.Of = PullOf.Images;
            context.State.Pull.AssetIds = sheet.Selection.Ids.ToList();
            context.Go(WindowTab.Pull);
        }

        public void Say(Notice notice)
        {
            message.Clear();
            message.Add(Ui.Tell(notice, null));
        }
    }
}
