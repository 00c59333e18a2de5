using System;
using System.Collections.Generic;
using System.Linq;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>Fields of import settings, with what is wrong below them.</summary>
    internal sealed class ImportFields : VisualElement
    {
        private readonly ImportForm form;
        private readonly Action changed;
        private readonly VisualElement problems = Ui.Box("aql-list");
        private readonly VisualElement ofSprites = Ui.Box("aql-list");

        /// <param name="isExport">A package has no atlas and no size of its own.</param>
        public ImportFields(ImportForm form, bool isExport, Action changed)
        {
            this.form = form;
            this.changed = changed;
            Add(Choice("Format", ImportForm.Formats, form.Format, value => form.Format = value));
            if (!isExport) Add(Choice("Texture type", ImportForm.TextureTypes, form.TextureType, value => form.TextureType = value));
            if (!isExport) Add(Field("Longest side (pixels)", form.MaxSide, value => form.MaxSide = value));
            Add(Choice("Filter", ImportForm.FilterModes, form.FilterMode, value => form.FilterMode = value));
            ofSprites.Add(Field("Pixels per unit", form.PixelsPerUnit, value => form.PixelsPerUnit = value));
            if (!isExport) ofSprites.Add(Field("Sprite atlas", form.Atlas, value => form.Atlas = value));
            Add(ofSprites);
            Add(problems);
            Refresh();
        }

        private VisualElement Choice(string label, IReadOnlyList<string> values, string value, Action<string> write)
        {
            int index = values.ToList().IndexOf(value);
            return Ui.Choice(label, values, index, chosen => Write(() => write(values[chosen])));
        }

        private VisualElement Field(string label, string value, Action<string> write)
        {
            return Ui.Field(label, value, text => Write(() => write(text)));
        }

        private void Write(Action write)
        {
            write();
            Refresh();
            changed();
        }

        private void Refresh()
        {
            Ui.Display(ofSprites, form.IsSprite);
            problems.Clear();
            foreach (string problem in form.Problems) problems.Add(Ui.Problem(problem));
        }
    }
}
