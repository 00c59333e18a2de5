using System.Collections.Generic;
using System.Linq;

namespace AssetQL.Editor
{
    internal enum SheetMove
    {
        Left,
        Right,
        Up,
        Down,
        First,
        Last,
    }

    /// <summary>
    /// Which images of the contact sheet are selected: as in Unity's Project window, with a click, a range (Shift) and
    /// single ones more or less (Ctrl or Cmd), and with the arrow keys.
    /// </summary>
    internal sealed class SheetSelection
    {
        private readonly HashSet<string> selected = new HashSet<string>();
        private List<string> ids = new List<string>();
        private string anchor;

        /// <summary>Where the keyboard is; null when nothing is.</summary>
        public string Focused { get; private set; }

        public int Count { get { return selected.Count; } }

        /// <summary>In the order in which they are shown.</summary>
        public IReadOnlyList<string> Ids { get { return ids.Where(selected.Contains).ToList(); } }

        public bool Contains(string id)
        {
            return selected.Contains(id);
        }

        /// <summary>What is shown now, in order. What is shown no more is not selected either.</summary>
        public void Show(IEnumerable<string> shown)
        {
            ids = shown.ToList();
            selected.IntersectWith(ids);
            if (!ids.Contains(anchor)) anchor = null;
            if (!ids.Contains(Focused)) Focused = null;
        }

        public void Click(string id, bool isRange, bool isToggle)
        {
            if (!ids.Contains(id)) return;
            Focused = id;
            if (isRange && anchor != null)
            {
                SelectRange(id, isToggle);
                return;
            }
            anchor = id;
            if (isToggle)
            {
                if (!selected.Remove(id)) selected.Add(id);
                return;
            }
            selected.Clear();
            selected.Add(id);
        }

        /// <param name="columns">How many images stand in a row.</param>
        public void Move(SheetMove move, int columns, bool isRange)
        {
            if (ids.Count == 0) return;
            int from = ids.IndexOf(Focused);
            int to = from < 0 ? 0 : Target(move, from, columns < 1 ? 1 : columns);
            Click(ids[to], isRange, false);
        }

        public void SelectAll()
        {
            selected.UnionWith(ids);
        }

        public void Clear()
        {
            selected.Clear();
            anchor = null;
        }

        private void SelectRange(string id, bool isToggle)
        {
            if (!isToggle) selected.Clear();
            int one = ids.IndexOf(anchor);
            int other = ids.IndexOf(id);
            for (int i = System.Math.Min(one, other); i <= System.Math.Max(one, other); i++) selected.Add(ids[i]);
        }

        private int Target(SheetMove move, int from, int columns)
        {
            switch (move)
            {
                case SheetMove.Left: return System.Math.Max(0, from - 1);
                case SheetMove.Right: return System.Math.Min(ids.Count - 1, from + 1);
                case SheetMove.Up: return from - columns >= 0 ? from - columns : from;
                case SheetMove.Down: return from + columns < ids.Count ? from + columns : from;
                case SheetMove.First: return 0;
                default: return ids.Count - 1;
            }
        }
    }
}
