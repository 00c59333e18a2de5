using System.Collections.Generic;

namespace AssetQL.Editor
{
    internal enum LoadState
    {
        Idle,
        Loading,
        Ready,
        Failed,
    }

    /// <summary>A list that comes page by page from the bridge, with what a panel shows meanwhile.</summary>
    internal sealed class Loadable<T>
    {
        private readonly List<T> items = new List<T>();

        /// <summary>Counts the readings, so that the answer to an earlier one is told from that to the latest.</summary>
        private int reading;

        public LoadState State { get; private set; }

        /// <summary>For people; what went wrong.</summary>
        public string Problem { get; private set; }

        /// <summary>Null when there is no more.</summary>
        public string Cursor { get; private set; }

        public IReadOnlyList<T> Items { get { return items; } }

        public bool HasMore { get { return Cursor != null; } }

        /// <summary>Ready, and there is nothing.</summary>
        public bool IsEmpty { get { return State == LoadState.Ready && items.Count == 0; } }

        /// <summary>Items stay to be seen while a list is read again. Give the ticket back with the answer.</summary>
        public int Begin()
        {
            State = LoadState.Loading;
            Problem = null;
            return ++reading;
        }

        /// <summary>The first page, in the place of everything that was there. False: it is not wanted any more.</summary>
        public bool Fill(int ticket, IEnumerable<T> page, string cursor)
        {
            if (ticket != reading) return false;
            items.Clear();
            return Add(ticket, page, cursor);
        }

        /// <summary>A further page. False: it is not wanted any more.</summary>
        public bool Add(int ticket, IEnumerable<T> page, string cursor)
        {
            if (ticket != reading) return false;
            items.AddRange(page);
            Cursor = cursor;
            State = LoadState.Ready;
            return true;
        }

        public bool Fail(int ticket, string problem)
        {
            if (ticket != reading) return false;
            State = LoadState.Failed;
            Problem = problem;
            return true;
        }

        /// <summary>As at first; answers that are still to come are not wanted.</summary>
        public void Clear()
        {
            reading++;
            items.Clear();
            Cursor = null;
            Problem = null;
            State = LoadState.Idle;
        }

        /// <summary>Replaces the item that is the same thing, or puts a new one first.</summary>
        public void Put(T item, System.Predicate<T> isSame)
        {
            int at = items.FindIndex(isSame);
            if (at >= 0) items[at] = item;
            else items.Insert(0, item);
            if (State == LoadState.Idle) State = LoadState.Ready;
        }
    }
}
