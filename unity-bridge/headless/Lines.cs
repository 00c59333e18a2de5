using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading;

namespace AssetQL.Headless
{
    /// <summary>Lines of a text that comes bit by bit, read on a thread of its own.</summary>
    internal sealed class Lines
    {
        private readonly BlockingCollection<string> waiting = new BlockingCollection<string>();

        public Lines(TextReader reader)
        {
            var thread = new Thread(() => ReadAll(reader)) { IsBackground = true };
            thread.Start();
        }

        /// <summary>Nothing more comes.</summary>
        public bool HasEnded
        {
            get { return waiting.IsCompleted; }
        }

        /// <summary>Waits so long for one.</summary>
        public bool TryTake(int milliseconds, out string line)
        {
            return waiting.TryTake(out line, milliseconds);
        }

        private void ReadAll(TextReader reader)
        {
            string line = reader.ReadLine();
            while (line != null)
            {
                waiting.Add(line);
                line = reader.ReadLine();
            }
            waiting.CompleteAdding();
        }
    }
}
