using System;
using System.Collections.Generic;
using System.Linq;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>The window's elements, with the classes that AssetQL.uss knows.</summary>
    internal static class Ui
    {
        public static Label Text(string text, params string[] classes)
        {
            // Titles, prompts and problems are others' words: nothing in them is a tag.
            Label label = new Label(text) { enableRichText = false };
            foreach (string one in classes) label.AddToClassList(one);
            return label;
        }

        /// <summary>A sentence that wraps.</summary>
        public static Label Sentence(string text)
        {
            return Text(text, "aql-sentence");
        }

        public static Button Press(string text, Action act)
        {
            Button button = new Button(act) { text = text };
            button.AddToClassList("aql-button");
            return button;
        }

        /// <summary>The one that people come to a panel for.</summary>
        public static Button PressMain(string text, Action act)
        {
            Button button = Press(text, act);
            button.AddToClassList("aql-button--main");
            return button;
        }

        /// <summary>Stands beside a button, and says why it cannot be pressed.</summary>
        public static Label Why()
        {
            return Text("", "aql-why");
        }

        /// <param name="problem">Null: it can be pressed.</param>
        public static void ShowWhy(Label why, string problem)
        {
            why.text = problem ?? "";
            Display(why, problem != null);
        }

        public static VisualElement Row(params VisualElement[] children)
        {
            return Box("aql-row", children);
        }

        public static VisualElement Box(string className, params VisualElement[] children)
        {
            VisualElement box = new VisualElement();
            box.AddToClassList(className);
            foreach (VisualElement child in children) box.Add(child);
            return box;
        }

        /// <summary>All of a panel, with room around what it holds but not around its scroll bar.</summary>
        public static ScrollView Scroll()
        {
            ScrollView scroll = new ScrollView();
            scroll.AddToClassList("aql-scroll");
            scroll.contentContainer.AddToClassList("aql-scroll__content");
            return scroll;
        }

        public static VisualElement Section(string title, params VisualElement[] children)
        {
            VisualElement section = Box("aql-section", Text(title, "aql-section__title"));
            foreach (VisualElement child in children) section.Add(child);
            return section;
        }

        public static Label Badge(string text, NoticeKind tone)
        {
            return Text(text, "aql-badge", "aql-tone--" + NameOf(tone));
        }

        /// <param name="fraction">0 to 1.</param>
        public static VisualElement Bar(float fraction, NoticeKind tone)
        {
            VisualElement filled = Box("aql-bar__filled");
            filled.AddToClassList("aql-bar__filled--" + NameOf(tone));
            filled.style.width = Length.Percent(Math.Max(0f, Math.Min(1f, fraction)) * 100f);
            return Box("aql-bar", filled);
        }

        /// <summary>Nothing for a notice that says nothing.</summary>
        public static VisualElement Tell(Notice notice, Action act)
        {
            VisualElement box = Box("aql-notice");
            if (notice.Kind == NoticeKind.None)
            {
                box.style.display = DisplayStyle.None;
                return box;
            }
            box.AddToClassList("aql-notice--" + NameOf(notice.Kind));
            VisualElement words = Box("aql-notice__words");
            if (notice.Title.Length > 0) words.Add(Text(notice.Title, "aql-notice__title"));
            if (notice.Text.Length > 0) words.Add(Sentence(notice.Text));
            box.Add(words);
            if (notice.Action != null && act != null) box.Add(Press(notice.Action, act));
            return box;
        }

        public static VisualElement Problem(string text)
        {
            return Tell(new Notice(NoticeKind.Error, "", text), null);
        }

        public static TextField Field(string label, string value, Action<string> changed)
        {
            TextField field = new TextField(label) { value = value };
            field.AddToClassList("aql-field");
            field.RegisterValueChangedCallback(change => changed(change.newValue));
            return field;
        }

        public static Toggle Check(string label, bool value, Action<bool> changed)
        {
            Toggle toggle = new Toggle(label) { value = value };
            toggle.AddToClassList("aql-field");
            toggle.RegisterValueChangedCallback(change => changed(change.newValue));
            return toggle;
        }

        /// <summary>Choices by their place. What is chosen already may be none of them (-1).</summary>
        public static DropdownField Choice(string label, IEnumerable<string> choices, int index, Action<int> changed)
        {
            List<string> shown = choices.Select(Texts.Choice).ToList();
            DropdownField field = new DropdownField(label) { choices = shown };
            field.index = index >= 0 && index < shown.Count ? index : -1;
            field.AddToClassList("aql-field");
            field.RegisterValueChangedCallback(change => changed(field.index));
            return field;
        }

        /// <summary>What a list shows in the place of its items; null when it is to show them.</summary>
        public static VisualElement StateOf<T>(Loadable<T> list, Notice whenEmpty, Action again)
        {
            if (list.State == LoadState.Failed)
            {
                return Tell(new Notice(NoticeKind.Error, "It could not be read", list.Problem).With("Try again"), again);
            }
            if (list.IsEmpty) return Tell(whenEmpty, null);
            bool isWaiting = list.Items.Count == 0;
            return isWaiting ? Tell(new Notice(NoticeKind.Busy, "", "Reading\u2026"), null) : null;
        }

        /// <summary>What stands below the items that are there: how reading went, and how to get more.</summary>
        public static void ShowAround<T>(VisualElement place, Loadable<T> list, Notice whenEmpty, Action again, Action more)
        {
            // As it is, it stays: a button that is made anew while the mouse is pressed misses the click.
            string now = list.State + "\n" + list.Problem + "\n" + list.HasMore + "\n" + (list.Items.Count == 0);
            if (now.Equals(place.userData)) return;
            place.userData = now;
            place.Clear();
            VisualElement state = StateOf(list, whenEmpty, again);
            if (state != null) place.Add(state);
            if (list.HasMore) place.Add(Press("Show more", more));
        }

        public static void Display(VisualElement element, bool isShown)
        {
            element.style.display = isShown ? DisplayStyle.Flex : DisplayStyle.None;
        }

        private static string NameOf(NoticeKind kind)
        {
            return kind.ToString().ToLowerInvariant();
        }
    }
}
