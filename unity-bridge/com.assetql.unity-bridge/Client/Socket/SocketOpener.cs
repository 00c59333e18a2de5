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
                Task connecting = socket.ConnectAsync(url, limit.Token);
                Task timeout = Task.Delay(TimeSpan.FromSeconds(Seconds), limit.Token);
                Task first = await Task.WhenAny(connecting, timeout).ConfigureAwait(false);
                bool isOpen = first == connecting && connecting.Status == TaskStatus.RanToCompletion;
                limit.Cancel();
                if (isOpen)
                {
                    return socket;
                }
                // Why is not told: the runtime keeps the status of a refused upgrade to itself. And it goes on waiting for
                // somebody who accepts connections and then says nothing, whatever it is told: nobody waits for it here.
                GiveUp(socket, connecting);
                return null;
            }
        }

        private static void GiveUp(ClientWebSocket socket, Task connecting)
        {
            socket.Abort();
            connecting.ContinueWith(
                ended =>
                {
                    // Looked at, or the runtime reports it as forgotten.
                    GC.KeepAlive(ended.Exception);
                    socket.Dispose();
                },
                TaskScheduler.Default);
        }
    }
}
