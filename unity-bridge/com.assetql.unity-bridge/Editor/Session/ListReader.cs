using System;
using System.Threading.Tasks;
using AssetQL.Client;

namespace AssetQL.Editor
{
    /// <summary>Reads lists of the bridge into what panels show, page by page.</summary>
    internal sealed class ListReader<T>
    {
        private readonly Loadable<T> list;
        private readonly Func<string, Task<Page<T>>> read;
        private readonly Action changed;

        /// <param name="read">Given a cursor; null: the first page.</param>
        /// <param name="changed">The list is otherwise, or is being read.</param>
        public ListReader(Loadable<T> list, Func<string, Task<Page<T>>> read, Action changed)
        {
            this.list = list;
            this.read = read;
            this.changed = changed;
        }

        /// <summary>From the beginning.</summary>
        /// <param name="each">Given each of what has come.</param>
        public void Read(Action<T> each)
        {
            Ask(null, each);
        }

        /// <summary>The next page, where there is one.</summary>
        public void ReadMore(Action<T> each)
        {
            if (list.Cursor != null && list.State != LoadState.Loading) Ask(list.Cursor, each);
        }

        private void Ask(string cursor, Action<T> each)
        {
            int ticket = list.Begin();
            changed();
            Asking.For(() => read(cursor), page => Take(ticket, cursor == null, page, each), problem => Fail(ticket, problem));
        }

        private void Take(int ticket, bool isFirst, Page<T> page, Action<T> each)
        {
            bool isWanted = isFirst
                ? list.Fill(ticket, page.Items, page.Cursor)
                : list.Add(ticket, page.Items, page.Cursor);
            if (!isWanted) return;
            foreach (T item in page.Items) each(item);
            changed();
        }

        private void Fail(int ticket, string problem)
        {
            if (list.Fail(ticket, problem)) changed();
        }
    }
}
