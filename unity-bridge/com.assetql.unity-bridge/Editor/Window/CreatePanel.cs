using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>A style, a template, rows, and then a batch.</summary>
    internal sealed class CreatePanel : Panel
    {
        private readonly StylesSection styles;
        private readonly SourceSection source;
        private readonly PreviewSection preview;

        public CreatePanel(WindowContext context)
            : base(context)
        {
            ScrollView scroll = Ui.Scroll();
            preview = new PreviewSection(context);
            styles = new StylesSection(context, preview.Forget);
            source = new SourceSection(context, preview.Forget);
            scroll.Add(styles);
            scroll.Add(source);
            scroll.Add(preview);
            Add(scroll);
        }

        public override void Refresh(StorePart part)
        {
            if (part == StorePart.Styles) styles.Refresh();
        }
    }
}
