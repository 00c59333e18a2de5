using System;

namespace AssetQL.Client
{
    /// <summary>Content that comes under one number: frame follows frame, until all of it is there.</summary>
    internal sealed class IncomingTransfer
    {
        private readonly object gate = new object();
        private readonly long bytes;
        private readonly IContentSink sink;
        private readonly Action<BridgeException> ended;
        private readonly Action lost;
        private long next;
        private bool hasBegun;
        private bool hasFailed;

        /// <summary>
        /// `ended` is told once, with null when all was written, or with what went wrong when it was; `lost` when the
        /// connection went before. Both on the network's thread.
        /// </summary>
        public IncomingTransfer(
            TransferInfo info, long offset, IContentSink sink, Action<BridgeException> ended, Action lost)
        {
            Number = info.Transfer;
            bytes = info.Bytes;
            next = offset;
            this.sink = sink;
            this.ended = ended;
            this.lost = lost;
        }

        public uint Number { get; private set; }

        /// <summary>Throws <see cref="ProtocolProblem"/>. After a failed write what still comes is not written.</summary>
        public void Take(FrameHeader header, byte[] buffer, int offset, int count)
        {
            lock (gate)
            {
                TakeNext(header, buffer, offset, count);
            }
        }

        /// <summary>Any thread. It comes again as another: what came stays, nothing more is written, and nobody is told.</summary>
        public void GiveUp()
        {
            lock (gate)
            {
                hasFailed = true;
                if (hasBegun)
                {
                    CloseFailed();
                }
            }
        }

        /// <summary>The connection is gone.</summary>
        public void Lose()
        {
            lock (gate)
            {
                LoseIfOpen();
            }
        }

        private void TakeNext(FrameHeader header, byte[] buffer, int offset, int count)
        {
            if (header.Offset != next || next + count > bytes)
            {
                throw new ProtocolProblem("the bridge sent content from byte " + header.Offset + ", and byte " + next
                    + " of " + bytes + " was expected");
            }
            next += count;
            if (header.IsLast != (next == bytes))
            {
                throw new ProtocolProblem("the bridge ended content at byte " + next + " of " + bytes);
            }
            if (!hasFailed)
            {
                Write(header.Offset, buffer, offset, count);
            }
        }

        private void LoseIfOpen()
        {
            if (hasBegun && !hasFailed)
            {
                try
                {
                    sink.Pause();
                }
                catch (BridgeException problem)
                {
                    hasFailed = true;
                    ended(problem);
                    return;
                }
            }
            if (!hasFailed)
            {
                lost();
            }
        }

        private void Write(long from, byte[] buffer, int offset, int count)
        {
            try
            {
                if (!hasBegun)
                {
                    sink.Begin(from, bytes);
                    hasBegun = true;
                }
                sink.Write(buffer, offset, count);
                if (next == bytes)
                {
                    sink.Pause();
                    ended(null);
                }
            }
            catch (BridgeException problem)
            {
                hasFailed = true;
                CloseFailed();
                ended(problem);
            }
        }

        private void CloseFailed()
        {
            try
            {
                sink.Pause();
            }
            catch (BridgeException)
            {
                // What went wrong first is what is told.
            }
        }
    }
}
