using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;

namespace AssetQL.Client
{
    /// <summary>Opens a WebSocket of our protocol.</summary>
    internal static class SocketOpener
    {
        private const int Seconds = 5;

        /// <summary>Null when nobody answers there, or nobody who speaks WebSocket.</summary>
        public static async Task<ClientWebSocket> Open(Uri url, CancellationToken stop)
        {
            var socket = new ClientWebSocket();
            socket.Options.AddSubProtocol(BridgeProtocol.Name);
            // Our own pings go through the bridge's mind, not only through its socket.
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            using (var limit = CancellationTokenSource.CreateLinkedTokenSource(stop))
            {
                limit.CancelAfter(TimeSpan.FromSeconds(Seconds));
                try
                {
                    await socket.ConnectAsync(url, limit.Token).ConfigureAwait(false);
                    return socket;
                }
                catch (WebSocketException)
                {
                    // Why is not told: the runtime keeps the status of a refused upgrade to itself.
                    socket.Dispose();
                    return null;
                }
                catch (OperationCanceledException)
                {
                    socket.Dispose();
                    return null;
                }
            }
        }
    }
}
