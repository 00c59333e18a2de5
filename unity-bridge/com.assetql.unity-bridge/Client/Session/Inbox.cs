using System;
using System.Collections.Concurrent;
using System.Diagnostics;

namespace AssetQL.Client
{
    /// <summary>What other threads leave for the main thread, in order.</summary>
    internal sealed class Inbox
    {
        private readonly ConcurrentQueue<Entry> waiting = new ConcurrentQueue<Entry>();

        /// <summary>Any thread. Forgotten when the connection is given up.</summary>
        public void Post(Action action)
        {
            waiting.Enqueue(new Entry(action, false));
        }

        /// <summary>Any thread. Somebody waits for it, so it is never forgotten.</summary>
        public void PostAnswer(Action action)
        {
            waiting.Enqueue(new Entry(action, true));
        }

        /// <summary>
        /// Main thread. Runs what waits, until so many milliseconds are over; the rest is for the next time. What an
        /// action throws goes through: whoever pumps has to see it.
        /// </summary>
        public void Drain(int milliseconds)
        {
            Stopwatch clock = Stopwatch.StartNew();
            Entry entry;
            while (clock.ElapsedMilliseconds < milliseconds && waiting.TryDequeue(out entry))
            {
                entry.Action();
            }
        }

        /// <summary>Main thread. Gives those who wait their answers, and forgets everything else.</summary>
        public void Settle()
        {
            Entry entry;
            while (waiting.TryDequeue(out entry))
            {
                if (entry.IsAnswer)
                {
                    entry.Action();
                }
            }
        }

        private sealed class Entry
        {
            public readonly Action Action;
            public readonly bool IsAnswer;

            public Entry(Action action, bool isAnswer)
            {
                Action = action;
                IsAnswer = isAnswer;
            }
        }
    }
}
