using System;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>Sends one message at a time: texts first, then content for which there is credit.</summary>
    internal sealed class MessageSender
    {
        private readonly WebSocket socket;
        private readonly OutgoingTransfers outgoing;
        private readonly ConcurrentQueue<string> texts = new ConcurrentQueue<string>();
        private readonly SemaphoreSlim signal = new SemaphoreSlim(0);
        private byte[] frame;

        public MessageSender(WebSocket socket, OutgoingTransfers outgoing)
        {
            this.socket = socket;
            this.outgoing = outgoing;
        }

        /// <summary>Any thread.</summary>
        public void Enqueue(string text)
        {
            texts.Enqueue(text);
            signal.Release();
        }

        /// <summary>Any thread: there is content, or credit.</summary>
        public void Wake()
        {
            signal.Release();
        }

        /// <summary>Until it is stopped, or the socket fails.</summary>
        public async Task Run(CancellationToken stop)
        {
            while (true)
            {
                await signal.WaitAsync(stop).ConfigureAwait(false);
                while (await SendNext().ConfigureAwait(false))
                {
                }
            }
        }

        /// <summary>False when there is nothing to send for now.</summary>
        private async Task<bool> SendNext()
        {
            string text;
            if (texts.TryDequeue(out text))
            {
                byte[] bytes = Encoding.UTF8.GetBytes(text);
                await Send(bytes, bytes.Length, WebSocketMessageType.Text).ConfigureAwait(false);
                return true;
            }
            if (!outgoing.HasNext)
            {
                return false;
            }
            frame = frame ?? new byte[FrameHeader.Size + BridgeProtocol.ChunkBytes];
            int length = outgoing.TakeNext(frame);
            if (length > 0)
            {
                await Send(frame, length, WebSocketMessageType.Binary).ConfigureAwait(false);
                outgoing.Sent();
            }
            return length > 0;
        }

        private Task Send(byte[] bytes, int count, WebSocketMessageType type)
        {
            return socket.SendAsync(new ArraySegment<byte>(bytes, 0, count), type, true, CancellationToken.None);
        }
    }
}
