using System;
using System.Net.WebSockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>Takes what comes out of a socket.</summary>
    internal interface IMessageSink
    {
        /// <summary>Throws <see cref="ProtocolProblem"/> or <see cref="JsonException"/>.</summary>
        void Text(string text);

        /// <summary>The frame is only there for the time of the call. Throws <see cref="ProtocolProblem"/>.</summary>
        void Frame(byte[] buffer, int length);
    }

    /// <summary>Reads whole messages into one buffer, which is used again and again.</summary>
    internal sealed class MessageReceiver
    {
        private static readonly UTF8Encoding Strict = new UTF8Encoding(false, true);

        private readonly WebSocket socket;
        private readonly IMessageSink sink;
        private readonly byte[] buffer = new byte[BridgeProtocol.MessageBytes];

        public MessageReceiver(WebSocket socket, IMessageSink sink)
        {
            this.socket = socket;
            this.sink = sink;
        }

        /// <summary>Until the bridge closes the socket. Throws what the socket throws, and what the sink throws.</summary>
        public async Task<LinkEnd> Run()
        {
            while (true)
            {
                int length = 0;
                WebSocketReceiveResult part;
                do
                {
                    var room = new ArraySegment<byte>(buffer, length, buffer.Length - length);
                    part = await socket.ReceiveAsync(room, CancellationToken.None).ConfigureAwait(false);
                    if (part.MessageType == WebSocketMessageType.Close)
                    {
                        return Closed();
                    }
                    length += part.Count;
                    Check(part, length);
                }
                while (!part.EndOfMessage);
                Deliver(part.MessageType, length);
            }
        }

        private void Check(WebSocketReceiveResult part, int length)
        {
            int most = part.MessageType == WebSocketMessageType.Binary
                ? FrameHeader.Size + BridgeProtocol.ChunkBytes
                : buffer.Length;
            if (length > most || (length == most && !part.EndOfMessage))
            {
                throw new ProtocolProblem("the bridge sent a message of more than " + most + " bytes");
            }
        }

        private void Deliver(WebSocketMessageType type, int length)
        {
            if (type == WebSocketMessageType.Binary)
            {
                sink.Frame(buffer, length);
                return;
            }
            string text;
            try
            {
                text = Strict.GetString(buffer, 0, length);
            }
            catch (DecoderFallbackException)
            {
                throw new ProtocolProblem("the bridge sent a text that is no UTF-8");
            }
            sink.Text(text);
        }

        private LinkEnd Closed()
        {
            int code = socket.CloseStatus.HasValue ? (int)socket.CloseStatus.Value : 0;
            string reason = socket.CloseStatusDescription;
            return new LinkEnd(code, string.IsNullOrEmpty(reason) ? "the bridge closed it (" + code + ")" : reason);
        }
    }
}
