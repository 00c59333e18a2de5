using System;
using System.Collections.Generic;
using System.Linq;
using AssetQL.Client;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>Chooses one of the batches that have images. It follows the store's list.</summary>
    internal sealed class BatchChoice : VisualElement
    {
        private readonly BridgeStore store;
        private readonly Func<string> read;
        private readonly Action<string> write;
        private List<string> shownIds = new List<string>();

        /// <param name="read">The id of the chosen batch; "" for none.</param>
        /// <param name="write">Given the id that was chosen.</param>
        public BatchChoice(BridgeStore store, Func<string> read, Action<string> write)
        {
            this.store = store;
            this.read = read;
            this.write = write;
            AddToClassList("aql-field");
            Refresh();
        }

        /// <summary>Only where the list is another one: a dropdown that is open would close.</summary>
        public void Refresh()
        {
            List<Batch> batches = store.Batches.Items.Where(batch => batch.Completed > 0 || batch.Id == read()).ToList();
            List<string> ids = batches.Select(batch => batch.Id).ToList();
            if (childCount > 0 && ids.SequenceEqual(shownIds)) return;
            shownIds = ids;
            Clear();
            Add(Ui.Choice("Batch", Labels(batches), ids.IndexOf(read()), index => Chosen(index)));
        }

        /// <summary>A dropdown tells choices of the same name apart by nothing, and batches may share one.</summary>
        private static IEnumerable<string> Labels(IEnumerable<Batch> batches)
        {
            HashSet<string> used = new HashSet<string>();
            foreach (Batch batch in batches)
            {
                string label = batch.Name;
                if (!used.Add(label)) label = batch.Name + " (" + Texts.When(batch.CreatedAt) + ")";
                for (int i = 2; label != batch.Name && !used.Add(label); i++)
                {
                    label = batch.Name + " (" + Texts.When(batch.CreatedAt) + ", " + i + ")";
                }
                yield return label;
            }
        }

        private void Chosen(int index)
        {
            if (index >= 0 && index < shownIds.Count) write(shownIds[index]);
        }
    }
}
