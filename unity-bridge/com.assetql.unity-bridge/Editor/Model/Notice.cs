namespace AssetQL.Editor
{
    internal enum NoticeKind
    {
        None,
        Info,
        Busy,
        Good,
        Warning,
        Error,
    }

    /// <summary>What a panel says in the place of, or above, its content: a heading, a sentence, and what to do.</summary>
    internal sealed class Notice
    {
        public static readonly Notice Nothing = new Notice(NoticeKind.None, "", "");

        public Notice(NoticeKind kind, string title, string text)
        {
            Kind = kind;
            Title = title;
            Text = text;
        }

        public NoticeKind Kind { get; private set; }

        public string Title { get; private set; }

        public string Text { get; private set; }

        /// <summary>Of the button; null when there is nothing to press.</summary>
        public string Action { get; private set; }

        public bool IsSameAs(Notice other)
        {
            return Kind == other.Kind && Title == other.Title && Text == other.Text && Action == other.Action;
        }

        public Notice With(string action)
        {
            return new Notice(Kind, Title, Text) { Action = action };
        }
    }
}
