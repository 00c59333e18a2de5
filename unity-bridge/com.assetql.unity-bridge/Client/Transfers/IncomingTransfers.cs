using System;
using System.Collections.Generic;

namespace AssetQL.Client
{
    /// <summary>
    /// Content that comes over one connection: each frame goes to the sink of its transfer, and its bytes are given back
    /// as credit when they have been written.
    /// </summary>
    internal sealed class IncomingTransfers
    {
        private const long LargestReturn = 524288;

        private readonly object gate = new object();
        private readonly Dictionary<uint, IncomingTransfer> open = new Dictionary<uint, IncomingTransfer>();
        private readonly Action<long> giveCredit;
        private long returnAt = LargestReturn;
        private long written;
        private bool isClosed;

        /// <summary>`giveCredit` is called on the network's thread.</summary>
        public IncomingTransfers(Action<long> giveCredit)
        {
            this.giveCredit = giveCredit;
        }

        /// <summary>Content that has come over this connection. Network's thread.</summary>
        public long TotalBytes { get; private set; }

        /// <summary>Not a message a frame, and long before the bridge has to wait.</summary>
        public void SetWindow(long bytes)
        {
            returnAt = Math.Max(1, Math.Min(LargestReturn, bytes / 4));
        }

        /// <summary>Any thread, before the first frame can come. False when the connection is gone.</summary>
        public bool Expect(IncomingTransfer transfer)
        {
            lock (gate)
            {
                if (!isClosed)
                {
                    open[transfer.Number] = transfer;
                }
                return !isClosed;
            }
        }

        /// <summary>Network's thread. Throws <see cref="ProtocolProblem"/>.</summary>
        public void Frame(byte[] buffer, int length)
        {
            FrameHeader header;
            if (!FrameHeader.TryRead(buffer, length, out header))
            {
                throw new ProtocolProblem("the bridge sent a frame of another version");
            }
            IncomingTransfer transfer;
            lock (gate)
            {
                if (!open.TryGetValue(header.Transfer, out transfer))
                {
                    throw new ProtocolProblem("the bridge sent content that nobody waits for");
                }
            }
            int count = length - FrameHeader.Size;
            transfer.Take(header, buffer, FrameHeader.Size, count);
            if (header.IsLast)
            {
                lock (gate)
                {
                    open.Remove(header.Transfer);
                }
            }
            TotalBytes += count;
            Return(count);
        }

        /// <summary>The connection is gone: what came stays, and goes on with the next one.</summary>
        public void Close()
        {
            List<IncomingTransfer> left;
            lock (gate)
            {
                isClosed = true;
                left = new List<IncomingTransfer>(open.Values);
                open.Clear();
            }
            foreach (IncomingTransfer transfer in left)
            {
                transfer.Lose();
            }
        }

        private void Return(long bytes)
        {
            written += bytes;
            if (written >= returnAt)
            {
                giveCredit(written);
                written = 0;
            }
        }
    }
}
