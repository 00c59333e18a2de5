using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>
    /// Content on its way to the bridge over one connection, no more than the bridge has room for: its credit. One file
    /// after the other.
    /// </summary>
    internal sealed class OutgoingTransfers
    {
        private readonly object gate = new object();
        private readonly Queue<Outgoing> waiting = new Queue<Outgoing>();
        private Outgoing finishing;
        private long credit;
        private bool isClosed;

        /// <summary>Something could be sent now. Any thread.</summary>
        public bool HasNext
        {
            get
            {
                lock (gate)
                {
                    return waiting.Count > 0 && credit > 0;
                }
            }
        }

        /// <summary>Any thread.</summary>
        public void AddCredit(long bytes)
        {
            lock (gate)
            {
                credit = Math.Min(credit + bytes, BridgeProtocol.WindowBytes);
            }
        }

        /// <summary>
        /// Any thread. True when the last frame is on its way; false when the connection was lost before. Completes on
        /// the network's thread.
        /// </summary>
        public Task<bool> Add(uint transfer, byte[] content, long offset)
        {
            lock (gate)
            {
                if (isClosed)
                {
                    return Task.FromResult(false);
                }
                var outgoing = new Outgoing(transfer, content, (int)offset);
                waiting.Enqueue(outgoing);
                return outgoing.Done.Task;
            }
        }

        /// <summary>Sender's thread. Writes a frame; gives its length, 0 when there is none.</summary>
        public int TakeNext(byte[] frame)
        {
            lock (gate)
            {
                if (waiting.Count == 0 || credit == 0)
                {
                    return 0;
                }
                Outgoing first = waiting.Peek();
                int left = first.Content.Length - first.Offset;
                int count = (int)Math.Min(Math.Min(left, BridgeProtocol.ChunkBytes), credit);
                bool isLast = count == left;
                new FrameHeader(first.Transfer, first.Offset, isLast).Write(frame);
                Buffer.BlockCopy(first.Content, first.Offset, frame, FrameHeader.Size, count);
                first.Offset += count;
                credit -= count;
                if (isLast)
                {
                    finishing = waiting.Dequeue();
                }
                return FrameHeader.Size + count;
            }
        }

        /// <summary>Sender's thread: the frame has been given to the socket.</summary>
        public void Sent()
        {
            Outgoing done;
            lock (gate)
            {
                done = finishing;
                finishing = null;
            }
            if (done != null)
            {
                done.Done.TrySetResult(true);
            }
        }

        /// <summary>The connection is gone.</summary>
        public void Close()
        {
            var lost = new List<Outgoing>();
            lock (gate)
            {
                isClosed = true;
                lost.AddRange(waiting);
                waiting.Clear();
                if (finishing != null)
                {
                    lost.Add(finishing);
                }
            }
            foreach (Outgoing outgoing in lost)
            {
                outgoing.Done.TrySetResult(false);
            }
        }

        private sealed class Outgoing
        {
            public readonly uint Transfer;
            public readonly byte[] Content;
            public readonly TaskCompletionSource<bool> Done = new TaskCompletionSource<bool>();
            public int Offset;

            public Outgoing(uint transfer, byte[] content, int offset)
            {
                Transfer = transfer;
                Content = content;
                Offset = offset;
            }
        }
    }
}
