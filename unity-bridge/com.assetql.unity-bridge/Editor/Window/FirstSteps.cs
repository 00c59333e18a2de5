using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>What the window shows before it was ever connected.</summary>
    internal sealed class FirstSteps : VisualElement
    {
        public FirstSteps()
        {
            AddToClassList("aql-empty");
            Add(Ui.Text("Start the bridge", "aql-empty__title"));
            Add(Ui.Sentence(
                "The bridge is a small program on this machine that stands between Unity and AssetQL. In a terminal:"));
            Add(Command("assetql start --bridge"));
            Add(Ui.Sentence("starts AssetQL and the bridge. Where AssetQL runs elsewhere, start the bridge alone:"));
            Add(Command("assetql bridge"));
            Add(Ui.Sentence(
                "This window finds it by itself. For WSL or another machine, give its address and token in " +
                    "the settings."));
        }

        /// <summary>To be selected and copied.</summary>
        private static VisualElement Command(string text)
        {
            TextField field = new TextField { value = text, isReadOnly = true };
            field.AddToClassList("aql-command");
            return field;
        }
    }
}
