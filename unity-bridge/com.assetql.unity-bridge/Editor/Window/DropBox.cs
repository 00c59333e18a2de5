using System;
using System.Collections.Generic;
using System.Linq;
using UnityEditor;
using UnityEngine.UIElements;

namespace AssetQL.Editor
{
    /// <summary>Takes files that are dragged from the Project window or from the desktop.</summary>
    internal sealed class DropBox : VisualElement
    {
        private readonly Action<IEnumerable<string>> dropped;

        /// <param name="dropped">Given absolute paths.</param>
        public DropBox(string text, string className, Action<IEnumerable<string>> dropped)
        {
            this.dropped = dropped;
            AddToClassList(className);
            Add(Ui.Text(text, "aql-quiet"));
            RegisterCallback<DragUpdatedEvent>(OnDragUpdated);
            RegisterCallback<DragPerformEvent>(OnDragPerform);
            RegisterCallback<DragLeaveEvent>(leave => ShowOver(false));
            RegisterCallback<DragExitedEvent>(exited => ShowOver(false));
        }

        private void OnDragUpdated(DragUpdatedEvent drag)
        {
            if (DragAndDrop.paths.Length == 0) return;
            DragAndDrop.visualMode = DragAndDropVisualMode.Copy;
            ShowOver(true);
        }

        private void OnDragPerform(DragPerformEvent drag)
        {
            DragAndDrop.AcceptDrag();
            ShowOver(false);
            // What comes from the project is relative to it.
            dropped(DragAndDrop.paths.Select(ProjectPaths.OnDisk).ToList());
        }

        private void ShowOver(bool isOver)
        {
            EnableInClassList("aql-drop--over", isOver);
        }
    }
}
